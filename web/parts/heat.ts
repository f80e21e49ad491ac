/** Classes of squares: without anything, and the four steps of heat. */
export const heatStates = ['heat-0', 'heat-1', 'heat-2', 'heat-3', 'heat-4'];

/** Four steps of heat, each a quarter of the values there are. */
export function heatSteps(values: readonly number[]): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const borders = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return (value) => 1 + borders.filter((border) => value > border).length;
}

/** Squares as one path: a year of days costs six elements, not three hundred. */
export function squaresAt(corners: readonly (readonly [x: number, y: number])[], side: number): string {
  return corners.map(([x, y]) => `M${x} ${y}h${side}v${side}h-${side}z`).join('');
}
