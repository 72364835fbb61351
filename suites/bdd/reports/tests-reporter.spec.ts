/** The suites' reporter from the outside: small suites run by the real mocha, in one process and in workers. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { SaxesParser } from 'saxes';
import type { TestReport, TestsReport } from '../../../reports/model.ts';
import { eachTest, fullTitle, type Told } from '../../../reports/tests/each.ts';
import { compiled, type Finished, run } from '../../support/program.ts';
import { ROOT } from '../../support/catalogue.ts';
import { runSuites, writeSuites } from '../../support/small-suites.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const suites = {
  'suites/tdd/alpha/first.test': `
import { suite, test } from 'mocha';
import { expect } from 'chai';
import { skip } from ${JSON.stringify(compiled('suites/support/skip.ts'))};
let tried = 0;
suite('numbers', () => {
  test('are equal', () => {});
  test('differ', () => {
    expect({ a: 1 }).to.deep.equal({ a: 2 });
  });
  test('have a cause', () => {
    throw new Error('outer', { cause: new TypeError('inner') });
  });
  test('many at once', () => {
    throw new AggregateError([new Error('this'), new Error('that')], 'several');
  });
  test('never come', function (done) { this.timeout(1); });
  test('come at the third time', function () { this.retries(2); if (tried++ < 2) throw new Error('not yet'); });
  test('are not here (skipped: there is no abacus)');
  test('are skipped as they run', function () { skip(this, 'there is no time'); });
  test('are skipped silently', function () { this.skip(); });
  test('are thrown as such', () => { throw null; });
  test('come too late', (done) => { setImmediate(() => { throw new Error('uncaught'); }); });
  test('are rejected unheard', (done) => { void Promise.reject(new Error('unheard')); });
  test('are rejected and heard', (done) => {
    process.once('unhandledRejection', () => done());
    void Promise.reject(new Error('heard'));
  });
  test('are done twice', (done) => { done(); done(new Error('again')); });
  test('<script>alert(1)</script> ::error::%0A\\u001b[31m\\u202e|', () => {});
  suite('without any', () => {});
});
`,
  'suites/bdd/alpha/deep/second.spec': `
import { after, afterEach, before, describe, it } from 'mocha';
import { skip } from ${JSON.stringify(compiled('suites/support/skip.ts'))};
describe('a hook', () => {
  describe('before all', () => {
    before(() => { throw new Error('no port'); });
    it('keeps this from running', () => {});
    it('and this', () => {});
  });
  describe('after each', () => {
    afterEach(() => { throw new Error('not clean'); });
    it('lets this pass', () => {});
    it('keeps this from running', () => {});
  });
  describe('that skips', () => {
    before(function () { skip(this, 'there is no sea'); });
    it('skips this', () => {});
    it('and this', () => {});
  });
  describe.skip('nothing (skipped: chromium is not installed)', () => { it('is shown', () => {}); });
});
it('stands alone', () => {});
`,
  'suites/tdd/zeta/last.test': `
import { suite, test } from 'mocha';
suite('the last', () => { test('is stopped by a root hook', () => {}); });
`,
};
const broken = {
  'suites/bdd/beta/absent.spec': `import 'nowhere';\n`,
  'suites/bdd/beta/torn.spec': `suite('x', () => {\n`,
};
const others = {
  'suites/tdd/gamma/good.test': `import { test } from 'mocha';\ntest('passes', () => {});\n`,
  'suites/tdd/gamma/leaves.test': `import { test } from 'mocha';\ntest('passes', () => {});\ntest('leaves', () => process.exit(0));\n`,
  'suites/tdd/gamma/pressed.test': `import { test } from 'mocha';\ntest('is interrupted', (done) => { process.kill(process.env.MOCHA_WORKER_ID ? process.ppid : process.pid, 'SIGINT'); });\n`,
  'suites/tdd/gamma/late.test': `import { test } from 'mocha';\ntest('is rejected late', () => { void Promise.reject(new Error('late')); });\ntest('waits', () => {});\ntest('waits too', () => {});\n`,
  'suites/tdd/gamma/empty.test': `import { suite } from 'mocha';\nsuite('nothing', () => {});\n`,
};
const ending = {
  'suites/tdd/gamma/ending.test': `import { writeFileSync } from 'node:fs';
import { test } from 'mocha';
test('passes', () => {});
process.on('exit', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  writeFileSync('ended', '');
});
`,
};
const spoiling = {
  'suites/tdd/gamma/spoils.test': `import fs from 'node:fs';
import { test } from 'mocha';
test('takes the folder away', () => { fs.rmSync('spoilt', { recursive: true }); fs.writeFileSync('spoilt', ''); });\n`,
};
const hooks = `export const mochaHooks = { beforeEach() {
  if (this.currentTest.title === 'is stopped by a root hook') throw new Error('stop');
} };\n`;

interface Ran extends Finished {
  readonly out: string;
  readonly report: TestsReport;
}

type Seven = [Ran, Ran, Ran, Ran, Ran, Ran, Ran];

describe('the reporter of the suites', () => {
  const folder = temporaryDirectory();
  let [serial, parallel, bailed, left, interrupted, interruptedInWorkers, empty] = [] as unknown as Seven;

  before('runs them', async function () {
    this.timeout(60_000);
    writeSuites(folder.path, { ...suites, ...broken, ...others, ...ending, ...spoiling });
    folder.write('hooks.mjs', hooks);
    const ran = async (out: string, names: readonly string[], options: readonly string[], env = {}): Promise<Ran> => {
      const ended = await runSuites(folder.path, out, names, options, { env, timeoutMs: 50_000 });
      const read = (name: string) => readFileSync(join(folder.path, out, name), 'utf8');
      return { ...ended, out, report: JSON.parse(read('tests.json')) as TestsReport };
    };
    const all = Object.keys(suites);
    const [good, leaves, pressed, , none] = Object.keys(others);
    const root = ['--require', './hooks.mjs'];
    [serial, parallel, bailed, left, interrupted, interruptedInWorkers, empty] = await Promise.all([
      ran('serial', all, root),
      ran('parallel', [...all, ...Object.keys(broken)], [...root, '--parallel', '--jobs', '2'], {
        GITHUB_ACTIONS: 'true',
      }),
      ran('bailed', all, ['--bail']),
      ran('left', [good!, leaves!], []),
      ran('interrupted', [good!, pressed!], []),
      ran('interrupted-in-workers', [pressed!], ['--parallel', '--jobs', '2']),
      ran('empty', [none!], ['--fail-zero']),
    ]);
  });

  it('fails where its files cannot be written, and says so', async () => {
    const ended = await runSuites(folder.path, 'spoilt', Object.keys(spoiling));
    expect(ended.code).to.equal(1);
    expect(ended.stdout).to.contain('✓ 1 test passed');
    expect(ended.stderr).to.match(/^The report of the tests cannot be written: Error: (ENOTDIR|EEXIST).*\n$/);
  });

  it('lets workers come to their end, where they write their coverage, and the pool kills them after a second', async () => {
    const ended = await runSuites(folder.path, 'ending', Object.keys(ending), ['--parallel', '--jobs', '2']);
    expect([ended.code, existsSync(folder.join('ended'))]).to.deep.equal([0, true]);
  });

  it('leaves no file of a dry run, in which everything passes', async () => {
    const ended = await runSuites(folder.path, 'dry', Object.keys(suites), ['--dry-run']);
    expect([ended.code, existsSync(folder.join('dry'))]).to.deep.equal([0, false]);
  });

  function testsOf({ report }: Ran): Record<string, Told> {
    return Object.fromEntries(eachTest(report).map((told) => [fullTitle(told), told]));
  }

  function one(ran: Ran, title: string): TestReport {
    const found = Object.entries(testsOf(ran)).find(([name]) => name.endsWith(title));
    if (!found) throw new Error(`expected "${title}" among ${Object.keys(testsOf(ran)).join(', ')}`);
    return found[1].test;
  }

  /** Without what differs from run to run. */
  function comparable({ report }: Ran): unknown[] {
    const told = eachTest(report).filter(({ topic }) => topic !== 'beta');
    return told.map((each) => ({ ...each, test: { ...each.test, ms: 0 } }));
  }

  it('tells the same of tests in one process and in workers, causes and places included', () => {
    expect(comparable(parallel)).to.deep.equal(comparable(serial));
  });

  it('counts every test once: as failed what failed after it had passed, and a hook that failed', () => {
    const failed = eachTest(serial.report).filter(({ test }) => test.state === 'failed');
    expect(failed.map(fullTitle)).to.deep.equal([
      'numbers › differ',
      'numbers › have a cause',
      'numbers › many at once',
      'numbers › never come',
      'numbers › are thrown as such',
      'numbers › come too late',
      'numbers › are rejected unheard',
      'numbers › are done twice',
      'a hook › before all › "before all" hook for "keeps this from running"',
      'a hook › after each › "after each" hook for "lets this pass"',
      'the last › "before each" hook: beforeEach for "is stopped by a root hook"',
    ]);
    expect(serial.report.counts).to.deep.equal({ passed: 6, failed: 11, skipped: 6 });
    expect(serial.code).to.equal(11);
  });

  it('finds the line of the assertion in the source file, and shows it', () => {
    expect(one(serial, 'differ').errors).to.have.lengthOf(1);
    expect(one(serial, 'differ').errors![0]!.place).to.deep.equal({
      file: 'suites/tdd/alpha/first.test.ts',
      line: 11,
      column: 1,
      code: 'expect({ a: 1 }).to.deep.equal({ a: 2 });',
    });
    expect(one(serial, 'never come').errors![0]!.place).to.deep.equal({ file: 'suites/tdd/alpha/first.test.ts' });
  });

  it('shows the difference, and the causes of an error', () => {
    expect(one(parallel, 'differ').errors![0]!.diff).to.equal(' {\n-  "a": 1\n+  "a": 2\n }');
    expect(one(parallel, 'have a cause').errors![0]!.stack).to.contain('Caused by: TypeError: inner\n');
    expect(one(parallel, 'many at once').errors![0]!.stack).to.match(
      /Caused by: Error: this\n[^]*Caused by: Error: that\n/,
    );
  });

  it('says how many tests a hook kept from running', () => {
    expect(one(parallel, '"before all" hook for "keeps this from running"').notRun).to.equal(2);
    expect(one(parallel, '"after each" hook for "lets this pass"').notRun).to.equal(1);
    expect(one(parallel, 'for "is stopped by a root hook"').notRun).to.equal(1);
  });

  it('says what failed before it passed, and what nobody caught', () => {
    expect(one(parallel, 'come at the third time')).to.deep.include({ state: 'passed', retries: 2 });
    expect(one(parallel, 'come too late').errors![0]!.message).to.equal('Uncaught Error: uncaught');
    expect(one(parallel, 'are rejected unheard').errors![0]!.message).to.equal('Uncaught Error: unheard');
  });

  for (const [title, why] of [
    ['are not here', 'there is no abacus'],
    ['are skipped as they run', 'there is no time'],
    ['are skipped silently', 'no reason is given'],
    ['that skips › skips this', 'there is no sea'],
    ['that skips › and this', 'there is no sea'],
    ['nothing › is shown', 'chromium is not installed'],
  ] as const) {
    it(`says why was skipped: “${title}”`, () => {
      expect(one(parallel, title)).to.deep.include({ state: 'skipped', why });
      expect(one(serial, title)).to.deep.include({ state: 'skipped', why });
    });
  }

  it('tells of files that do not load, each by its name', () => {
    const found = eachTest(parallel.report).filter(({ topic }) => topic === 'beta');
    expect(found.map(({ file, test }) => [file, test.hook, test.state])).to.deep.equal([
      ['suites/bdd/beta/absent.spec.ts', true, 'failed'],
      ['suites/bdd/beta/torn.spec.ts', true, 'failed'],
    ]);
    expect(parallel.code).to.equal(13);
    expect(parallel.report.counts.failed).to.equal(13);
  });

  it('has tests outside of any suite under the name of their file, and folders within a topic', () => {
    const { parts } = serial.report.topics
      .find(({ name }) => name === 'alpha')!
      .dialects.find(({ dialect }) => dialect === 'bdd')!;
    expect(parts.map(({ name, suites: within }) => [name, within.map(({ title }) => title)])).to.deep.equal([
      ['deep', ['second.spec.ts', 'a hook']],
    ]);
  });

  it('leaves JUnit XML that a parser reads, with every test', () => {
    let cases = 0;
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => (cases += Number(name === 'testcase')));
    parser.write(readFileSync(folder.join('parallel', 'junit.xml'), 'utf8')).close();
    expect(cases).to.equal(eachTest(parallel.report).length);
  });

  it('leaves the specification as a page, in which a title is text', () => {
    const page = readFileSync(folder.join('parallel', 'specification.html'), 'utf8');
    expect(page).to.contain('&lt;script&gt;alert(1)').and.not.to.contain('<script');
  });

  it('annotates on GitHub, and there alone, ten failures at their lines', () => {
    const lines = parallel.stdout.split('\n').filter((line) => line.startsWith('::error '));
    expect(lines).to.have.lengthOf(10);
    expect(lines).to.include(
      '::error file=suites/tdd/alpha/first.test.ts,line=11,col=1,title=numbers › differ::' +
        'AssertionError: expected { a: 1 } to deeply equal { a: 2 }%0A%0A {%0A-  "a": 1%0A+  "a": 2%0A }',
    );
    expect(lines.at(-1)).to.contain('and 4 more tests failed');
    expect(serial.stdout).not.to.match(/^\s*::/m);
  });

  it('lets GitHub take nothing else for a command', () => {
    const [, token, between] = /^::stop-commands::(\S+)\n([^]*)\n::\1::$/m.exec(parallel.stdout) ?? [];
    expect(token).to.match(/^[-\da-f]{36}$/);
    expect(between).to.contain('✗ 1  ').and.to.contain('13 failed');
  });

  it('is plain in a pipe, and ends with the counts', () => {
    expect(serial.stdout).not.to.contain('\u001b');
    expect(serial.stdout).to.match(/\n✗ 6 tests passed, 11 failed, 6 skipped in [\d.]+ s\n$/);
    expect(serial.stderr).to.equal('');
  });

  it('ends with the first failure where it is told to', () => {
    expect(bailed.report.counts).to.deep.equal({ passed: 2, failed: 1, skipped: 0 });
    expect(bailed.report.complete).to.equal(true);
  });

  it('tells what it knows where it is interrupted, and that it was', () => {
    expect(interrupted.signal).to.equal('SIGINT');
    // Mocha may end by itself while it waits for its workers, with success.
    expect(interruptedInWorkers.signal ?? interruptedInWorkers.code).to.be.oneOf(['SIGINT', 130]);
    expect(interruptedInWorkers.report.complete).to.equal(false);
    expect(interrupted.report).to.deep.include({ complete: false, counts: { passed: 1, failed: 0, skipped: 0 } });
    expect(interrupted.stdout).to.contain('– Interrupted: 1 test passed, 0 failed');
  });

  it('fails where a test ends the process, though with success', () => {
    expect(left.code).to.equal(1);
    expect(left.report).to.deep.include({ complete: false, counts: { passed: 2, failed: 0, skipped: 0 } });
  });

  it('says how many tests mocha gave up where a rejection came when its test had passed', async () => {
    const names = ['suites/tdd/gamma/late.test'];
    for (const [out, options] of [
      ['late', []],
      ['late-in-workers', ['--parallel', '--jobs', '2']],
    ] as const) {
      const { code, stdout } = await runSuites(folder.path, out, names, options);
      expect(code).to.equal(1);
      expect(stdout).to.contain('Uncaught Error: late').and.to.contain('2 tests did not run because of it');
      expect(stdout).to.contain('✗ 0 tests passed, 1 failed');
    }
  });

  it('does not pass nothing for a success', () => {
    expect(empty.code).to.equal(1);
    expect(empty.report.counts).to.deep.equal({ passed: 0, failed: 0, skipped: 0 });
    expect(empty.stdout).to.contain('– 0 tests passed');
  });

  it('leaves whole files, and nothing half-written', () => {
    for (const { out } of [serial, parallel, interrupted, left]) {
      expect(readdirSync(folder.join(out)).sort()).to.deep.equal([
        'junit.xml',
        'specification.html',
        'summary.md',
        'tests.json',
      ]);
    }
  });
});

describe('what .ci/run counts', () => {
  const folder = temporaryDirectory();
  const counts = (file: string) => run([join(ROOT, '.ci/counts.mjs'), file]);

  it('is what the reporter wrote, and nothing where it wrote nothing', async () => {
    const [good, half, none] = await Promise.all([
      counts(folder.write('tests.json', '{"counts":{"passed":4998,"failed":2,"skipped":12}}')),
      counts(folder.write('half.json', '{"counts":{"passed":4998}}')),
      counts(folder.join('absent.json')),
    ]);
    expect([good.code, good.stdout]).to.deep.equal([0, '4998 2 12\n']);
    expect([half.code, half.stdout, none.code, none.stdout]).to.deep.equal([1, '', 1, '']);
    expect(existsSync(folder.join('absent.json'))).to.equal(false);
  });
});
