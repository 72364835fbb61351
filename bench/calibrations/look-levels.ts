/**
 * Shows what the levels that cases are told at keep: the share of intervals that miss the truth, by how large the noise
 * is in proportion to the margin, at the nominal 5 % and at the levels in use.
 *
 * `node dist/bench/calibrations/look-levels.js [CASES]`, 40,000 cases by default; about 20 s.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { deviation, mean } from '../stats/sample.ts';
import { LOOK_LEVELS, planLooks, TOLD_LEVELS } from '../stats/stopping.ts';
import { studentQuantile } from '../stats/student.ts';
import { ALPHA } from '../stats/verdict.ts';

const CASES = Number(process.argv[2] ?? 40_000);
const SHARES = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.5, 2, 3];

const random = xoroshiro128plus(1);
const uniform = () => 1 - uniformFloat64(random);
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

/** The share of intervals that miss a truth of one margin, where noise is `share` margins large. */
function missed(looks: readonly number[], levels: readonly number[], share: number): number {
  let missing = 0;
  for (let each = 0; each < CASES; each++) {
    const logs: number[] = [];
    for (const [look, rounds] of looks.entries()) {
      while (logs.length < rounds) logs.push(1 + share * normal());
      const off = mean(logs);
      const reach = (level: number) => (deviation(logs) / Math.sqrt(rounds)) * studentQuantile(level / 2, rounds - 1);
      const strict = reach(LOOK_LEVELS[look]!);
      const told = reach(levels[look]!);
      const plain = off - strict > 1 || off + strict < -1;
      if (look < looks.length - 1 && told > 0.5 && !plain) continue;
      if (Math.abs(off - 1) > told) missing++;
      break;
    }
  }
  return missing / CASES;
}

for (const looks of [planLooks(6, 18), planLooks(6, 40)]) {
  console.log(`\nlooks after ${looks.join(', ')} rounds`);
  console.log(['noise / margin', ...SHARES].join('\t'));
  for (const [name, levels] of [
    ['told at 5 %  ', TOLD_LEVELS.map(() => ALPHA)],
    ['as it is told', TOLD_LEVELS],
  ] as const) {
    console.log([name, ...SHARES.map((share) => `${(100 * missed(looks, levels, share)).toFixed(1)} %`)].join('\t'));
  }
}
