import { z } from 'zod';

const settings = z.object({
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
  verbose: z.boolean().default(false),
  color: z.boolean().default(true),
});

/** What every command can be told. */
export type Settings = Readonly<z.infer<typeof settings>>;

export function readSettings(options: unknown): Settings {
  return settings.parse(options);
}
