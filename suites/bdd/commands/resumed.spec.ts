/** Specifies `--resume`: a run that was killed goes on where it stopped, if it is still the same that would go on. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { main } from '../../../bench/main.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import { madeRun } from '../../support/made-run.ts';
import { collectingStreams } from '../../support/streams.ts';
import { claimOf, LONG, modelOf, recordsOf, toyProjects, type Project } from '../../support/touchstone.ts';

const once = '() => () => 1';
const CLAIM = `import './helper.js';\n${claimOf({ a: once, b: once }, 'given: { n: [1, 2, 3] },')}`;

describe('A run that was killed', () => {
  const { make } = toyProjects();
  let project: Project;
  /** What it left: whole lines, and half a line behind them. */
  let left: string;
  let cut: string;

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/one.js': CLAIM, 'claims/helper.js': 'export default 1;\n' });
    await using running = project.start('run', 'one', '--rounds', '1', '--patience', '60', ...project.here);
    const text = () => (existsSync(project.results) ? readFileSync(project.results, 'utf8') : '');
    while (!text().includes('{"kind":"stop","claim":"one"')) await sleep(20);
    running.kill('SIGKILL');
    await running.ended;
    left = text().slice(0, text().lastIndexOf('\n') + 1);
    cut = `${left}${left.slice(left.lastIndexOf('{"kind":"round"')).slice(0, 200)}`;
    writeFileSync(project.results, cut);
  });

  for (const [what, options, changes, says] of [
    ['something else is asked', ['--margin', '10%'], {}, 'begun without --margin, and is now asked with --margin 10%'],
    ['another claim is asked', ['helper'], {}, 'begun for "one", and is now asked for "helper"'],
    ['the claim has changed', [], { 'claims/one.js': `${CLAIM}//` }, 'the code of one was '],
    ['what it imports has changed', [], { 'claims/helper.js': '' }, 'the code of one was '],
  ] as const) {
    it(`does not go on where ${what}, and says what was and what is`, async () => {
      const original = Object.keys(changes).map((name) => [name, readFileSync(join(project.root, name))] as const);
      for (const [name, text] of Object.entries(changes)) writeFileSync(join(project.root, name), text);
      const { code, err } = await project.touchstone('run', '--resume', ...options, ...project.here);
      for (const [name, text] of original) writeFileSync(join(project.root, name), text);
      expect(code).to.equal(3);
      expect(err)
        .to.match(/^touchstone: The run cannot be resumed: .*\(RESUME_REFUSED\)\n$/)
        .and.to.contain(says);
      expect(readFileSync(project.results, 'utf8')).to.equal(cut);
    });
  }

  it('goes on where it stopped, and measures nothing twice', async function () {
    this.timeout(LONG);
    const options = ['--resume', '--patience', '60', '--json'];
    const { code, stderr } = await project.program('run', ...options, ...project.here);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain(`the last line of ${project.results} was cut off in the middle, and is left out`);
    expect(stderr).to.contain('going on with the run of ');
    expect(readFileSync(project.results, 'utf8').slice(0, left.length)).to.equal(left);

    const records = project.records();
    const rounds = recordsOf(records, 'round').filter(({ claim }) => claim === 'one');
    const taken = rounds.map((round) => `${round.case} ${round.together ? 'together' : 'apart'}`).toSorted();
    const each = [1, 2, 3].flatMap((n) => ['apart', 'together'].map((kind) => `n=${n} ${kind}`));
    expect(taken).to.deep.equal(each);
    expect(recordsOf(records, 'stop').filter(({ claim }) => claim === 'one')).to.have.length(3);
    expect(recordsOf(records, 'run')).to.have.length(1);
    expect(recordsOf(records, 'resumed')).to.have.length(1);
    expect(records.at(-1)).to.include({ kind: 'end', complete: true });

    const model = modelOf((await project.touchstone('report', project.results, '--json')).out);
    expect(model.complete).to.equal(true);
    expect(model.doubts.map((doubt) => doubt.code))
      .to.include('resumed')
      .and.not.to.include('cut-short');
  });

  it('and came to its end later has nothing left to go on with', async () => {
    const { code, err } = await project.touchstone('run', '--resume', ...project.here);
    expect(code).to.equal(3);
    expect(err).to.match(/^touchstone: .*came to its end: .*\(NOTHING_TO_RESUME\)\n$/);
  });
});

describe('A run that goes on after another', () => {
  const { make } = toyProjects();

  it('goes on with what that one has written at last', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/one.js': CLAIM });
    const records = madeRun([{ cases: [{ logs: [0.5, 0.5] }] }], { run: { options: {} } });
    const [unfinished, finished] = [records.slice(0, -1), records].map((some) => some.map(writeRecord).join(''));
    mkdirSync(project.out);
    writeFileSync(project.results, unfinished!);
    const lock = join(tmpdir(), 'touchstone.lock');
    // Process 1 is always there.
    writeFileSync(lock, '1 2026-11-22T12:00:00.000Z\n');
    const streams = collectingStreams();
    const ended = main(['run', '--resume', '--wait', ...project.here], streams);
    while (!streams.complained().includes('waiting for')) await sleep(5);
    writeFileSync(project.results, finished!);
    rmSync(lock);
    expect(await ended).to.equal(3);
    expect(streams.complained()).to.contain('(NOTHING_TO_RESUME)');
    expect(readFileSync(project.results, 'utf8')).to.equal(finished);
  });
});
