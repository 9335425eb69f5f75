/** What one target teaches: the rows of features of who was chosen, and of others who were there to be chosen. */
export interface TrainingExample {
  chosen: Float64Array[];
  others: Float64Array[];
  /** How many of those who were not chosen each of `others` stands for. */
  standsFor: Float64Array;
}

const iterations = 25;

/**
 * Weights w that make each chosen row likely among the others:
 *
 *     Σ examples, mean over chosen c of  −ln( e^(w·c) / (e^(w·c) + Σ others standsFor · e^(w·o)) )  +  ½ ridge |s·w|²
 *
 * the conditional logit of McFadden (1974), which as a loss of rankings is ListNet's (Cao et al., 2007): with one other
 * it is the pairwise logistic, and with many it cares for the top of the list. s is the spread of each feature, so that
 * its unit does not matter. Convex; solved by Newton's method.
 */
export function fitWeights(examples: TrainingExample[], width: number, ridge: number): Float64Array {
  const spread = spreadOf(examples, width);
  const w = new Float64Array(width);
  let best = Infinity;
  let step = new Float64Array(width);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const at = slopeAt(examples, w, width);
    for (let f = 0; f < width; f++) {
      // A feature that nobody has stays without weight.
      const stiffness = ridge * (spread[f]! > 0 ? spread[f]! : 1);
      at.loss += 0.5 * stiffness * w[f]! ** 2;
      at.gradient[f]! += stiffness * w[f]!;
      at.hessian[f * width + f]! += stiffness;
    }
    if (at.loss > best + 1e-9) {
      // Too far: half of the way back.
      step = step.map((value) => value / 2);
      for (let f = 0; f < width; f++) w[f]! += step[f]!;
      continue;
    }
    if (best - at.loss < 1e-7 * Math.abs(best)) break;
    best = at.loss;
    step = solve(at.hessian, at.gradient, width);
    for (let f = 0; f < width; f++) w[f]! -= step[f]!;
  }
  return w;
}

interface Slope {
  loss: number;
  gradient: Float64Array;
  hessian: Float64Array;
}

function slopeAt(examples: TrainingExample[], w: Float64Array, width: number): Slope {
  const slope: Slope = { loss: 0, gradient: new Float64Array(width), hessian: new Float64Array(width * width) };
  const { gradient, hessian } = slope;
  const mean = new Float64Array(width);
  const square = new Float64Array(width * width);
  for (const { chosen, others, standsFor } of examples) {
    const scores = Float64Array.from(others, (row) => dot(w, row));
    const chosenScores = Float64Array.from(chosen, (row) => dot(w, row));
    const highest = Math.max(
      ...chosenScores,
      scores.reduce((high, score) => Math.max(high, score), -Infinity),
    );
    let mass = 0;
    mean.fill(0);
    square.fill(0);
    for (let i = 0; i < others.length; i++) {
      const row = others[i]!;
      const share = standsFor[i]! * Math.exp(scores[i]! - highest);
      mass += share;
      for (let f = 0; f < width; f++) {
        const part = share * row[f]!;
        if (part === 0) continue;
        mean[f]! += part;
        for (let g = 0; g <= f; g++) square[f * width + g]! += part * row[g]!;
      }
    }
    for (let c = 0; c < chosen.length; c++) {
      const row = chosen[c]!;
      // Never nothing: a row far below all others would divide by zero.
      const own = Math.max(Math.exp(chosenScores[c]! - highest), Number.MIN_VALUE * 1e16);
      const all = own + mass;
      const part = 1 / chosen.length;
      slope.loss += part * (Math.log(all) + highest - chosenScores[c]!);
      for (let f = 0; f < width; f++) {
        const expected = (mean[f]! + own * row[f]!) / all;
        gradient[f]! += part * (expected - row[f]!);
        for (let g = 0; g <= f; g++) {
          const other = (mean[g]! + own * row[g]!) / all;
          hessian[f * width + g]! +=
            part * ((square[f * width + g]! + own * row[f]! * row[g]!) / all - expected * other);
        }
      }
    }
  }
  return slope;
}

function spreadOf(examples: TrainingExample[], width: number): Float64Array {
  const spread = new Float64Array(width);
  let rows = 0;
  for (const { chosen, others } of examples) {
    const all = [...chosen, ...others];
    rows++;
    for (let f = 0; f < width; f++) {
      const mean = all.reduce((sum, row) => sum + row[f]!, 0) / all.length;
      spread[f]! += all.reduce((sum, row) => sum + (row[f]! - mean) ** 2, 0) / all.length;
    }
  }
  return spread.map((sum) => sum / Math.max(1, rows));
}

function dot(w: Float64Array, row: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < w.length; f++) sum += w[f]! * row[f]!;
  return sum;
}

/** Solves A x = b for a positive definite A, of which the lower half is read (Cholesky). */
function solve(a: Float64Array, b: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * n + j]!;
    }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}
