/** Judged claims and cases put together by hand, a field for a field. */

import type {
  BreakageReport,
  CaseReport,
  ClaimReport,
  ContenderReport,
  Doubt,
  Interval,
  Verdict,
} from '../../reports/model.ts';

/** One judged case; its rounds lie around the ratio, in an order that looks like chance and is always the same. */
export function measured(
  given: CaseReport['given'],
  verdict: Verdict,
  [estimate, low, high]: readonly [number, number, number],
  overrides: Partial<CaseReport> = {},
): CaseReport {
  const rounds = (many: number) =>
    Array.from({ length: many }, (_, at) => estimate * (high / low) ** (Math.sin(at * 12.9898) * 1.6));
  return {
    id: Object.entries(given)
      .map(([axis, value]) => `${axis}=${value}`)
      .join(' '),
    given,
    verdict,
    ground: 'measured',
    reason: `The interval says ${verdict}.`,
    ratio: { estimate, low, high },
    together: rounds(12),
    apart: rounds(6),
    decidedBy: 'together',
    clock: 'wall',
    contenders: [
      contender('concat', 'favoured', [1240, 1210, 1290]),
      contender('join', 'baseline', [1240 * estimate, 1240 * low, 1240 * high]),
    ],
    doubts: [],
    ...overrides,
  };
}

/** A claim over its cases; the counts are those of the cases. */
export function claim(id: string, cases: readonly CaseReport[], overrides: Partial<ClaimReport> = {}): ClaimReport {
  const favours = overrides.favours ?? 'concat';
  const over = overrides.over ?? 'join';
  return {
    id,
    topic: id.split('/')[0] ?? '',
    says: 'One beats the other',
    because: 'it does less',
    source: 'notes',
    metric: 'time',
    margin: 0.05,
    favours,
    over,
    sentence: 'judged',
    counts: countsOf(cases),
    axes: {},
    crossings: [],
    landmarks: [],
    contenders: [
      { name: favours, code: '() => () => 1' },
      { name: over, code: '() => () => 2' },
    ],
    broken: [],
    ...overrides,
    cases: cases.map((one) => ({
      ...one,
      contenders: one.contenders.map((each) => ({
        ...each,
        name: each.role === 'favoured' ? favours : each.role === 'baseline' ? over : each.name,
      })),
    })),
  };
}

export function broken(claimId: string, stage: string): BreakageReport {
  const says = 'The module could not be found.';
  return { claim: claimId, stage, code: 'CLAIM_BROKEN', says, remedy: 'Check the path of its imports.' };
}

export function doubt(code: string, says: string, advice: string): Doubt {
  return { code, says, advice };
}

export function contender(
  name: string,
  role: ContenderReport['role'],
  [estimate, low, high]: readonly [number, number, number],
): ContenderReport {
  const value: Interval = { estimate, low, high };
  const shown = '"x".repeat(4096)';
  const times = { estimate: estimate / 1240, low: low / 1240, high: high / 1240 };
  return { name, role, answer: 'right', shown, value, ...(role === 'favoured' ? {} : { timesFavoured: times }) };
}

export function countsOf(cases: readonly CaseReport[]): Record<Verdict, number> {
  const counts = { confirmed: 0, refuted: 0, equivalent: 0, inconclusive: 0 };
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}
