/** Student's t distribution: how far a mean of few values may stray. */

/**
 * The probability that t with `freedom` degrees of freedom is at most `t`.
 * Source: NIST DLMF 8.17, I_x(a, b) with x = freedom / (freedom + t²).
 */
export function studentCdf(t: number, freedom: number): number {
  if (!(freedom > 0)) throw new RangeError(`Degrees of freedom must be above 0, not ${freedom}.`);
  if (Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The probability beyond `t` on the upper side, exact also where it is tiny. */
export function studentUpperTail(t: number, freedom: number): number {
  return studentCdf(-t, freedom);
}

/** The t that is exceeded with probability `tail` (0 < tail <= 0.5) on the upper side. */
export function studentQuantile(tail: number, freedom: number): number {
  if (!(tail > 0 && tail <= 0.5)) throw new RangeError(`A tail must lie in (0, 0.5], not ${tail}.`);
  const name = `${tail} ${freedom}`;
  const known = found.get(name) ?? bisect(tail, freedom);
  if (found.size < MOST_FOUND) found.set(name, known);
  return known;
}

/** Quantiles that have been found: a run asks for few different ones, and a simulation for the same ones over and over. */
const found = new Map<string, number>();
const MOST_FOUND = 10_000;

function bisect(tail: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentUpperTail(high, freedom) > tail) high *= 2;
  // Halving goes on to the last bit: about 55 times, and fast enough for a handful of intervals a run.
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentUpperTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function I_x(a, b). Source: DLMF 8.17.22, evaluated by Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean of the distribution: above it, the mirrored one is taken.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return front * continuedFraction(x, a, b);
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const apart = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}

/** ln Γ(x) for x > 0. Source: Lanczos (1964), with Godfrey's coefficients (g = 7, n = 9). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const series = LANCZOS.reduce((sum, value, index) => sum + value / (shifted + index + 1), 0.999_999_999_999_809_93);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

const LANCZOS: readonly number[] = [
  676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_6,
  12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
];
