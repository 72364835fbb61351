/** A judged comparison with something of everything: every change, verdicts, what was left out, what broke. */
import { judgeComparison } from '../../bench/judge/comparison.ts';
import type { ComparisonReport } from '../../reports/model.ts';
import { madeComparison, madeRuntimes, type MadeComparison } from './made-comparison.ts';
import { logsAbout } from './made-run.ts';

const concat = { claim: 'buffers/concat-beats-joining', says: 'Buffer.concat beats joining strings' };

export const sampleComparison = (more: Partial<MadeComparison> = {}): ComparisonReport =>
  judgeComparison(sampleComparisonRecords(more));

export function sampleComparisonRecords(more: Partial<MadeComparison> = {}): ReturnType<typeof madeComparison> {
  return madeComparison({
    changes: [
      { ...concat, contender: 'concat', given: { bytes: 16 }, logs: logsAbout(Math.log(1.21), 12, 0.02) },
      { ...concat, contender: 'concat', given: { bytes: 65_536 }, logs: logsAbout(0.002, 12, 0.01, 2) },
      { ...concat, contender: 'join', given: { bytes: 16 }, logs: logsAbout(-0.15, 12, 0.02, 3) },
      { ...concat, contender: 'join', given: { bytes: 65_536 }, logs: logsAbout(0.04, 12, 0.05, 4) },
      {
        claim: 'files/streams-hold-less',
        says: 'a stream holds less memory than a whole file',
        contender: 'stream',
        metric: 'allocated',
        values: {
          base: logsAbout(0, 10, 0.01, 5).map((log) => 40_000 * Math.exp(log)),
          head: logsAbout(0.3, 10, 0.01, 6).map((log) => 40_000 * Math.exp(log)),
          twin: logsAbout(0, 10, 0.01, 7).map((log) => 40_000 * Math.exp(log)),
        },
      },
      {
        claim: 'web/answers-alike',
        says: 'a route answers alike',
        contender: 'router',
        logs: [0.01],
        answers: {
          base: { right: true, shown: '"/a/b"' },
          head: { right: false, shown: '"/a"' },
          twin: { right: true, shown: '"/a/b"' },
        },
      },
      { claim: 'web/too-late', contender: 'router', given: { routes: 10 } },
    ],
    verdicts: [
      {
        claim: concat.claim,
        cases: [
          { given: { bytes: 16 }, before: logsAbout(0.4), now: logsAbout(-0.2) },
          { given: { bytes: 65_536 }, before: logsAbout(0.4), now: logsAbout(0.41) },
        ],
      },
    ],
    comparison: {
      standings: [
        { claim: concat.claim, is: 'compared' },
        { claim: 'async/one', is: 'unchanged' },
        { claim: 'async/two', is: 'unchanged' },
        { claim: 'modules/new-one', is: 'new' },
        { claim: 'modules/old-one', contender: 'require', is: 'gone' },
        { claim: 'processes/odd', is: 'broken', says: 'main does not compile: TS2304, cannot find name x' },
      ],
    },
    broken: [
      {
        kind: 'broken',
        claim: 'web/too-late#router',
        case: 'routes=10',
        contender: 'head',
        stage: 'proving',
        code: 'CONTENDER_THREW',
        says: 'It threw: no such route',
        remedy: 'Mend it.',
      },
    ],
    ...more,
  });
}

/** Three runtimes, of which each wins somewhere. */
export const sampleRuntimes = (): ComparisonReport =>
  judgeComparison(
    madeRuntimes({
      runtimes: ['Node.js 22.21.1', 'Bun 1.3.2', 'Deno 2.5.6'],
      changes: ['concat', 'join'].map((contender, at) => ({
        ...concat,
        contender,
        given: { bytes: 16 },
        logs: { 'Bun 1.3.2': logsAbout(at - 0.6, 10, 0.02, 3), 'Deno 2.5.6': logsAbout(0.04, 10, 0.03, 4 + at) },
      })),
    }),
  );
