import { isVariant, variants } from './load-variants.ts';

/* The other half of `measure-variant.ts`: `run-variant.ts NAME FOLDER` prints what the variant took. */
const [name = '', directory = ''] = process.argv.slice(2);
if (!isVariant(name)) throw new Error(`there is no variant ${name}`);
process.stdout.write(`${JSON.stringify(await variants[name](directory))}\n`);
