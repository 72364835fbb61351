/**
 * Holds a run against the verdicts that its claims expect. What is expected decides no verdict: it is read after all of them
 * have been given, so that a claim which expects something finds it no sooner than one that does not.
 */
import type { CaseReport, ClaimReport, ExpectationsReport, UnmetReport } from '../../reports/model.ts';
import * as units from '../../reports/units.ts';
import { listed } from '../../reports/words.ts';
import type { ClaimDescription } from '../results.ts';

/**
 * @param described the claims as they were asked; of a case that was not measured only they know
 * @param believed whether the controls of the machine that measured a case passed
 * @param vetoed whether those of every machine failed
 * @returns nothing where no claim expects anything
 */
export function expectationsOf(
  described: readonly ClaimDescription[],
  judged: readonly ClaimReport[],
  believed: (one: CaseReport) => boolean,
  vetoed: boolean,
): ExpectationsReport | undefined {
  const found = new Map(judged.flatMap(({ id, cases }) => cases.map((one) => [keyOf(id, one.id), one] as const)));
  const says = new Map(judged.map((claim) => [claim.id, claim.says]));
  const [unmet, counts]: [UnmetReport[], Record<Fate, number>] = [[], { met: 0, unmet: 0, open: 0 }];
  for (const { id, cases } of described) {
    for (const { id: at, expects } of cases) {
      if (expects === undefined) continue;
      const one = found.get(keyOf(id, at));
      const fate = fateOf(one && believed(one) ? one : undefined, expects);
      counts[fate]++;
      if (one && fate === 'unmet') unmet.push(unmetOf({ id, says: says.get(id)! }, one, expects));
    }
  }
  const all = counts.met + counts.unmet + counts.open;
  if (all === 0) return undefined;
  const outcome = vetoed ? 'vetoed' : counts.unmet > 0 ? 'unmet' : counts.open > 0 ? 'open' : 'met';
  return { outcome, sentence: `${sentenceOf(outcome, counts, all)}.`, met: counts.met, open: counts.open, unmet };
}

type Fate = 'met' | 'unmet' | 'open';

function fateOf(one: CaseReport | undefined, expected: UnmetReport['expected']): Fate {
  if (!one || one.verdict === 'inconclusive') return 'open';
  return one.verdict === expected ? 'met' : 'unmet';
}

function unmetOf(
  { id, says }: Pick<ClaimReport, 'id' | 'says'>,
  { id: at, given, verdict, ratio, reason }: CaseReport,
  expected: UnmetReport['expected'],
): UnmetReport {
  return { claim: id, says, case: at, given, expected, verdict, ...(ratio && { ratio }), reason };
}

function keyOf(claim: string, at: string): string {
  return JSON.stringify([claim, at]);
}

function sentenceOf(
  outcome: ExpectationsReport['outcome'],
  { met, unmet, open }: Record<Fate, number>,
  all: number,
): string {
  const one = all === 1 ? 'The one expected verdict' : undefined;
  const many = units.count(all, 'expected verdict');
  if (outcome === 'vetoed') return `The controls failed, and of ${many} none is asserted`;
  if (outcome === 'met') return `${one ?? `All ${many}`} ${all === 1 ? 'was' : 'were'} found`;
  const parts = [
    ...(met > 0 ? [`${units.grouped(met)} ${met === 1 ? 'was' : 'were'} found`] : []),
    ...(unmet > 0 ? [`${units.grouped(unmet)} ${unmet === 1 ? 'is another' : 'are others'}`] : []),
    ...(open > 0 ? [`${units.grouped(open)} could not be told`] : []),
  ];
  return one === undefined ? `Of ${many} ${listed(parts)}` : `${one} ${unmet > 0 ? 'is another' : 'could not be told'}`;
}
