/** Specifies a run from its beginning to its report, from the outside. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import {
  CONTROLS,
  LONG,
  modelOf,
  PLAIN,
  recordsOf,
  toyProjects,
  type Outcome,
  type Project,
} from '../../support/touchstone.ts';

describe('A run of a claim with a clear winner', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/plain.js': PLAIN });
    const options = ['--rounds', '2', '--patience', '60', '--seed', '5', '--margin', '10%'];
    outcome = await project.touchstone('run', 'plain', ...options, ...project.here, '--json');
  });

  it('says that the favoured one wins', () => {
    const [claim] = modelOf(outcome.out).claims;
    expect(claim?.id).to.equal('plain');
    const [one] = claim!.cases;
    expect(one!.ratio!.estimate).to.be.above(1);
    for (const ratio of [...one!.together, ...one!.apart]) expect(ratio).to.be.above(1);
    expect(one!.contenders.map(({ name, answer }) => [name, answer])).to.deep.equal([
      ['a', 'right'],
      ['b', 'right'],
    ]);
  });

  it('gives no verdict on fewer than six rounds, and says so', () => {
    const [claim] = modelOf(outcome.out).claims;
    expect(claim!.cases[0]!.verdict).to.equal('inconclusive');
    expect(claim!.cases[0]!.doubts.map(({ code }) => code)).to.include('few-rounds');
  });

  it('brings the controls along, before everything else', async function () {
    this.timeout(LONG);
    const controlled = make({ ...CONTROLS, 'claims/plain.js': PLAIN });
    const options = ['--quick', '--rounds', '1', '--patience', '60', '--json'];
    const { out } = await controlled.touchstone('run', 'plain', ...options, ...controlled.here);
    const model = modelOf(out);
    expect(model.controlClaims.map(({ id }) => id)).to.deep.equal([
      'controls/same-against-same',
      'controls/twice-the-work',
    ]);
    const measured = recordsOf(controlled.records(), 'round').map(({ claim }) => claim);
    expect(measured.findLastIndex((id) => id.startsWith('controls/'))).to.be.below(measured.indexOf('plain'));
    const again = await controlled.touchstone('report', controlled.results, '--json');
    expect(JSON.parse(again.out)).to.deep.equal(JSON.parse(out));
  });

  it('writes the results and the report in every format, and says where', () => {
    const files = readdirSync(project.out).toSorted();
    expect(files).to.include.members(['report.html', 'report.json', 'report.md', 'results.ndjson']);
    for (const file of files) expect(outcome.err).to.contain(join(project.out, file));
    expect(readFileSync(join(project.out, 'report.json'), 'utf8')).to.equal(outcome.out);
  });

  it('records what was asked: seed, plan, margin and pattern', () => {
    const [run] = recordsOf(project.records(), 'run');
    expect(run).to.deep.include({ seed: 5, arguments: ['plain'], quick: false });
    expect(run!.plan).to.deep.include({ rounds: { fewest: 2, most: 2 }, solos: 2, margin: 0.1 });
    expect(modelOf(outcome.out).claims[0]!.margin).to.equal(0.1);
  });

  it('records each case, its rounds together and apart, and why it stopped', () => {
    const records = project.records();
    const rounds = recordsOf(records, 'round').filter(({ claim }) => claim === 'plain');
    expect(rounds.map(({ together }) => together)).to.have.members([true, true, false, false]);
    for (const { loaded, order, turns } of rounds) {
      expect(loaded.toSorted()).to.deep.equal(['a', 'b']);
      for (const cycle of order) expect(cycle).to.have.members([0, 1]);
      for (const { wall, cpu, switches } of Object.values(turns)) {
        expect([wall.length, cpu.length, switches.length]).to.deep.equal(order.map(() => order.length).slice(0, 3));
      }
    }
    expect(recordsOf(records, 'stop').filter(({ claim }) => claim === 'plain')).to.have.length(1);
    expect(records.at(-1)).to.include({ kind: 'end', complete: true });
  });

  it('is judged anew by report, with the same outcome and nothing measured', async () => {
    const untouched = readFileSync(project.results, 'utf8');
    const { code, out } = await project.touchstone('report', project.results, '--json');
    expect(code).to.equal(outcome.code).and.to.equal(0);
    expect(JSON.parse(out)).to.deep.equal(JSON.parse(outcome.out));
    expect(readFileSync(project.results, 'utf8')).to.equal(untouched);
  });

  it('is judged by another margin where report is given one', async () => {
    const { out } = await project.touchstone('report', project.results, '--json', '--margin', '20%');
    expect(modelOf(out).claims[0]!.margin).to.equal(0.2);
  });

  it('ends with 2 where strictness is asked for and something is inconclusive', async () => {
    expect((await project.touchstone('report', project.results, '--strict')).code).to.equal(2);
  });

  it('is told in every format by report where it is given a folder', async () => {
    const told = join(project.root, 'told');
    await project.touchstone('report', project.results, '--out', told);
    expect(readdirSync(told)).to.include.members(['report.html', 'report.json', 'report.md']);
    expect(existsSync(join(told, 'results.ndjson'))).to.equal(false);
  });
});
