/** `touchstone compare` from the outside: two commits of a scratch repository, and everything that must be left as it was. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../../reports/model.ts';
import { whenInstalled } from '../../support/installed.ts';
import { run, type Finished } from '../../support/program.ts';
import { listing, scratchRepository, type Scratch } from '../../support/scratch-repository.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { CONTROLS, LONG } from '../../support/touchstone.ts';

const CLI = fileURLToPath(new URL('../../support/touchstone-cli.js', import.meta.url));

const claim = (work: string) => `import { steps } from '../src/${work}.js';
const call = (many) => () => { let s = 0; for (let i = 0; i < many; i++) s += Math.sqrt(i); return s > 0; };
export default {
  says: 'a beats b', because: 'it does less', source: 'nobody', favours: 'a', over: 'b',
  contenders: { a: () => call(steps.a), b: () => call(steps.b) },
};
`;
const work = (a: number, b: number) => `export const steps = { a: ${a}, b: ${b} };\n`;

const FILES = {
  'package.json': '{ "type": "module" }\n',
  'README.md': '# a project\n',
  'src/one.js': work(1000, 100),
  'src/two.js': work(200, 200),
  'claims/one.js': claim('one'),
  'claims/two.js': claim('two'),
  'controls/.keep': '',
};

interface Told extends Finished {
  readonly report: ComparisonReport;
}

whenInstalled('git', describe)('touchstone compare', () => {
  const folder = temporaryDirectory();

  function scratch(files: Readonly<Record<string, string>> = {}): Scratch {
    const made = scratchRepository(folder.fresh());
    made.commit('as it was', { ...FILES, ...files });
    return made;
  }

  function compare({ root, env, cache }: Scratch, ...words: readonly string[]): Promise<Finished> {
    const argv = [CLI, 'compare', ...words, '--claims', 'claims', '--out', join(cache, '..', 'out')];
    return run(argv, { cwd: root, env: { ...env, TOUCHSTONE_CACHE: cache }, timeoutMs: LONG });
  }

  async function told(made: Scratch, ...words: readonly string[]): Promise<Told> {
    const ended = await compare(made, ...words, '--json');
    return { ...ended, report: JSON.parse(ended.stdout) as ComparisonReport };
  }

  describe('of a commit that makes a contender slower', () => {
    let [made, found] = [] as unknown as [Scratch, Told];
    before(async function () {
      this.timeout(LONG);
      made = scratch(CONTROLS);
      made.commit('slower', { 'src/one.js': work(1000, 10_000) });
      // As many rounds as a verdict takes, and none with a process for every contender.
      found = await told(made, 'HEAD~1', 'HEAD', '--quick');
    });

    it('names it, and no other, and ends with 1', () => {
      const { outcome, changes } = found.report;
      expect([found.code, outcome]).to.deep.equal([1, 'regression']);
      const slower = changes.filter(({ is }) => is === 'slower');
      expect(slower.map(({ claim: id, contender }) => [id, contender])).to.deep.equal([['one', 'b']]);
      expect(slower[0]!.ratio!.estimate).to.be.within(50, 200);
      expect(changes.map(({ claim: id, contender }) => `${id} ${contender}`)).to.deep.equal([
        'one a',
        'one b',
        'two a',
        'two b',
      ]);
    });

    it('says which verdict became another, and looks at no others', () => {
      const { verdicts } = found.report;
      expect(verdicts.map(({ claim: id, before: was, now, flipped }) => [id, was, now, flipped])).to.deep.equal([
        ['one', 'refuted', 'confirmed', true],
      ]);
    });

    it('holds it against the twin, and twice the work', () => {
      const { controls, changes } = found.report;
      expect(controls.passed).to.equal(true);
      expect(changes.every(({ twin }) => twin !== undefined)).to.equal(true);
    });

    it('leaves every format, and nothing else', () => {
      expect(readdirSync(join(made.cache, '..', 'out')).sort()).to.deep.equal([
        'comparison.comment.md',
        'comparison.html',
        'comparison.json',
        'comparison.md',
        'results.ndjson',
      ]);
      expect(made.git('worktree', 'list').split('\n')).to.have.length(1);
      expect(made.git('status', '--porcelain')).to.equal('');
      expect(left(made)).to.deep.equal([]);
    });

    it('is told anew from its results, with the same exit code, and otherwise where more is tolerated', async () => {
      const results = join(made.cache, '..', 'out', 'results.ndjson');
      const report = (...words: string[]) => run([CLI, 'report', results, '--json', ...words], { cwd: made.root });
      const [again, lenient] = await Promise.all([report(), report('--margin', '99.99%')]);
      expect([again.code, again.stdout]).to.deep.equal([1, found.stdout]);
      expect(lenient.code).to.equal(1);
    });
  });

  it('finds nothing slower in one and the same commit', async function () {
    this.timeout(LONG);
    const made = scratch();
    const { code, report } = await told(made, 'HEAD', 'HEAD', '--quick', '--only', 'two');
    expect(code).to.equal(0);
    expect(report.changes.map(({ claim: id, contender }) => `${id} ${contender}`)).to.deep.equal(['two a', 'two b']);
    expect(report.counts.slower).to.equal(0);
    expect(report.verdicts).to.deep.equal([]);
  });

  it('measures nothing where only the README has changed, checks nothing out, and waits for nobody', async () => {
    const made = scratch();
    made.write({ 'README.md': '# another\n' });
    writeFileSync(join(made.env['TMPDIR']!, 'touchstone.lock'), `${process.pid}\n`);
    const { code, report } = await told(made, '--changed');
    expect([code, report.outcome]).to.deep.equal([0, 'nothing to measure']);
    expect(report.standings.map(({ claim: id, is }) => [id, is])).to.deep.equal([
      ['one', 'unchanged'],
      ['two', 'unchanged'],
    ]);
    expect(existsSync(made.cache)).to.equal(false);
  });

  it('measures only what reaches a change, in the working tree as it is', async function () {
    this.timeout(LONG);
    const made = scratch();
    made.write({ 'src/two.js': work(200, 20_000), 'notes.txt': 'untracked' });
    // What git takes note of for the time being is in objects that nothing refers to.
    const there = () => Object.entries(listing(made.root)).filter(([path]) => !path.startsWith('.git/objects'));
    const was = there();
    const { code, report } = await told(made, '--changed', '--rounds', '1');
    expect([code, report.outcome]).to.deep.equal([0, 'inconclusive']);
    expect([...new Set(report.changes.map(({ claim: id }) => id))]).to.deep.equal(['two']);
    expect(report.sides[0]).to.include({ name: 'the working tree', changed: true });
    expect(there()).to.deep.equal(was);
  });

  it('is measured in shards, which are merged into one', async function () {
    this.timeout(LONG);
    const made = scratch();
    made.commit('another', { 'src/one.js': work(1000, 200) });
    const shards = [1, 2].map((index) => join(made.cache, '..', `shard-${index}`));
    for (const [at, out] of shards.entries()) {
      const argv = ['HEAD~1', 'HEAD', '--rounds', '1', '--shard', `${at + 1}/2`, '--claims', 'claims', '--out', out];
      const { code, stderr } = await run([CLI, 'compare', ...argv], {
        cwd: made.root,
        env: { ...made.env, TOUCHSTONE_CACHE: made.cache },
        timeoutMs: LONG,
      });
      expect([code, /^shard \d of 2: 3 of 6 cases/m.test(stderr)]).to.deep.equal([0, true]);
    }
    const files = shards.map((out) => join(out, 'results.ndjson'));
    const merged = await run([CLI, 'merge', ...files, '--json', '--out', join(made.cache, '..', 'merged')]);
    const report = JSON.parse(merged.stdout) as ComparisonReport;
    expect(merged.code).to.equal(0);
    expect(report.changes.map(({ claim: id, contender }) => `${id} ${contender}`).sort()).to.deep.equal([
      'one a',
      'one b',
      'two a',
      'two b',
    ]);
    expect(report.verdicts.map(({ claim: id }) => id)).to.deep.equal(['one']);
  });

  it('says of a base from before there were claims that all of them are new', async () => {
    const made = scratchRepository(folder.fresh());
    made.commit('before', { 'package.json': '{}' });
    made.commit('claims', FILES);
    const { code, report, stderr } = await told(made, 'HEAD~1', 'HEAD');
    expect([code, report.outcome]).to.deep.equal([0, 'nothing to measure']);
    expect(report.standings.map(({ claim: id, is }) => [id, is])).to.deep.equal([
      ['one', 'new'],
      ['two', 'new'],
    ]);
    expect(stderr).to.not.match(/round/);
    expect(stderr).to.contain('\nthe base has no folder claims\n');
  });

  it('names the files of what cannot be loaded at the head as the repository has them, and ends with 3', async () => {
    const made = scratch();
    made.commit('broken', { 'claims/two.js': "import './nowhere.js';\n" });
    const { code, report } = await told(made, 'HEAD~1', 'HEAD', '--only', 'two');
    expect([code, report.outcome]).to.deep.equal([3, 'broken']);
    expect(report.broken.map(({ claim: id, side }) => [id, side])).to.deep.equal([['two', 'HEAD']]);
    expect(report.broken[0]!.says).to.contain("Cannot find module 'claims/nowhere.js'");
    expect(JSON.stringify(report)).to.not.contain(made.cache);
  });

  it('refuses what it cannot understand, in a sentence', async () => {
    const made = scratch();
    const wrong = async (...words: string[]) => {
      const { code, stderr } = await compare(made, ...words);
      return [code, stderr.trim().split('\n').at(-1)];
    };
    expect(await wrong('mian')).to.deep.equal([
      3,
      'touchstone: There is no commit, branch or tag "mian". Did you mean main? (REVISION_UNKNOWN)',
    ]);
    expect((await wrong('HEAD', 'HEAD', 'two'))[1]).to.match(/--only PATTERN\. \(ARGUMENT_INVALID\)$/);
    expect((await wrong('HEAD', 'HEAD', '--only', 'thre'))[1]).to.match(/NOTHING_MATCHES/);
    expect((await wrong('HEAD', '--changed', '--only', 'thre'))[1]).to.match(/NOTHING_MATCHES/);
    expect((await wrong('HEAD', 'HEAD', '--tolerance', 'much'))[1]).to.match(/ARGUMENT_INVALID/);
    expect(left(made)).to.deep.equal([]);
  });
});

/** What of a run lies in the cache and among the temporary files. */
function left({ cache, env }: Scratch): string[] {
  const worktrees = join(cache, 'worktrees');
  const kept = existsSync(worktrees) ? readdirSync(worktrees) : [];
  const temporary = readdirSync(env['TMPDIR']!).filter((name) => name.startsWith('touchstone'));
  return [...kept, ...temporary];
}
