/** The hatch that means "we could not see", for every drawing of the page: `fill="url(#hatch)"`. */
export function HatchDefinition() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="for-readers">
      <defs>
        <pattern
          id="hatch"
          width="4.5"
          height="4.5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4.5" height="4.5" fill="var(--unknown-tint)" />
          <rect width="1.2" height="4.5" fill="var(--unknown)" />
        </pattern>
      </defs>
    </svg>
  );
}
