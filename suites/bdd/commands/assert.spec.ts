/** Specifies what --assert makes of a run, and of a results file that is judged anew: its exit code, and what is told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { main } from '../../../bench/main.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeCase, type MadeClaim } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';
import { collectingStreams } from '../../support/streams.ts';
import { claimOf, LONG, modelOf, toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

/** The answers decide, so that no clock does: it is confirmed on any machine. */
const byAnswers = (expects: string) =>
  claimOf(
    { a: '() => () => 1', b: '() => () => 2' },
    `wrong: () => ({ b: 'it counts one too many' }), expects: ${expects},`,
  );

const NO_EXPECTATION = 'assert:  No claim of this run expects a verdict, so that nothing was asserted.\n';

describe('A run that is asserted', () => {
  const { make } = toyProjects();
  let project: Project;

  before(() => {
    project = make({
      'claims/fulfilled.js': byAnswers("'confirmed'"),
      'claims/contrary.js': byAnswers("'refuted'"),
      'claims/here.js': byAnswers("(_, { is, major }) => is === 'node' && major > 0 ? 'confirmed' : 'refuted'"),
      'claims/unsure.js': claimOf({ a: '() => () => 1', b: '() => () => 1' }, "expects: 'confirmed',"),
      'claims/plain.js': byAnswers('undefined'),
    });
  });

  const run = (...words: string[]): Promise<Outcome> =>
    project.touchstone('run', ...words, '--rounds', '1', '--patience', '60', ...project.here);

  const rows: readonly (readonly [string, readonly string[], number, string])[] = [
    ['0 where a verdict is the expected one', ['fulfilled', '--assert'], 0, 'The one expected verdict was found.'],
    ['0 where it is the one expected of this runtime', ['here', '--assert'], 0, 'The one expected verdict was'],
    ['1 where it is another one', ['contrary', '--assert'], 1, 'The one expected verdict is another.'],
    [
      '1 where it is another one, and strictness is asked for',
      ['contrary', '--assert', '--strict'],
      1,
      'The one expected verdict is',
    ],
    ['0 where it cannot be told', ['unsure', '--assert'], 0, 'The one expected verdict could not be told.'],
    [
      '2 where it cannot be told and strictness is asked for',
      ['unsure', '--assert', '--strict'],
      2,
      'The one expected verdict could',
    ],
    ['0 where nothing is expected', ['plain', '--assert'], 0, 'No claim of this run expects a verdict'],
  ];
  for (const [what, words, code, says] of rows) {
    it(`ends with ${what}`, async function () {
      this.timeout(LONG);
      const outcome = await run(...words);
      expect(outcome.code, outcome.err).to.equal(code);
      expect(outcome.err.split('\n').at(-2)).to.match(/^assert: {2}/);
      expect(outcome.err).to.contain(`assert:  ${says}`);
    });
  }

  it('ends with 0 where nothing is asserted, and tells all the same what was expected', async function () {
    this.timeout(LONG);
    const { code, out, err } = await run('contrary');
    expect(code).to.equal(0);
    expect(err).not.to.contain('assert:');
    expect(out).to.contain('\nOther than expected\n✓ contrary: expected refuted, found confirmed, by its answers\n');
    expect(modelOf((await project.touchstone('report', project.results, '--json')).out).expectations).to.include({
      outcome: 'unmet',
    });
  });
});

describe('A results file that is asserted', () => {
  const { make } = toyProjects();
  let project: Project;
  const control = (truth = 0): MadeClaim => ({
    id: 'controls/same',
    control: true,
    known: 1,
    cases: [{ logs: logsAbout(truth) }],
  });
  const wins = logsAbout(0.5, 6);

  before(() => {
    project = make({});
  });

  const write = (name: string, records: readonly ResultRecord[]) => {
    const path = join(project.root, name);
    writeFileSync(path, records.map(writeRecord).join(''));
    return path;
  };
  const made = (name: string, expects: MadeCase['expects'], truth = 0, runtime = 'Node.js 22.12.0') => {
    const claim: MadeClaim = { cases: [{ logs: wins, ...(expects && { expects }) }] };
    const environment = { ...madeRunRecord().environment, runtime };
    return write(name, madeRun([claim, control(truth)], { run: { id: name, environment } }));
  };

  it('ends as the run did, with 0 or 1', async () => {
    const codes = await Promise.all(
      (['confirmed', 'refuted', 'equivalent'] as const).map(
        async (expects) => (await project.touchstone('report', made(`${expects}.ndjson`, expects), '--assert')).code,
      ),
    );
    expect(codes).to.deep.equal([0, 1, 1]);
  });

  it('keeps what it tells as it is without --assert, but for the line about it', async () => {
    const file = made('told.ndjson', 'refuted');
    const [plain, asserted] = [
      await project.touchstone('report', file),
      await project.touchstone('report', file, '--assert'),
    ];
    expect(asserted.out).to.equal(plain.out);
    expect([plain.code, plain.err]).to.deep.equal([0, '']);
    expect(asserted.err).to.equal('assert:  The one expected verdict is another.\n');
  });

  it('asserts nothing where the controls failed, and says so', async () => {
    const { code, err } = await project.touchstone('report', made('vetoed.ndjson', 'refuted', 0.3), '--assert');
    expect(code).to.equal(0);
    expect(err).to.equal('assert:  The controls failed, and of 1 expected verdict none is asserted.\n');
    expect(
      (await project.touchstone('report', join(project.root, 'vetoed.ndjson'), '--assert', '--strict')).code,
    ).to.equal(2);
  });

  it('says where nothing was expected', async () => {
    const { code, err } = await project.touchstone('report', made('none.ndjson', undefined), '--assert');
    expect([code, err]).to.deep.equal([0, NO_EXPECTATION]);
  });

  it('is one of several, each of which is told by its name, and the worst counts', async () => {
    const files = [made('met.ndjson', 'confirmed'), made('unmet.ndjson', 'refuted', 0, 'Node.js 24.11.0')];
    for (const more of [[], ['--matrix'], ['--json']]) {
      const { code, err } = await project.touchstone('report', ...files, ...more, '--assert');
      expect(code).to.equal(1);
      expect(err).to.equal(
        `assert:  ${files[0]}: The one expected verdict was found.\nassert:  ${files[1]}: The one expected verdict is another.\n`,
      );
    }
  });

  it('may be that of all shards, which merge asserts', async () => {
    const cases = [1, 2].map((n) => ({ given: { n }, logs: wins, expects: 'refuted' as const }));
    const files = madeShards([{ axes: { n: [1, 2] }, cases }, control()]).map((one, at) =>
      write(`shard-${at}.ndjson`, one),
    );
    const { code, err } = await project.touchstone('merge', ...files, '--out', project.out, '--assert');
    expect(code).to.equal(1);
    expect(err).to.contain('assert:  Of 2 expected verdicts 2 are others.\n');
  });

  it('is an error beside the code in a workflow of GitHub', async () => {
    const streams = collectingStreams({ env: { GITHUB_ACTIONS: 'true' } });
    expect(await main(['report', made('annotated.ndjson', 'refuted'), '--assert'], streams)).to.equal(1);
    expect(streams.complained()).to.match(
      /^assert: .*\n::error title=Other than expected%3A made\/claim-0::made\/claim-0: expected refuted, found confirmed, 1\.6\d*× .*\n$/,
    );
  });

  it('is refused where it is a comparison, which has no verdicts on claims', async () => {
    const runtimes = ['Node.js 20.20.2', 'Bun 1.3.2'].map((name) => ({ name, asked: name, versions: {} }));
    const comparison = { of: 'runtimes' as const, runtimes, standings: [] };
    const records = madeRun([{ cases: [{ logs: wins }] }, control()], { run: { id: 'compared', comparison } });
    const { code, out, err } = await project.touchstone('report', write('compared.ndjson', records), '--assert');
    expect([code, out]).to.deep.equal([3, '']);
    expect(err).to.match(
      /Run compared is a comparison, and has no verdicts that a claim could expect\..*\(ARGUMENT_INVALID\)/,
    );
  });
});
