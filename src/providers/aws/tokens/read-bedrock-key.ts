import type { TokenReading } from '../../../model/token-format.ts';

/** Reads the name of the service credential off a long-term Bedrock key: base64 of `name-at-account:secret`. */
export function readBedrockKey(value: string): TokenReading | undefined {
  const text = Buffer.from(value.slice('ABSK'.length), 'base64').toString('latin1');
  const [, name = '', account = ''] = /^(BedrockAPIKey-\w{1,32}-at-(\d{12})):/.exec(text) ?? [];
  if (name === '') return undefined;
  return { publicIds: [{ name: 'service credential', value: name }], account };
}
