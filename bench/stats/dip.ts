/**
 * Whether a sample falls into two groups: the dip test of unimodality.
 *
 * The dip is the largest distance between the sample's distribution and the nearest one with a single hump: convex up to
 * the hump, concave behind it. Of all of those the uniform one dips most, so what is rare for it is rarer for any other:
 * the test raises fewer false alarms than it promises.
 *
 * Sources: Hartigan & Hartigan, The Dip Test of Unimodality, Annals of Statistics 13 (1985); the algorithm follows P. M.
 * Hartigan, AS 217 (1985), with the correction of Maechler's R package `diptest`: a perfect single hump has the least
 * dip, and ends the search.
 */

/** Fewer values have no room for two groups. */
export const FEWEST_FOR_DIP = 6;

/** The dip of `n` values, from 1/(2n) for the smoothest to 1/4 for two points. */
export function dip(values: readonly number[]): number {
  const x = values.toSorted((a, b) => a - b);
  let [low, high] = [0, x.length - 1];
  // In steps of the sample's distribution, of which there are n; halved, it lies between the two.
  let found = 1;
  while (x[low] !== x[high]) {
    const below = hull(x, low, high, 1);
    const above = hull(x, low, high, -1);
    const inside = widest(x, below, above);
    if (inside.gap < found) break;
    const left = below.filter((at) => at <= inside.from);
    const right = above.filter((at) => at >= inside.to);
    found = Math.max(found, farthest(x, left, 1), farthest(x, right, -1));
    if (inside.from === low && inside.to === high) break;
    [low, high] = [inside.from, inside.to];
  }
  return found / (2 * x.length);
}

/**
 * The dip that 2.5 % of uniform samples exceed, times √n, which changes slowly with n. From 400,000 samples of each size
 * by `dip` itself, in the way of Hartigan & Hartigan.
 */
const CRITICAL: readonly (readonly [n: number, scaled: number])[] = [
  [6, 0.427],
  [7, 0.455],
  [8, 0.462],
  [9, 0.464],
  [10, 0.468],
  [12, 0.48],
  [15, 0.489],
  [20, 0.501],
  [30, 0.516],
  [40, 0.525],
  [60, 0.536],
  [100, 0.546],
];

/** Whether the values lie in two groups. Of samples with one hump, normal, skewed or heavy-tailed, below 2 % are called two. */
export function hasTwoHumps(values: readonly number[]): boolean {
  if (values.length < FEWEST_FOR_DIP) return false;
  return dip(values) * Math.sqrt(values.length) > criticalDip(values.length);
}

function criticalDip(n: number): number {
  const next = CRITICAL.findIndex(([size]) => size >= n);
  if (next < 0) return CRITICAL.at(-1)![1];
  const [size, scaled] = CRITICAL[next]!;
  if (size === n) return scaled;
  const [before, lower] = CRITICAL[next - 1]!;
  return lower + ((scaled - lower) * (n - before)) / (size - before);
}

/** The vertices of the convex hull below (side 1) or above (side -1) the points (value, rank), as indexes. */
function hull(x: readonly number[], low: number, high: number, side: 1 | -1): number[] {
  const chain: number[] = [];
  const bends = (a: number, b: number, c: number) => side * ((c - b) * (x[b]! - x[a]!) - (b - a) * (x[c]! - x[b]!)) > 0;
  for (let at = low; at <= high; at++) {
    while (chain.length >= 2 && !bends(chain.at(-2)!, chain.at(-1)!, at)) chain.pop();
    chain.push(at);
  }
  return chain;
}

/** Where the two hulls are farthest apart: the interval in which the hump may lie. */
function widest(x: readonly number[], below: readonly number[], above: readonly number[]) {
  let best = { gap: 1, from: below[0]!, to: below.at(-1)! };
  for (const from of below.slice(1, -1)) {
    const to = above.find((at) => at >= from)!;
    const gap = rankAt(x, above, from) - from + 1;
    if (gap >= best.gap) best = { gap, from, to };
  }
  for (const to of above.slice(1, -1)) {
    const from = below.findLast((at) => at <= to)!;
    const gap = to - rankAt(x, below, to) + 1;
    if (gap >= best.gap) best = { gap, from, to };
  }
  return best;
}

/** The hull's rank at the value of a point. */
function rankAt(x: readonly number[], vertices: readonly number[], point: number): number {
  const next = vertices.findIndex((at) => at >= point);
  const right = vertices[next]!;
  const left = vertices[Math.max(0, next - 1)]!;
  if (x[right] === x[left]) return right;
  return left + ((right - left) * (x[point]! - x[left]!)) / (x[right]! - x[left]!);
}

/** How far the sample's distribution lies from the hull at the most, between the hull's vertices. */
function farthest(x: readonly number[], vertices: readonly number[], side: 1 | -1): number {
  let most = 1;
  for (const [index, to] of vertices.entries()) {
    const from = vertices[index - 1] ?? to;
    for (let at = from + 1; at < to; at++) most = Math.max(most, side * (at - rankAt(x, [from, to], at)) + 1);
  }
  return most;
}
