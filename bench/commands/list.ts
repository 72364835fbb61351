/** `touchstone list`: which claims there are, and at how many cases each is asked. */
import { chooseClaims } from './choose.ts';
import type { OptionName, Parsed } from './options.ts';
import { paperOf, type Streams } from './terminal.ts';
import { cut } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import type { ClaimDescription } from '../results.ts';
import { PATIENCE } from '../harness/schedule/defaults.ts';

export const LIST_OPTIONS = ['json', 'claims', 'help'] as const satisfies readonly OptionName[];

/** @returns 0, or 3 where a claim cannot be loaded */
export async function list(parsed: Parsed, { out, err, env }: Streams): Promise<number> {
  const { claims, broken } = await chooseClaims({
    patterns: parsed.words,
    selection: { quick: false, parameters: {} },
    folder: parsed.text('claims'),
    controls: undefined,
    patience: PATIENCE,
  });
  if (parsed.has('json')) out.write(`${JSON.stringify({ claims, broken }, undefined, 2)}\n`);
  else for (const claim of claims) out.write(describe(claim, paperOf(out, env).width));
  for (const { claim, says, remedy } of broken) err.write(`! ${claim}: ${says}. ${remedy}\n`);
  return broken.length > 0 ? 3 : 0;
}

function describe(claim: ClaimDescription, width: number): string {
  const { id, says, metric, figure, lacks, cases, axes, favours, over, source } = claim;
  const table = Object.entries(axes).map(([name, values]) => {
    return `${name}: ${values.map((value) => units.parameter(name, value)).join(', ')}`;
  });
  const about = metric === 'time' ? [] : [figure?.name ?? metric];
  const asked = lacks === undefined ? units.count(cases.length, 'case') : `not asked here: ${lacks}`;
  const lines = [
    id,
    `  ${says}`,
    `  ${[`${favours} against ${over}`, ...about, asked].join(', ')} (${source})`,
    ...table.map((axis) => `    ${axis}`),
  ];
  return `${lines.map((line) => cut(line, width)).join('\n')}\n`;
}
