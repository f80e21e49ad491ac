/** Alike cases, and how many of them came true. */
export interface LogisticRow {
  /** Without the constant. */
  readonly features: readonly number[];
  /** Log odds that are known beforehand; what is learnt comes on top. */
  readonly offset?: number;
  readonly count: number;
  readonly hits: number;
}

/** The chance of a case with these features and log odds known beforehand. */
export type Logistic = (features: readonly number[], offset?: number) => number;

const roundsMax = 50;
const tolerance = 1e-8;

/**
 * Fits a logistic regression by Newton’s method. All weights but the constant are drawn towards 0 by `ridge`, as if
 * there were a little evidence that a feature says nothing: few cases move them little.
 */
export function fitLogistic(rows: readonly LogisticRow[], ridge = 1): Logistic {
  const size = (rows[0]?.features.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  weights[0] = startOf(rows);
  let loss = lossOf(rows, weights, ridge);
  for (let round = 0; round < roundsMax; round++) {
    const step = newtonStep(rows, weights, ridge);
    let scale = 1;
    let next = weights;
    let nextLoss = loss;
    // A full step may overshoot where chances are tiny.
    for (; scale > 1e-4; scale /= 2) {
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
  return (features, offset = 0) => sigmoid(offset + score(weights, features));
}

function newtonStep(rows: readonly LogisticRow[], weights: readonly number[], ridge: number): number[] {
  const size = weights.length;
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-9 : ridge) : 0)));
  for (const { features, offset = 0, count, hits } of rows) {
    const chance = sigmoid(offset + score(weights, features));
    const residual = hits - count * chance;
    const spread = count * chance * (1 - chance);
    for (let i = 0; i < size; i++) {
      const x = i === 0 ? 1 : (features[i - 1] ?? 0);
      if (x === 0) continue;
      gradient[i] = (gradient[i] ?? 0) + residual * x;
      const line = curvature[i] ?? [];
      for (let j = 0; j < size; j++) {
        line[j] = (line[j] ?? 0) + spread * x * (j === 0 ? 1 : (features[j - 1] ?? 0));
      }
    }
  }
  return solve(curvature, gradient);
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

function lossOf(rows: readonly LogisticRow[], weights: readonly number[], ridge: number): number {
  let loss = 0;
  for (const { features, offset = 0, count, hits } of rows) {
    const value = offset + score(weights, features);
    loss += count * softplus(value) - hits * value;
  }
  for (let i = 1; i < weights.length; i++) loss += (ridge / 2) * (weights[i] ?? 0) ** 2;
  return loss;
}

function score(weights: readonly number[], features: readonly number[]): number {
  let sum = weights[0] ?? 0;
  for (let i = 0; i < features.length; i++) sum += (weights[i + 1] ?? 0) * (features[i] ?? 0);
  return sum;
}

function sigmoid(value: number): number {
  return value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value));
}

function softplus(value: number): number {
  return value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
}

/** The constant that would be right if features said nothing. */
function startOf(rows: readonly LogisticRow[]): number {
  let hits = 0.5;
  let count = 1;
  let offsets = 0;
  for (const row of rows) {
    hits += row.hits;
    count += row.count;
    offsets += row.count * (row.offset ?? 0);
  }
  const share = hits / count;
  return Math.log(share / (1 - share)) - offsets / count;
}
