/** Says what the lines of the picture mean. */
export function Legend({ hasCut, hasWay }: { readonly hasCut: boolean; readonly hasWay: boolean }) {
  return (
    <div className="legend">
      {(['used', 'unused', 'unknown'] as const).map((state) => (
        <span key={state}>
          <svg width="24" height="8" aria-hidden="true">
            <path d="M0 4H24" className={`line ${state}`} />
          </svg>
          {state}
        </span>
      ))}
      {hasWay && (
        <span>
          <svg width="24" height="8" aria-hidden="true">
            <path d="M0 4H24" className="line way" />
          </svg>
          this way
        </span>
      )}
      {hasCut && (
        <span>
          <svg width="14" height="14" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8.5" className="line cut" />
            <path d="M6 14l8-8" className="line cut" />
          </svg>
          cut
        </span>
      )}
    </div>
  );
}
