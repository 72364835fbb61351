/** `touchstone list`: which claims there are, and at how many cases each is asked. */
import { chooseClaims } from './choose.ts';
import { readCosts, sayShard } from './costs.ts';
import type { OptionName, Parsed } from './options.ts';
import { refuseLoneCosts } from './run-options.ts';
import { paperOf, type Streams } from './terminal.ts';
import { oneOf, parameters } from './values.ts';
import { cut } from '../../reports/text.ts';
import * as units from '../../reports/units.ts';
import type { ClaimDescription, ClaimRecord } from '../results.ts';
import { partOf, takeShard } from '../shards/take.ts';
import { PATIENCE } from '../harness/schedule/defaults.ts';

export const LIST_OPTIONS = [
  'shard',
  'costs',
  'quick',
  'param',
  'json',
  'claims',
  'help',
] as const satisfies readonly OptionName[];

/** @returns 0, or 3 where a claim cannot be loaded */
export async function list(parsed: Parsed, { out, err, env }: Streams): Promise<number> {
  refuseLoneCosts(parsed);
  const share = parsed.text('shard');
  const asked = share === undefined ? undefined : oneOf('shard', share);
  const folder = parsed.text('claims');
  const { claims: all, broken } = await chooseClaims({
    patterns: parsed.words,
    selection: { quick: parsed.has('quick'), parameters: parameters(parsed.texts('param')) },
    folder,
    controls: undefined,
    patience: PATIENCE,
  });
  const costs = { costs: parsed.text('costs'), claims: folder };
  const shard = asked && takeShard(asked, all.map(recordOf), readCosts(costs));
  const claims = shard ? partOf(all, shard).filter(({ cases }) => cases.length > 0) : all;
  if (parsed.has('json')) {
    const told = shard && { shard: { index: shard.index, of: shard.of, foreseen: shard.foreseen } };
    out.write(`${JSON.stringify({ ...told, claims, broken }, undefined, 2)}\n`);
  } else {
    if (shard) out.write(`${sayShard(shard)}\n`);
    for (const claim of claims) out.write(describe(claim, paperOf(out, env).width));
  }
  for (const { claim, says, remedy } of broken) err.write(`! ${claim}: ${says}. ${remedy}\n`);
  return broken.length > 0 ? 3 : 0;
}

function recordOf(claim: ClaimDescription): ClaimRecord {
  return { kind: 'claim', claim };
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
