/**
 * Says on stderr what set-up is doing; stdout belongs to the program that follows.
 * @param {string} line
 */
export function tell(line) {
  process.stderr.write(`scopelight: ${line}\n`);
}

/** What a person can mend, so that a stack trace would only hide it. */
export class SetupError extends Error {}

/**
 * Runs a script's main function and turns what it throws into a line on stderr and an exit code.
 * @param {() => Promise<unknown>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    tell(error.message);
    process.exitCode = 2;
  }
}
