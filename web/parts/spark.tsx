/** Small bars, each as high as its share of the highest; a value above nothing is seen. */
export function Spark({ values, label }: { readonly values: readonly number[]; readonly label?: string }) {
  const highest = Math.max(1, ...values);
  const step = 66 / Math.max(1, values.length);
  return (
    <svg
      width="66"
      height="18"
      viewBox="0 0 66 18"
      role="img"
      aria-label={label ?? `calls a week: ${values.join(', ')}`}
    >
      <path d="M0 17.5h66" stroke="var(--rule)" />
      {values.map((value, index) => {
        const height = value === 0 ? 0 : Math.max(2, (value / highest) * 16);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * step}
            y={17 - height}
            width={Math.max(1, step - 1.2)}
            height={height}
            fill="var(--ink-2)"
          />
        );
      })}
    </svg>
  );
}
