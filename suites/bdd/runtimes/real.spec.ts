/** Specifies the process that measures on Bun and on Deno, where they have been fetched, from the outside. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { lookWithin } from '../../../bench/harness/machine/look-within.ts';
import { findRuntimes } from '../../../bench/runtimes/find.ts';
import { whenFetched } from '../../support/cached-runtime.ts';
import { claimOf, LONG, recordsOf, toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

const ONCE = ['--quick', '--rounds', '1', '--patience', '60'];

/** The answer is the same only where both have a helper, and a helper of the helper, to themselves. */
const APART = `import { next } from './helper.js';
${claimOf({ a: '() => { const n = next(); return () => n; }', b: '() => { const n = next(); return () => n; }' })}`;
const HELPER = `import { counted } from './deeper.js';\nexport const next = () => counted.count++;\n`;
const DEEPER = 'export const counted = { count: 1 };\n';
const SHARED = `import shared from './common.cjs';
${claimOf({ a: '() => () => shared.one', b: '() => () => shared.one' })}`;
/** Says that it is in a loop which it never leaves. */
const ENDLESS = `import { writeFileSync } from 'node:fs';
${claimOf({ a: "() => () => { writeFileSync(`${process.env.TMPDIR}/inside`, ''); for (;;); }", b: '() => () => 1' })}`;
const THROWS = `import { fail } from './fail.js';\n${claimOf({ a: '() => fail', b: '() => () => 1' })}`;

describe('The Node.js that runs touchstone, looked at from within', () => {
  it('can tell every metric, and is what it is', async function () {
    this.timeout(LONG);
    const tell = () => undefined;
    const [found] = await findRuntimes([process.execPath], { tell });
    const { environment, runtime } = await lookWithin(found!, { root: process.cwd(), patience: LONG });
    expect(runtime.untold).to.deep.equal({ alone: {}, served: {} });
    expect(environment.runtime).to.equal(`Node.js ${process.versions.node}`);
  });
});

for (const [kind, untold] of [
  ['bun', 'allocated'],
  ['deno', 'loop utilisation'],
] as const) {
  whenFetched(kind, describe)(`A claim that is measured on ${kind}`, (path) => {
    const { make } = toyProjects();
    let project: Project;
    let outcome: Outcome;

    before(async function () {
      this.timeout(LONG);
      project = make({
        'claims/apart.js': APART,
        'claims/helper.js': HELPER,
        'claims/deeper.js': DEEPER,
        'claims/shared.js': SHARED,
        'claims/common.cjs': 'exports.one = 1;\n',
        'claims/throws.js': THROWS,
        'claims/fail.js': 'export function fail() {\n  throw new Error("no luck");\n}\n',
        'claims/untold.js': claimOf({ a: '() => () => 1', b: '() => () => 1' }, `metric: '${untold}',`),
      });
      outcome = await project.touchstone('run', '--runtime', path, ...ONCE, ...project.here);
    });

    it('runs there, with that environment', () => {
      const [run] = recordsOf(project.records(), 'run');
      expect(run!.environment.runtime).to.match(kind === 'bun' ? /^Bun \d/ : /^Deno \d/);
      expect(run!.environment.clockStep).to.be.above(0);
      const measured = recordsOf(project.records(), 'round').map(({ claim }) => claim);
      expect([...new Set(measured)], outcome.err).to.include.members(['apart', 'shared']);
    });

    it('has contenders with modules of their own, the helpers of helpers included', () => {
      const one = recordsOf(project.records(), 'case').find(({ claim }) => claim === 'apart');
      expect(one!.answers).to.deep.equal({ a: { right: true, shown: '1' }, b: { right: true, shown: '1' } });
      expect(one!.shared).to.deep.equal([]);
    });

    it('names the place of a fault in the file that was written', () => {
      const fault = recordsOf(project.records(), 'broken').find(({ claim }) => claim === 'throws');
      expect(fault).to.include({ code: 'CONTENDER_THREW', contender: 'a', says: 'Error: no luck' });
      expect(fault!.remedy).to.match(new RegExp(`^Look at ${join(project.root, 'claims/fail.js')}:2:\\d+\\.$`));
    });

    it('is not asked there for what that cannot tell, which is no breakage', () => {
      const claims = recordsOf(project.records(), 'claim').map(({ claim }) => claim);
      const one = claims.find(({ id }) => id === 'untold')!;
      expect(one.lacks).to.contain(`cannot tell "${untold}"`);
      expect(recordsOf(project.records(), 'broken').map(({ claim }) => claim)).not.to.include('untold');
    });

    it('tries no claim in a process of its own, and says what it can do instead', async function () {
      this.timeout(LONG);
      const cli = fileURLToPath(new URL('../../../bench/cli.js', import.meta.url));
      const words = [
        ...(kind === 'deno' ? ['run', '-A'] : []),
        cli,
        'try',
        'apart',
        '--claims',
        `${project.root}/claims`,
      ];
      const { status, stderr } = spawnSync(path, words, {
        encoding: 'utf8',
        env: { ...process.env, TMPDIR: project.tmp },
      });
      expect(stderr).to.match(
        new RegExp(`on Node\\.js only\\. Measure with touchstone run --runtime ${kind}\\. \\(RUNTIME_UNUSABLE\\)`),
      );
      expect(status).to.equal(3);
      expect(readdirSync(project.tmp)).not.to.include('contenders');
    });

    it('leaves nothing behind, neither by its end nor where touchstone is killed', async function () {
      this.timeout(LONG);
      const ofProcesses = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('touchstone-'));
      expect(ofProcesses(tmpdir())).to.deep.equal([]);
      const endless = make({ 'claims/endless.js': ENDLESS });
      await using running = endless.start('run', '--runtime', path, ...ONCE, ...endless.here);
      const isInside = () => ofProcesses(endless.tmp).some((name) => existsSync(join(endless.tmp, name, 'inside')));
      while (!isInside()) await sleep(20);
      running.kill('SIGKILL');
      await running.ended;
      while (ofProcesses(endless.tmp).length > 0) await sleep(20);
    });
  });
}
