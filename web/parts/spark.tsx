const width = 66;
const height = 16;

/** Small bars, each as high as its share of the highest; a value above nothing is seen. */
export function Spark({ values, label }: { readonly values: readonly number[]; readonly label?: string }) {
  const highest = Math.max(1, ...values);
  const step = width / Math.max(1, values.length);
  const bar = Math.max(1, step - 1.2);
  const bars = values.flatMap((value, index) => {
    if (value === 0) return [];
    const top = Math.max(2, (value / highest) * height);
    return `M${(index * step).toFixed(1)} ${height + 1}v${(-top).toFixed(1)}h${bar.toFixed(1)}v${top.toFixed(1)}z`;
  });
  return (
    <svg
      width={width}
      height={height + 2}
      role="img"
      aria-label={label ?? `calls a week: ${values.join(', ')}`}
    >
      <path d={`M0 ${height + 1.5}h${width}`} stroke="var(--rule)" />
      <path d={bars.join('')} fill="var(--ink-2)" />
    </svg>
  );
}
