/** Specifies `touchstone calibrate`: what it leaves behind, and who quotes it. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { claimOf, LONG, toyProjects, type Project } from '../../support/touchstone.ts';

const SHORT = ['--comparisons', '1', '--each', '0.1', '--work', 'arithmetic', '--more', 'none', '--seed', '3'];

describe('A calibration', () => {
  const { make } = toyProjects();
  let project: Project;
  let told: { code: number | null; out: string; err: string };

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/a.js': claimOf({ a: '() => () => 1', b: '() => () => 1' }) });
    told = await project.touchstone('calibrate', ...SHORT, '--out', join(project.root, 'calibrated'));
  });

  it('tells how long it takes, what it found, and where that is written', () => {
    expect(told.code).to.equal(0);
    expect(told.err).to.match(/^calibrating: about .+; leave the machine alone meanwhile\n/);
    expect(told.out).to.match(/^[01] of 1 comparison of the same code was told apart|^[01] of 1 comparison/);
    expect(told.out).to.match(/\n {12}compared {2}told apart {2}a winner at 2 %/);
  });

  it('writes every comparison down, with its seed and its machine', () => {
    const written = JSON.parse(readFileSync(join(project.root, 'calibrated', 'calibration.json'), 'utf8')) as {
      seed: number;
      complete: boolean;
      environment: { cores: number };
      comparisons: { work: string; effect: number; logs: number[] }[];
    };
    expect(written).to.deep.include({ seed: 3, complete: true });
    expect(written.environment.cores).to.be.above(0);
    expect(written.comparisons.map(({ work, effect, logs }) => [work, effect, logs.length])).to.deep.equal([
      ['arithmetic', 0, 6],
    ]);
  });

  it('is quoted by later runs on the machine, in every format', async function () {
    this.timeout(LONG);
    const { out } = await project.touchstone('run', '--quick', '--rounds', '1', '--patience', '60', ...project.here);
    expect(out).to.match(/Calibrated \d{4}-\d\d-\d\d/);
    const written = (name: string) => readFileSync(join(project.root, 'out', name), 'utf8');
    expect(written('report.md')).to.contain('Calibrated 20');
    expect(written('report.html')).to.contain('Calibrated 20');
    const { calibration } = JSON.parse(written('report.json')) as { calibration: { same: { comparisons: number } } };
    expect(calibration.same.comparisons).to.equal(1);
  });

  it('refuses what it does not know, with what there is', async () => {
    const nothing = mkdtempSync(join(tmpdir(), 'calibrate-'));
    const work = await project.touchstone('calibrate', '--work', 'arithmetics', '--out', nothing);
    expect([work.code, work.err]).to.deep.equal([
      3,
      'touchstone: --work does not know "arithmetics". Did you mean arithmetic? (ARGUMENT_INVALID)\n',
    ]);
    const word = await project.touchstone('calibrate', 'concat', '--out', nothing);
    expect(word.code).to.equal(3);
    expect(word.err).to.contain('A kind of work is named with --work.');
  });
});
