import { useId } from 'react';

interface AccountFieldProps {
  readonly name: string;
  readonly onName: (name: string) => void;
}

/** What files are of that do not say so themselves; it may stay empty. */
export function AccountField({ name, onName }: AccountFieldProps) {
  const own = useId();
  return (
    <div className="account-field">
      <label htmlFor={own}>What they are of, if they do not say so</label>
      <input
        id={own}
        className="field"
        aria-describedby={`${own}-why`}
        autoComplete="off"
        spellCheck={false}
        placeholder="shop"
        value={name}
        onChange={({ target }) => onName(target.value)}
      />
      <p id={`${own}-why`} className="faint">
        The name of a cluster, an organisation or an API, such as for the audit log of Kubernetes, which tells
        no cluster. Those of several are loaded one after another.
      </p>
    </div>
  );
}
