/** Alike cases, and how many of them came true. */
export interface HazardRow {
  /** Without the constant. */
  readonly features: readonly number[];
  /** Logarithm of a hazard that is known beforehand; what is learnt comes on top. */
  readonly offset?: number;
  readonly count: number;
  readonly hits: number;
}

/** The chance of a case with these features, and with what is known of its hazard beforehand. */
export type Chance = (features: readonly number[], offset?: number) => number;

const roundsMax = 50;
const tolerance = 1e-8;
/** Beyond this a hazard is as good as certain; it keeps numbers finite. */
const scoreMax = 20;

/**
 * Fits chances that come from a hazard, 1 − exp(−exp(score)): features multiply how soon something happens, and a
 * chance for other lengths of time follows from it. All weights but the constant are drawn towards 0 by `ridge`,
 * as if there were a little evidence that a feature says nothing: few cases move them little.
 */
export function fitHazard(rows: readonly HazardRow[], ridge = 1): Chance {
  const size = (rows[0]?.features.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  weights[0] = startOf(rows);
  let loss = lossOf(rows, weights, ridge);
  for (let round = 0; round < roundsMax; round++) {
    const step = scoringStep(rows, weights, ridge);
    let next = weights;
    let nextLoss = loss;
    // A full step may overshoot where chances are tiny.
    for (let scale = 1; scale > 1e-4; scale /= 2) {
      next = weights.map((weight, i) => weight + scale * (step[i] ?? 0));
      nextLoss = lossOf(rows, next, ridge);
      if (nextLoss <= loss) break;
    }
    const gain = loss - nextLoss;
    if (!(gain > 0)) break;
    weights = next;
    loss = nextLoss;
    if (gain < tolerance * (1 + Math.abs(loss))) break;
  }
  return (features, offset = 0) => -Math.expm1(-hazardOf(weights, features, offset));
}

/** The constant that would be right if features said nothing. */
function startOf(rows: readonly HazardRow[]): number {
  let hits = 0.5;
  let count = 1;
  let offsets = 0;
  for (const row of rows) {
    hits += row.hits;
    count += row.count;
    offsets += row.count * (row.offset ?? 0);
  }
  return Math.log(-Math.log1p(-hits / count)) - offsets / count;
}

/** A step of Fisher’s scoring. */
function scoringStep(rows: readonly HazardRow[], weights: readonly number[], ridge: number): number[] {
  const size = weights.length;
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  const information = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-9 : ridge) : 0)));
  for (const { features, offset = 0, count, hits } of rows) {
    const hazard = hazardOf(weights, features, offset);
    const odds = Math.exp(-hazard) / -Math.expm1(-hazard);
    const slope = hazard * (hits * odds - (count - hits));
    const spread = count * hazard * hazard * odds;
    for (let i = 0; i < size; i++) {
      const x = i === 0 ? 1 : (features[i - 1] ?? 0);
      if (x === 0) continue;
      gradient[i] = (gradient[i] ?? 0) + slope * x;
      const line = information[i] ?? [];
      for (let j = 0; j < size; j++) {
        line[j] = (line[j] ?? 0) + spread * x * (j === 0 ? 1 : (features[j - 1] ?? 0));
      }
    }
  }
  return solve(information, gradient);
}

/** Solves a symmetric positive system by elimination; it is changed on the way. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    const line = matrix[i] ?? [];
    const pivot = line[i] || 1e-12;
    for (let k = i + 1; k < size; k++) {
      const below = matrix[k] ?? [];
      const factor = (below[i] ?? 0) / pivot;
      if (factor === 0) continue;
      for (let j = i; j < size; j++) below[j] = (below[j] ?? 0) - factor * (line[j] ?? 0);
      right[k] = (right[k] ?? 0) - factor * (right[i] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const line = matrix[i] ?? [];
    let rest = right[i] ?? 0;
    for (let j = i + 1; j < size; j++) rest -= (line[j] ?? 0) * (solution[j] ?? 0);
    solution[i] = rest / (line[i] || 1e-12);
  }
  return solution;
}

function lossOf(rows: readonly HazardRow[], weights: readonly number[], ridge: number): number {
  let loss = 0;
  for (const { features, offset = 0, count, hits } of rows) {
    const hazard = hazardOf(weights, features, offset);
    loss += (count - hits) * hazard;
    if (hits > 0) loss -= hits * Math.log(-Math.expm1(-hazard));
  }
  for (let i = 1; i < weights.length; i++) loss += (ridge / 2) * (weights[i] ?? 0) ** 2;
  return loss;
}

function hazardOf(weights: readonly number[], features: readonly number[], offset: number): number {
  let score = offset + (weights[0] ?? 0);
  for (let i = 0; i < features.length; i++) score += (weights[i + 1] ?? 0) * (features[i] ?? 0);
  return Math.exp(Math.max(-3 * scoreMax, Math.min(scoreMax, score)));
}
