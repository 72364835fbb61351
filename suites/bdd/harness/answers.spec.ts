/** Specifies what becomes of answers that differ, and of parameters. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { RunReport } from '../../../reports/model.ts';
import { claimOf, CONTROLS, LONG, modelOf, recordsOf, toyProjects, type Project } from '../../support/touchstone.ts';

const one = '() => () => 1';
const two = '() => () => 2';

describe('Answers that differ', () => {
  const { make } = toyProjects();
  let model: RunReport;
  let project: Project;

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/undeclared.js': claimOf({ a: one, b: two }),
      'claims/declared.js': claimOf({ a: one, b: two }, "wrong: () => ({ b: 'it counts twice' }),"),
      'claims/favoured.js': claimOf({ a: two, b: one }, 'answer: () => 1,'),
      'claims/bystander.js': claimOf({ a: one, b: one, c: two }),
      'claims/alike.js': claimOf({ a: '() => () => new Map([[1, [2]]])', b: '() => async () => new Map([[1, [2]]])' }),
    });
    const options = ['--rounds', '1', '--patience', '60', '--json'];
    model = modelOf((await project.touchstone('run', ...options, ...project.here)).out);
  });

  const caseOf = (id: string) => model.claims.find((claim) => claim.id === id)!.cases[0]!;
  const answers = (id: string) => caseOf(id).contenders.map(({ name, answer }) => `${name} ${answer}`);

  it('refute the claim where it does not declare them', () => {
    expect(caseOf('undeclared')).to.include({ verdict: 'refuted', ground: 'answers' });
    expect(answers('undeclared')).to.deep.equal(['a right', 'b wrong']);
  });

  it('are shown as wrong, with the reason, where the claim declares them', () => {
    const { contenders, ground } = caseOf('declared');
    expect(ground).to.equal('answers');
    expect(contenders[1]).to.include({ name: 'b', answer: 'wrong', wrongBecause: 'it counts twice', shown: '2' });
  });

  it('are held against the answer that the claim gives, not against the favoured one’s', () => {
    expect(answers('favoured')).to.deep.equal(['a wrong', 'b right']);
    expect(caseOf('favoured')).to.include({ verdict: 'refuted', ground: 'answers' });
  });

  it('are the same where they are equal, also if one is waited for', () => {
    expect(answers('alike')).to.deep.equal(['a right', 'b right']);
    const record = recordsOf(project.records(), 'case').find(({ claim }) => claim === 'alike');
    expect(record).to.include({ waits: true });
  });

  it('stop the rounds of those that are compared, and of no others', () => {
    const stops = recordsOf(project.records(), 'stop');
    const why = (id: string) => stops.find(({ claim }) => claim === id)?.why;
    expect([why('undeclared'), why('declared'), why('favoured')]).to.deep.equal(['answers', 'answers', 'answers']);
    expect([why('bystander'), why('alike')]).to.deep.equal(['cap', 'cap']);
    const solos = recordsOf(project.records(), 'round').filter(({ together }) => !together);
    expect(solos.some(({ claim }) => claim === 'undeclared')).to.equal(false);
    expect(solos.some(({ claim }) => claim === 'alike')).to.equal(true);
  });
});

describe('The table of a claim', () => {
  const { make } = toyProjects();
  const table = "given: { n: [1, 2, 3], kind: ['x', 'y'] }, where: ({ n, kind }) => !(n === 3 && kind === 'y'),";
  const claim = claimOf({ a: '({ n, kind }) => () => n + kind', b: '({ n, kind }) => () => n + kind' }, table);
  let project: Project;
  let controlled: Project;

  before(() => {
    const sameAxis = claimOf({ a: one, b: one }, "given: { work: ['mine', 'yours'] },");
    const claims = {
      'claims/table.js': claim,
      'claims/work.js': sameAxis,
      'claims/other.js': claimOf({ a: one, b: one }),
    };
    project = make(claims);
    controlled = make({ ...CONTROLS, ...claims });
  });

  const run = async (...options: string[]): Promise<{ measured: string[]; solos: number }> => {
    const always = ['--rounds', '1', '--patience', '60', ...project.here];
    const { code, err } = await project.touchstone('run', 'table', ...always, ...options);
    expect(code, err).to.equal(0);
    const records = project.records();
    const cases = recordsOf(records, 'case').filter((found) => found.claim === 'table');
    const solos = recordsOf(records, 'round').filter((round) => round.claim === 'table' && !round.together);
    return { measured: cases.map((found) => `${found.case}: ${found.answers['a']!.shown}`), solos: solos.length };
  };

  it('is asked at the values that are given, with the types that it has, also at new numbers', async function () {
    this.timeout(LONG);
    expect(await run('--param', 'n=2,7', '--param', 'kind=y')).to.deep.equal({
      measured: ['n=2 kind=y: "2y" (2 UTF-16 units)', 'n=7 kind=y: "7y" (2 UTF-16 units)'],
      solos: 2,
    });
  });

  it('has axes of its own: those of the controls are another matter', async function () {
    this.timeout(LONG);
    const options = ['--quick', '--rounds', '1', '--patience', '60', '--param', 'work=mine'];
    const { code, err } = await controlled.touchstone('run', 'work', ...options, ...controlled.here);
    expect(code, err).to.equal(0);
    const cases = recordsOf(controlled.records(), 'case').map((found) => `${found.claim} ${found.case}`);
    expect(cases).to.include.members(['work work=mine', 'controls/twice-the-work work=arithmetic']);
  });

  it('is asked at its ends by a quick run, without solo rounds', async function () {
    this.timeout(LONG);
    const { measured, solos } = await run('--quick');
    expect(measured.map((text) => text.split(':')[0])).to.deep.equal(['n=1 kind=x', 'n=1 kind=y', 'n=3 kind=x']);
    expect(solos).to.equal(0);
    expect(recordsOf(project.records(), 'run')[0]).to.include({ quick: true });
  });
});
