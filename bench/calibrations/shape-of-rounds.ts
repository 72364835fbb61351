/**
 * Shows what rounds that were measured look like: how far they spread between and within processes, whether they lean to
 * one side, and whether one follows the other. The intervals take them for independent and not far from symmetric.
 *
 * `node dist/bench/calibrations/shape-of-rounds.js [RESULTS]`, the published run on Node.js 20 by default. Told are the cases of the
 * longest kind: those of at least twelve rounds, or where there is none, of at least six.
 */
import { readResults } from '../read-results.ts';
import { gather } from '../judge/evidence.ts';
import { marginOf } from '../judge/run.ts';
import { HERE, PRIMARY, resultsIn } from '../publish/places.ts';
import { readRecords } from '../results-file.ts';
import { components } from '../stats/budget.ts';
import { cycleLogs } from '../stats/rounds.ts';
import { deviation, mean, quantile } from '../stats/sample.ts';

const FEWEST = [12, 6];

const file = process.argv[2] ?? resultsIn(HERE.published, PRIMARY);
const all = gather(readRecords(readResults(file)), (claim) => marginOf(claim, undefined));
const long =
  FEWEST.map((fewest) => all.filter(({ together }) => together.length >= fewest)).find(({ length }) => length > 0) ??
  [];
const shapes = long.map(({ claim, id, together, togetherLogs, pair, clock }) => {
  const { between, within } = components(together.map((round) => cycleLogs(round, pair, clock)));
  const middle = mean(togetherLogs);
  const spread = deviation(togetherLogs);
  const standard = togetherLogs.map((log) => (log - middle) / spread);
  const follows = standard.slice(1).reduce((sum, value, index) => sum + value * standard[index]!, 0);
  return {
    case: `${claim.id} ${id}`.trim(),
    rounds: togetherLogs.length,
    between: Math.sqrt(between),
    within: Math.sqrt(within),
    lean: mean(standard.map((value) => value ** 3)),
    follows: follows / (togetherLogs.length - 1),
  };
});

const shown = (value: number) => Number(value.toFixed(2));
console.table(
  shapes.map(({ between, within, lean, follows, ...rest }) => ({
    ...rest,
    'spread between': shown(between),
    'of one cycle': shown(within),
    skewness: shown(lean),
    'lag 1': shown(follows),
  })),
);
for (const [name, values] of [
  ['skewness', shapes.map(({ lean }) => lean)],
  ['autocorrelation at lag 1', shapes.map(({ follows }) => follows)],
] as const) {
  const quarters = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => quantile(values, share).toFixed(2));
  console.log(`${name}, over ${values.length} cases, at 5, 25, 50, 75 and 95 %: ${quarters.join(', ')}`);
}
