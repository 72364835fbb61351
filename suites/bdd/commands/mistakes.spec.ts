/** Specifies what is said of what is typed wrongly: what it was, what was meant, and nothing is measured. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { claimOf, LONG, toyProjects, type Project } from '../../support/touchstone.ts';

const TABLE = claimOf(
  { a: '() => () => 1', b: '() => () => 1' },
  "given: { bytes: [16, 1024], kind: ['ascii', 'utf8'], work: ['mine'] },",
);

describe('A mistake on the command line', () => {
  const { make } = toyProjects();
  let project: Project;

  before(() => {
    project = make({ 'claims/buffers/concat-beats-joining.js': TABLE, 'empty/.keep': '' });
  });

  for (const [argv, code, ...parts] of [
    [[], undefined, 'touchstone run'],
    [['rnu'], 'NOTHING_MATCHES', '"rnu"', 'Did you mean run?'],
    [['constructor'], 'NOTHING_MATCHES', '"constructor"', 'touchstone --help'],
    [['--quick'], 'ARGUMENT_UNKNOWN', '"--quick"'],
    [['run', '--qick'], 'ARGUMENT_UNKNOWN', '--qick', 'Did you mean --quick?'],
    [['list', '--rounds', '2'], 'ARGUMENT_UNKNOWN', 'no option --rounds for list'],
    [['run', 'buffers/concatt'], 'NOTHING_MATCHES', '"buffers/concatt"', 'Did you mean buffers/concat-beats-joining?'],
    [['run', 'bufers'], 'NOTHING_MATCHES', '"bufers"', 'Did you mean buffers?'],
    [['run', '('], 'NOTHING_MATCHES', '"("'],
    [['list', 'bufers'], 'NOTHING_MATCHES', '"bufers"', 'Did you mean buffers?'],
    [['run', '--param', 'byte=16'], 'ARGUMENT_INVALID', '"byte"', 'Did you mean bytes?'],
    [['run', '--param', 'bytes'], 'ARGUMENT_INVALID', '"bytes"', 'NAME=VALUE'],
    [['run', '--param', 'bytes=1k'], 'ARGUMENT_INVALID', '"bytes"', '"1k"', 'It takes numbers.'],
    [['run', '--param', 'kind=asci'], 'ARGUMENT_INVALID', '"kind"', '"asci"', 'Did you mean ascii?'],
    [['run', '--param', 'kind=zzzzz'], 'ARGUMENT_INVALID', '"kind"', 'It takes ascii, utf8.'],
    [['run', '--param', 'work=arithmetic'], 'ARGUMENT_INVALID', '"work" of buffers/concat-beats-joining'],
    [['run', '--rounds', '0'], 'ARGUMENT_INVALID', '--rounds', '"0"'],
    [['run', '--margin', '500%'], 'ARGUMENT_INVALID', '--margin', '"500%"'],
    [['run', '--seconds', 'x'], 'ARGUMENT_INVALID', '--seconds', '"x"'],
    [['run', '--patience', '-1'], 'ARGUMENT_INVALID', '--patience'],
    [['run', '--seed'], 'ARGUMENT_INVALID', '--seed'],
    [['run', '--limit', 'soon'], 'ARGUMENT_INVALID', '--limit', '"soon"'],
    [['run', '--wait', '--force'], 'ARGUMENT_INVALID', '--wait', '--force'],
    [['run', '--resume'], 'NOTHING_TO_RESUME', 'results.ndjson', '--out DIR'],
    [['report'], 'NOTHING_TO_RUN', 'results files'],
    [['report', 'missing.ndjson'], 'RESULTS_NOT_FOUND', 'missing.ndjson'],
    [['report', '.'], 'RESULTS_NOT_FOUND', 'EISDIR'],
    [['report', '--history'], 'ARGUMENT_INVALID', '--history'],
    [['report', '--history', 'missing'], 'RESULTS_NOT_FOUND', "'missing'. It takes", 'results.ndjson of several runs'],
    [['report', 'one.ndjson', '--history', '.'], 'ARGUMENT_INVALID', 'takes one folder', 'one.ndjson'],
    [['report', '--history', '.', '--strict'], 'ARGUMENT_INVALID', '--strict', '--history'],
    [['report', '--history', '.', '--assert'], 'ARGUMENT_INVALID', '--assert', '--history'],
    [['run', '--asert'], 'ARGUMENT_UNKNOWN', '--asert', 'Did you mean --assert?'],
    [['report', 'one.ndjson', '--asserts'], 'ARGUMENT_UNKNOWN', '--asserts', 'Did you mean --assert?'],
    [['compare', '--assert'], 'ARGUMENT_UNKNOWN', 'no option --assert for compare'],
    [['run', '--across', 'runtimes', '--assert'], 'ARGUMENT_INVALID', '--assert does not go with --across.'],
    [['open', 'missing'], 'RESULTS_NOT_FOUND', 'no folder missing', 'touchstone open'],
    [['open', 'README.md'], 'RESULTS_NOT_FOUND', 'no folder README.md'],
    [['open', 'one', 'another'], 'ARGUMENT_INVALID', 'one folder'],
    [['open', '--no-browse'], 'ARGUMENT_UNKNOWN', 'Did you mean --no-browser?'],
  ] as const) {
    it(`is named, with what may have been meant: touchstone ${argv.join(' ')}`, async () => {
      const takesFolders = argv[0] === 'run';
      const folders = takesFolders ? project.here : argv[0] === 'list' ? project.here.slice(0, 2) : [];
      const outcome = await project.touchstone(...argv, ...folders);
      expect(outcome.code).to.equal(3);
      const said = outcome.out + outcome.err;
      for (const part of parts) expect(said).to.contain(part);
      if (code !== undefined) expect(outcome.err).to.match(new RegExp(`^touchstone: .*\\(${code}\\)\\n$`));
      expect(existsSync(project.out)).to.equal(false);
    });
  }

  it('is a folder of claims that is not there, or that has none', async () => {
    for (const [folder, said] of [
      ['missing', 'There is no folder of claims'],
      ['empty', 'There are no claims in this folder'],
    ] as const) {
      const { code, err } = await project.touchstone('run', '--claims', join(project.root, folder));
      expect(code).to.equal(3);
      expect(err).to.contain(said).and.to.contain('NOTHING_TO_RUN');
    }
  });

  it('is a folder for the reports that cannot be written, and nothing is measured', async function () {
    this.timeout(LONG);
    writeFileSync(join(project.root, 'file'), '');
    mkdirSync(join(project.root, 'taken', 'results.ndjson'), { recursive: true });
    for (const out of ['file', 'file/below', 'taken']) {
      const folders = [...project.here.slice(0, 2), '--out', join(project.root, out)];
      const { code, err } = await project.touchstone('run', ...folders);
      expect(code).to.equal(3);
      // A case that had been measured would have left a line.
      expect(err).to.match(/^touchstone: Cannot write .*\(OUTPUT_FAILED\)\n$/);
    }
    expect(readdirSync(join(project.root, 'taken'))).to.deep.equal(['results.ndjson']);
    rmSync(join(project.root, 'taken'), { recursive: true });
  });

  it('leaves the machine free for the next run', () => {
    expect(existsSync(join(process.env['TMPDIR']!, 'touchstone.lock'))).to.equal(false);
  });
});

describe('Help', () => {
  const { make } = toyProjects();

  for (const argv of [['--help'], ['-h'], ['help'], ['run', '--help'], ['list', '-h'], ['report', 'x', '--help']]) {
    it(`is no mistake: touchstone ${argv.join(' ')}`, async () => {
      const { code, out, err } = await make({}).touchstone(...argv);
      expect([code, err]).to.deep.equal([0, '']);
      expect(out).to.match(/touchstone/);
      for (const line of out.split('\n')) expect(line.length, line).to.be.below(160);
    });
  }

  it('names the version', async () => {
    expect(await make({}).touchstone('--version')).to.deep.include({ code: 0, err: '' });
  });
});
