/** Specifies what report --history makes of a folder of results files, among them some that cannot be read. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { HistoryReport } from '../../../reports/model.ts';
import { fileOfNight, unsteady } from '../../support/made-history.ts';
import { toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

const NIGHTS = 14;

/** A step in the ninth night, one run of another machine, one that lies there twice, and what nobody can read. */
function fill(folder: string): void {
  mkdirSync(join(folder, 'older', 'folder.ndjson'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (let night = 0; night < NIGHTS; night++) {
    const text = fileOfNight({ night, log: unsteady(night) + (night < 8 ? 0 : 0.3), quick: night === 2 });
    write(night < 4 ? `older/${night}.ndjson` : `${night}.ndjson`, text);
  }
  const last = fileOfNight({ night: NIGHTS - 1, log: unsteady(NIGHTS - 1) + 0.3 });
  write('copy.ndjson', last);
  write(
    'elsewhere.ndjson',
    fileOfNight({ night: 5, id: 'elsewhere', log: -1, environment: { cpu: 'another processor' } }),
  );
  write('cut.ndjson', fileOfNight({ night: NIGHTS, log: unsteady(NIGHTS) + 0.3 }).slice(0, -40));
  write('damaged.ndjson', last.replace('"kind":"case"', '"kind":"odd"'));
  write('empty.ndjson', '');
  write('foreign.ndjson', '{"level":30,"msg":"listening"}\n');
  write('newer.ndjson', last.replace('"format":1', '"format":2'));
  write('notes.txt', 'not for us');
}

describe('A history of a folder of results files', () => {
  const { make } = toyProjects();
  let project: Project;
  let folder: string;
  let told: Outcome;
  let model: HistoryReport;

  before(async () => {
    project = make({});
    folder = join(project.root, 'nightly');
    fill(folder);
    told = await project.touchstone('report', '--history', folder, '--out', project.out);
    model = JSON.parse(readFileSync(join(project.out, 'history.json'), 'utf8')) as HistoryReport;
  });

  it('says at once what changed, and goes on where some files cannot be read', () => {
    expect(told.code).to.equal(0);
    expect(told.out).to.match(/^1 change found in 1 claim over 16 runs on 2 machines, 2026-09-01 to 2026-09-15\.\n/);
    expect(told.out).to.contain('between 2026-09-08, c0ffee07 and 2026-09-09, c0ffee08');
  });

  it('lists what could not be read, each with its reason', () => {
    const reasons = model.unread.map(({ file, says }) => [file, says.slice(0, 40)]);
    expect(reasons.map(([file]) => file)).to.deep.equal([
      'damaged.ndjson',
      'empty.ndjson',
      'foreign.ndjson',
      'newer.ndjson',
    ]);
    for (const { file, says } of model.unread) {
      expect(says).to.match(
        file === 'newer.ndjson'
          ? /newer touchstone \(format 2/
          : /^It is (?:no results file, or damaged at line 1|damaged at line [2-9]): /,
      );
      expect(told.out).to.contain(`! ${file}: `);
    }
  });

  it('keeps machines apart, the one with the most runs first', () => {
    expect(model.machines.map(({ runs }) => runs.length)).to.deep.equal([15, 1]);
    expect(model.machines[1]!.name).to.match(/^another processor, /);
  });

  it('reads the folders below, counts a run once, and marks what was quick or cut short', () => {
    const { runs } = model.machines[0]!;
    expect(runs[0]!.files).to.deep.equal([join('older', '0.ndjson')]);
    expect(runs[NIGHTS - 1]!.files).to.deep.equal(['13.ndjson', 'copy.ndjson']);
    expect(runs.filter(({ quick }) => quick).map(({ id }) => id)).to.deep.equal(['night-2']);
    expect(runs.filter(({ complete }) => !complete).map(({ files }) => files)).to.deep.equal([['cut.ndjson']]);
  });

  it('leaves a page and JSON where it says', () => {
    expect(readdirSync(project.out)).to.have.members(['history.html', 'history.json']);
    expect(told.err).to.equal(
      `\nhistory: ${join(project.out, 'history.html')}\nhistory: ${join(project.out, 'history.json')}\n`,
    );
    expect(readFileSync(join(project.out, 'history.html'), 'utf8')).to.contain(model.sentence);
  });

  it('is the same however often it is told', async () => {
    expect(await project.touchstone('report', '--history', folder, '--out', project.out)).to.deep.equal(told);
  });

  it('is JSON on the terminal, and nothing is written, where that is asked for', async () => {
    const out = join(project.root, 'elsewhere');
    const printed = await project.touchstone('report', '--history', folder, '--json');
    expect([printed.code, printed.err]).to.deep.equal([0, '']);
    expect(JSON.parse(printed.out)).to.deep.equal(model);
    const both = await project.touchstone('report', '--history', folder, '--json', '--out', out);
    expect(both.out).to.equal(printed.out);
    expect(readdirSync(out)).to.have.length(2);
  });

  it('uses the margin that is asked for: a change below it is none', async () => {
    const { out } = await project.touchstone('report', '--history', folder, '--json', '--margin', '50%');
    const { machines } = JSON.parse(out) as HistoryReport;
    expect(machines[0]!.lines.map(({ margin, changes }) => [margin, changes])).to.deep.equal([[0.5, []]]);
  });

  it('goes to reports/out/history where no folder is named, and the front page leads to it', async () => {
    const { code, stderr } = await project.program('report', '--history', 'nightly');
    expect([code, stderr.split('\n')[1]]).to.deep.equal([
      0,
      `history: ${join('reports', 'out', 'history', 'history.html')}`,
    ]);
    expect(existsSync(join(project.root, 'reports', 'out', 'history', 'history.html'))).to.equal(true);
    expect(stderr).to.contain(`all:     ${join('reports', 'out', 'index.html')}\n`);
    expect(readFileSync(join(project.root, 'reports', 'out', 'index.html'), 'utf8')).to.contain('history/history.html');
  });

  it('fails where nothing could be read, says why, and writes nothing', async () => {
    const broken = join(project.root, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'one.ndjson'), 'oops\n');
    const out = join(project.root, 'nowhere');
    const outcome = await project.touchstone('report', '--history', broken, '--out', out);
    expect([outcome.code, existsSync(out)]).to.deep.equal([3, false]);
    expect(outcome.out)
      .to.contain('No results file could be read.')
      .and.to.contain('one.ndjson: It is no results file');
  });

  it('of a folder without results files says what it takes', async () => {
    const empty = join(project.root, 'none', 'below');
    mkdirSync(empty, { recursive: true });
    const { code, err } = await project.touchstone('report', '--history', join(project.root, 'none'));
    expect(code).to.equal(3);
    expect(err).to.match(/no \*\.ndjson.*cp reports\/out\/bench\/results\.ndjson DIR.*\(RESULTS_NOT_FOUND\)\n$/);
  });

  it('that cannot be written says so', async () => {
    writeFileSync(join(project.root, 'file'), '');
    const { code, err } = await project.touchstone('report', '--history', folder, '--out', join(project.root, 'file'));
    expect(code).to.equal(3);
    expect(err).to.match(/Cannot write .*\(OUTPUT_FAILED\)\n$/);
  });
});
