/** The helpers of the suites, which everything else leans on: programs in fresh processes, temporary directories. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { amount } from '../../support/amount.ts';
import { compiled, inline, ProgramHung, run } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe('a program in a fresh process', () => {
  it('tells its output, its errors and its exit code apart', async () => {
    const finished = await run(inline(`console.log('out'); console.error('err'); process.exitCode = 3;`));
    expect(finished).to.deep.equal({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
  });

  it('reads its input to the end', async () => {
    const { stdout } = await run(inline('process.stdin.pipe(process.stdout);'), { input: 'grüße' });
    expect(stdout).to.equal('grüße');
  });

  it('may leave a large input unread', async () => {
    const { code } = await run(inline('process.exit(0);'), { input: Buffer.alloc(1 << 20) });
    expect(code).to.equal(0);
  });

  it('says which signal ended it', async () => {
    const finished = await run(inline(`process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`));
    expect(finished).to.include({ code: null, signal: 'SIGTERM' });
  });

  it('knows nothing of our NODE_OPTIONS, and what it is given', async () => {
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = '--no-warnings';
    try {
      const { stdout } = await run(inline('console.log(process.env.NODE_OPTIONS, process.env.COLOUR);'), {
        env: { COLOUR: 'red' },
      });
      expect(stdout).to.equal('undefined red\n');
    } finally {
      if (before === undefined) delete process.env['NODE_OPTIONS'];
      else process.env['NODE_OPTIONS'] = before;
    }
  });

  it('imports our modules as they are compiled', async () => {
    const { stdout } = await run(
      inline(`console.log(Object.keys(await import('${compiled('suites/support/program.ts')}')).includes('run'));`),
    );
    expect(stdout).to.equal('true\n');
  });

  it('is killed with its children when it hangs, and its words are kept', async () => {
    const parent = `
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const error = await rejectionOf(run(inline(parent), { timeoutMs: 3000 }));
    if (!(error instanceof ProgramHung)) throw error;
    expect(error.code).to.equal('PROGRAM_HUNG');
    const pid = Number(error.stdout);
    expect(pid).to.be.greaterThan(0);
    for (let looks = 0; looks < 200 && isAlive(pid); looks++) await sleep(20); // its end need not be instant
    expect(isAlive(pid)).to.equal(false);
  }).timeout(15_000);

  it('says so when it cannot be started', async () => {
    expect(await rejectionOf(run([], { command: '/nowhere/to/be/found' }))).to.have.property('code', 'ENOENT');
  });
});

describe('a temporary directory', () => {
  const directory = temporaryDirectory();

  it('writes files, and makes empty directories that are never the same', () => {
    expect(fs.readFileSync(directory.write('a.txt', 'a'), 'utf8')).to.equal('a');
    const [one, two] = [directory.fresh(), directory.fresh()];
    expect(one).not.to.equal(two);
    expect(fs.readdirSync(one)).to.deep.equal([]);
  });

  it('refuses to be used outside of its suite, and is gone after one whose test fails', async () => {
    const suite = directory.write(
      'failing.mjs',
      `import { suite, test } from '${import.meta.resolve('mocha')}';
      import { temporaryDirectory } from '${compiled('suites/support/temporary-directory.ts')}';
      suite('a failing one', () => {
        const directory = temporaryDirectory();
        try { directory.path; } catch (error) { console.log('early:', error.message); }
        test('fails', () => {
          console.log('made:', directory.write('left.txt', 'x'));
          throw new Error('on purpose');
        });
      });`,
    );
    const mocha = fileURLToPath(new URL('./bin/mocha.js', import.meta.resolve('mocha/package.json')));
    const { code, stdout, stderr } = await run([mocha, '--no-config', suite], { cwd: directory.path });
    expect(code, stdout + stderr).to.equal(1);
    expect(stdout)
      .to.include('on purpose')
      .and.to.match(/early: .*only while its suite runs/);
    const left = /made: (.*)/.exec(stdout)?.[1];
    expect(left).to.be.a('string');
    expect(fs.existsSync(path.dirname(left!))).to.equal(false);
  });
});

describe('the amount of a stress suite', () => {
  it('is little, unless the environment says how much; what it says must be a number', () => {
    expect(amount('X', 3, {})).to.include({ count: 3, asked: false });
    expect(amount('X', 3, { TOUCHSTONE_X: '30' })).to.include({ count: 30, asked: true });
    for (const wrong of ['', '0', 'many', '1.5']) {
      expect(() => amount('X', 3, { TOUCHSTONE_X: wrong })).to.throw(RangeError, 'TOUCHSTONE_X');
    }
  });

  it('stands in CONTRIBUTING.md, each of them', () => {
    const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8');
    const suites = fs.readdirSync(path.join(root, 'suites'), { recursive: true, encoding: 'utf8' });
    const sources = suites.filter((name) => name.endsWith('.ts')).map((name) => read(`suites/${name}`));
    const asked = sources.flatMap((text) => [...text.matchAll(/= amount\('(\w+)'/g)].map(([, name]) => name!));
    expect(asked).to.include('UPLOAD_MIB');
    const written = [...read('CONTRIBUTING.md').matchAll(/^\| TOUCHSTONE_(\w+)/gm)].map(([, name]) => name!);
    expect(written.sort()).to.deep.equal(asked.sort());
  });
});

describe('waiting for what no event tells', () => {
  it('ends as soon as it holds', async () => {
    let turns = 0;
    await until(() => (turns += 1) === 3, 'three turns');
    expect(turns).to.equal(3);
  });
});

/** A killed process whose parent has died with it stays as a zombie where nobody reaps it, as in some containers. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
