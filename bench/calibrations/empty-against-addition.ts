/**
 * Whether the harness tells an empty loop from an addition: `node dist/bench/calibrations/empty-against-addition.js`.
 * Exits with 1 where it does not, or where a doing of nothing is not recognised as such.
 */
import { costOfNothing, nothing } from '../harness/worker/empty.ts';
import { turnsOf } from '../harness/worker/timing.ts';
import { median } from '../stats/sample.ts';

const REPETITIONS = 15;

let left = 1;
let right = 2;
/** The empty one comes first, in the middle and last: what is made later must not be slower. */
const contenders: Readonly<Record<string, () => unknown>> = {
  'empty, first': nothing.sync,
  'one addition': () => left + right,
  'empty, third': () => 0,
  'two additions': () => left + right + left,
  'empty, last': () => 0,
};

const takes = Object.entries(contenders).map(([name, call]) => {
  return { name, take: turnsOf(name, call, { waits: false, metric: 'time' }), costs: [] as number[] };
});
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  // Neither is a constant of the program.
  [left, right] = [right, left + (repetition % 3)];
  for (const { take, costs } of takes) costs.push(await costOfNothing(take));
}
const found = Object.fromEntries(takes.map(({ name, costs }) => [name, median(costs)]));
for (const [name, cost] of Object.entries(found)) console.log(`${name.padEnd(14)} ${cost.toFixed(3)} ns a call`);
const empty = Object.keys(found).filter((name) => name.startsWith('empty'));
const slowest = Math.max(...empty.map((name) => found[name]!));
const quickest = Math.min(...empty.map((name) => found[name]!));
const apart = slowest < found['one addition']!;
const alike = slowest < 3 * quickest;
console.log(apart ? 'Nothing and an addition are told apart.' : 'NOT told apart.');
console.log(alike ? 'All that do nothing are alike.' : 'NOT alike: which loop is made first decides.');
process.exitCode = apart && alike ? 0 : 1;
