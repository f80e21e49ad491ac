import { Fragment } from 'react';
import { day, sentence, shortId } from '../words/format.ts';
import { Foreign } from './foreign.tsx';

/** Identities in full, days as machines write them, and code between backticks. */
const parts = /(arn:[\w-]+:(?:iam|sts)::[\w]*:[\w+=,.@/-]*[\w]|\b\d{4}-\d{2}-\d{2}\b|`[^`]+`)/;

/** A sentence of the server: identities by their names, days as people write them, code as code. */
export function Told({ text }: { readonly text: string }) {
  return (text.startsWith('arn:') ? text : sentence(text)).split(parts).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <Fragment key={index}>{partOf(part, index)}</Fragment>
  ));
}

function partOf(part: string, index: number) {
  // What was split by stands at every second place.
  if (index % 2 === 0) return <Foreign text={part} />;
  if (part.startsWith('`')) {
    return (
      <code>
        <Foreign text={part.slice(1, -1)} />
      </code>
    );
  }
  if (part.startsWith('arn:')) {
    return (
      <span title={part}>
        <Foreign text={shortId(part)} />
      </span>
    );
  }
  return Number.isNaN(Date.parse(part)) ? part : day(part);
}
