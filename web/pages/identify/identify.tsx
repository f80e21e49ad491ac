import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Shapes } from '../../client/client.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Empty, Problem } from '../../parts/states.tsx';
import { counted } from '../../words/format.ts';
import { IdentifiedPanel } from './identified-panel.tsx';

/** What is this token? It is looked at and forgotten. */
export function Identify() {
  const [text, setText] = useState('');
  const identify = useMutation({
    mutationFn: api.identify,
    // Nothing of the answer stays when the page is left.
    gcTime: 0,
    onSuccess: () => setText(''),
  });
  const found = identify.data?.tokens ?? [];
  return (
    <>
      <PageHead
        title={titleOf(identify.data)}
        lede="Paste a token with whatever stands around it. It goes to this machine’s own server, is looked at and forgotten: no part of it is stored, shown again, or asked of anybody."
      />
      <Panel title="A found token">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') identify.mutate(text);
          }}
        >
          <label htmlFor="found" className="for-readers">
            The token
          </label>
          <textarea
            id="found"
            className="field found-text"
            rows={4}
            spellCheck={false}
            autoComplete="off"
            placeholder="ghp_…, AKIA…, eyJ…, a line of a file, a header"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <div className="row">
            <button
              type="submit"
              className="button primary"
              disabled={text.trim() === '' || identify.isPending}
            >
              {identify.isPending ? 'Looking' : 'Look at it'}
            </button>
            <span className="faint">the field is emptied once it was looked at</span>
          </div>
        </form>
      </Panel>
      {identify.isError && <Problem error={identify.error} />}
      {identify.data && found.length === 0 && (
        <Empty title="No token is in that">
          {counted(identify.data.input.bytes, 'byte')} were looked at.
        </Empty>
      )}
      {found.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is found has no name that may be shown
        <IdentifiedPanel key={index} token={token} />
      ))}
    </>
  );
}

function titleOf(answer: Shapes['Identified'] | undefined): string {
  if (!answer) return 'What is this token?';
  const [first, ...others] = answer.tokens;
  if (!first) return 'No token is in that';
  if (others.length > 0) return `${counted(answer.tokens.length, 'token')} are in that`;
  return first.format === null
    ? 'Nobody issues tokens that look so'
    : `This is a ${first.issuer ?? ''} ${first.kind}`;
}
