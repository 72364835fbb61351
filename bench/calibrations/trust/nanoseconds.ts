/** Whether calls of a few nanoseconds are measured as they are. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as units from '../../../reports/units.ts';
import { compareFor } from '../../harness/schedule/comparison.ts';
import { mean, median } from '../../stats/sample.ts';
import { subjectOf, type Row, type Setting } from './rows.ts';

/** 8 against 16 steps: the ratio, held against the same loop timed by hand. */
export async function nanoseconds({ around, busy, tell }: Setting): Promise<Row> {
  tell('8 against 16 steps');
  const subject = subjectOf('shift-xor.js', ['eight', 'sixteen']);
  const { logs } = await compareFor(subject, 6, { ...around, chance: around.chance.branch('steps') });
  const program = fileURLToPath(new URL('../by-hand.js', import.meta.url));
  const byHand = Array.from({ length: 9 }, () => {
    const { eight, sixteen } = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as {
      eight: number;
      sixteen: number;
    };
    return { eight, sixteen };
  });
  const reference = median(byHand.map(({ eight, sixteen }) => sixteen / eight));
  const ratio = Math.exp(mean(logs));
  const off = Math.abs(ratio / reference - 1);
  const most = busy ? 0.04 : 0.02;
  const each = `${units.duration(median(byHand.map(({ eight }) => eight)))} and ${units.duration(median(byHand.map(({ sixteen }) => sixteen)))}`;
  return {
    what: `8 against 16 steps of a shift-xor loop (${each} by hand): off the ratio by hand`,
    wanted: `at most ${units.share(most)}`,
    reached: `${units.share(off)} (${units.ratio(ratio)}, by hand ${units.ratio(reference)})`,
    kept: off <= most,
  };
}
