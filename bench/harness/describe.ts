/**
 * The process that loads claims and describes them as data. Claims are other people's code: they may not parse, throw, or
 * never end, and none of that may happen to the process that steers.
 */
import type { Claim, Value } from '../claim.ts';
import { sentenceOf } from '../errors.ts';
import type { ClaimDescription } from '../results.ts';
import { casesOf, type Selection } from './cases.ts';
import { faultOf } from './faults.ts';
import type { ClaimFile } from './find.ts';

export interface DescribeCommand {
  readonly files: readonly ClaimFile[];
  readonly selection: Selection;
}

export type DescribeReply =
  | { readonly is: 'loading'; readonly id: string }
  | { readonly is: 'described'; readonly claim: ClaimDescription }
  | { readonly is: 'invalid' | 'unloadable'; readonly id: string; readonly says: string };

process.on('message', (command: DescribeCommand) => {
  void describeAll(command).finally(() => process.disconnect());
});
process.on('SIGINT', () => undefined);

async function describeAll({ files, selection }: DescribeCommand): Promise<void> {
  for (const file of files) {
    tell({ is: 'loading', id: file.id });
    try {
      const loaded = (await import(file.module)) as { default?: unknown };
      const fault = faultOf(loaded.default);
      if (fault === undefined) tell({ is: 'described', claim: describe(file, loaded.default as Claim, selection) });
      else tell({ is: 'invalid', id: file.id, says: fault });
    } catch (error) {
      tell({ is: 'unloadable', id: file.id, says: sentenceOf(error) });
    }
  }
}

function describe(file: ClaimFile, claim: Claim, selection: Selection): ClaimDescription {
  const { says, because, source, quote, margin, favours, over, known, crossing } = claim;
  const { axes, cases } = casesOf(claim, selection);
  return {
    id: file.id,
    file: file.file,
    control: file.control,
    says,
    because,
    source,
    ...(quote !== undefined && { quote }),
    metric: claim.metric ?? 'time',
    ...(margin !== undefined && { margin }),
    favours,
    over,
    ...(known !== undefined && { known }),
    axes,
    ...(crossing !== undefined && { crossing }),
    landmarks: (claim.landmarks?.() ?? []).map(({ at, name }) => ({ at, name })),
    contenders: Object.entries(claim.contenders).map(([name, code]) => ({ name, code: String(code) })),
    cases: cases.map((given) => ({ id: caseId(given), given })),
  };
}

function caseId(given: Readonly<Record<string, Value>>): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function tell(reply: DescribeReply): void {
  process.send?.(reply);
}
