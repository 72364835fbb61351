/** A judged run that was held against what its claims expect and what others have published, put together by hand. */

import type { ElsewhereReport, RunReport } from '../../reports/model.ts';
import { claim, doubt, measured } from './made-claim-report.ts';
import { sampleReport } from './sample-report.ts';

/** Figures of others that disagree, of which nobody knows why. */
export const unexplained: ElsewhereReport = {
  source: 'https://example.com/benchmarks?of=slab&n=1',
  says: 'allocUnsafe is twice as fast as alloc',
  verdict: 'confirmed',
  on: 'node@12',
  is: 'disagrees',
  sentence:
    'disagrees at 1 of 2 cases, agrees at 1; at bytes=16 B join is faster than concat here by 1.41× [1.37, 1.45]',
  cases: [
    { case: 'bytes=16', is: 'disagrees' },
    { case: 'bytes=1024', is: 'agrees' },
  ],
};

export const explained: ElsewhereReport = {
  source: 'https://example.com/blog',
  says: 'there is no difference',
  verdict: 'equivalent',
  differs: 'its loop is deleted by the optimiser',
  is: 'disagrees',
  sentence: 'disagrees: join is faster than concat here by 1.41× [1.37, 1.45]',
  cases: [{ case: 'bytes=16', is: 'disagrees' }],
};

export const agreeing: ElsewhereReport = {
  source: 'https://example.com/manual',
  says: 'the pool is faster',
  verdict: 'confirmed',
  is: 'agrees',
  sentence: 'agrees: concat is faster than join here by 2.31× [2.28, 2.34]',
  cases: [{ case: 'bytes=1024', is: 'agrees' }],
};

/** One claim with two cases, of which one is not as expected; an old claim, of whose published figures one is unexplained. */
export function heldReport(): RunReport {
  const cases = [
    measured({ bytes: 16 }, 'refuted', [0.71, 0.69, 0.73], { expected: 'confirmed' }),
    measured({ bytes: 1024 }, 'confirmed', [2.31, 2.28, 2.34], { expected: 'confirmed' }),
  ];
  const held = claim('buffers/slab', cases, {
    says: 'Small buffers come out of a slab',
    axes: { bytes: [16, 1024] },
    expires: '2026-11-01',
    doubts: [doubt('expired', 'The claim was to be looked at again by 2026-11-01.', 'Set another day.')],
    elsewhere: [unexplained, explained, agreeing],
  });
  const [{ given, ratio, reason }] = cases as [(typeof cases)[number], ...typeof cases];
  return sampleReport({
    claims: [held],
    expectations: {
      outcome: 'unmet',
      sentence: 'Of 2 expected verdicts 1 was found and 1 is another.',
      met: 1,
      open: 0,
      unmet: [
        {
          claim: held.id,
          says: held.says,
          case: 'bytes=16',
          given,
          expected: 'confirmed',
          verdict: 'refuted',
          ...(ratio && { ratio }),
          reason,
        },
      ],
    },
  });
}
