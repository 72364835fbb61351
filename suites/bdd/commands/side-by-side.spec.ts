/** Specifies what report makes of the results files of two people: beside each other, none mixed with another. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { writeRecord } from '../../../bench/results-file.ts';
import type { Environment, ResultRecord, RunRecord } from '../../../bench/results.ts';
import type { MatrixReport, RunReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';
import { toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

const control: MadeClaim = { id: 'controls/same', control: true, known: 1, cases: [{ logs: logsAbout(0, 6) }] };

/** Somebody's run: a claim that holds everywhere, and one whose log ratio is given. */
function ranBy(who: string, log: number, environment: Partial<Environment>, more: Partial<RunRecord> = {}) {
  const claims: MadeClaim[] = [
    { cases: [{ logs: logsAbout(0.5, 6) }] },
    { says: 'small is quick', cases: [{ logs: logsAbout(log, 6) }] },
    control,
  ];
  const run = { id: who, environment: { ...madeRunRecord().environment, ...environment }, ...more };
  return madeRun(claims, { run });
}

describe('The results files of two people', () => {
  const { make } = toyProjects();
  let project: Project;
  let files: readonly [string, string];
  let told: Outcome;

  const write = (name: string, records: readonly ResultRecord[]) => {
    const path = join(project.root, name);
    writeFileSync(path, records.map(writeRecord).join(''));
    return path;
  };
  const report = (...words: string[]) => project.touchstone('report', ...words);

  before(async () => {
    project = make({});
    files = [
      write('mine.ndjson', ranBy('mine', 0.5, { cpu: 'Ryzen 7' })),
      write('theirs.ndjson', ranBy('theirs', -0.5, { cpu: 'Apple M2', cores: 8, platform: 'darwin', arch: 'arm64' })),
    ];
    told = await report(...files, '--out', project.out);
  });

  it('are told beside each other, and named by their machines where the runtime is the same', () => {
    expect(told.code).to.equal(0);
    expect(told.out).to.match(/^Of 2 claims in 2 runs 1 has the same verdict everywhere and 1 differs\.\n/);
    expect(told.out).to.match(
      /\n +n22a +n22b *\n {2}one beats the other +✓ 1\.\S+ +✓ 1\.\S+ *\n≠ small is quick +✓ 1\.\S+ +✗ 0\.\S+ *\n/,
    );
    for (const name of ['n22a  Node.js 22.12.0 (Ryzen 7): ', 'n22b  Node.js 22.12.0 (Apple M2): ']) {
      expect(told.out).to.contain(`\n${name}`);
    }
  });

  it('say in a sentence where they disagree, and what else differs between them', () => {
    const text = told.out.replaceAll(/\s+/g, ' ');
    expect(text).to.contain(
      '≠ small is quick confirmed on Node.js 22.12.0 (Ryzen 7), refuted on Node.js 22.12.0 (Apple M2)',
    );
    expect(text).to.match(
      /! The runs are of 2 machines: Ryzen 7, 2 cores, .*; Apple M2, 8 cores, .* A verdict holds on its machine: what differs may be due to that\. /,
    );
    expect(text).not.to.contain('not to the runtime');
    expect(text).to.contain('Claims down, runs across').and.to.contain('≠ its verdicts differ between runs');
  });

  it('have no ratio formed between them: each has its own, as it has by itself', async () => {
    const { claims } = JSON.parse(readFileSync(join(project.out, 'matrix.json'), 'utf8')) as MatrixReport;
    for (const [at, file] of files.entries()) {
      const alone = JSON.parse((await report(file, '--json')).out) as RunReport;
      const ratios = claims.map(({ cases: [one] }) => one!.found[at]!.ratio);
      expect(ratios).to.deep.equal(alone.claims.map(({ cases: [one] }) => one!.ratio));
    }
  });

  it('are written beside each other in a folder, and each of them in one of its own below it', () => {
    expect(readdirSync(project.out).toSorted()).to.deep.equal([
      'matrix.csv',
      'matrix.html',
      'matrix.json',
      'matrix.md',
      'mine',
      'theirs',
    ]);
    expect(readdirSync(join(project.out, 'theirs'))).to.include('report.html');
    for (const name of ['matrix.html', 'mine/report.md']) expect(told.err).to.contain(join(project.out, name));
    expect(readFileSync(join(project.out, 'matrix.html'), 'utf8')).to.contain('All claims in every run');
  });

  it('are told by their days where the machine is the same, and by their runtimes where those differ', async () => {
    const later = { started: '2026-11-29T12:00:00.000Z' };
    const again = await report(files[0], write('later.ndjson', ranBy('later', 0.5, { cpu: 'Ryzen 7' }, later)));
    expect(again.out).to.contain('Node.js 22.12.0 (2026-11-22):').and.to.contain('Node.js 22.12.0 (2026-11-29):');
    expect(again.out).not.to.contain('machines');
    const other = await report(files[0], write('other.ndjson', ranBy('other', 0.5, { runtime: 'Bun 1.3.2' })));
    expect(other.out).to.match(/^Of 2 claims on 2 runtimes 2 have the same verdict everywhere\.\n/);
  });

  it('say where they are of different code, of touchstone or of a claim', async () => {
    const newer = ranBy('newer', 0.5, {}, { version: '0.2.0' }).map((one): ResultRecord => {
      if (one.kind !== 'claim' || one.claim.id !== 'made/claim-1') return one;
      return {
        ...one,
        claim: { ...one.claim, contenders: one.claim.contenders.map(({ name }) => ({ name, code: '() => 2' })) },
      };
    });
    const { out } = await report(write('old.ndjson', ranBy('old', -0.5, {})), write('newer.ndjson', newer));
    const text = out.replaceAll(/\s+/g, ' ');
    expect(text)
      .to.contain('The runs are not of the same code: touchstone 0.1.0 (')
      .and.to.contain('touchstone 0.2.0 (');
    expect(text).to.match(/! Its code is another on Node\.js 22\.12\.0 \(newer\): what differs may be due to that\./);
  });

  it('stay an array of both where JSON is asked for, as they are by themselves', async () => {
    const { out } = await report(...files, '--json');
    const alone = await Promise.all(
      files.map(async (file) => JSON.parse((await report(file, '--json')).out) as RunReport),
    );
    expect(JSON.parse(out)).to.deep.equal(alone);
  });

  for (const more of [[], ['--json'], ['--matrix']]) {
    it(`are refused where they are one run twice: ${['report', ...more].join(' ')}`, async () => {
      const copy = write('copy.ndjson', ranBy('mine', 0.5, { cpu: 'Ryzen 7' }));
      const { code, out, err } = await report(files[0], copy, ...more);
      expect([code, out]).to.deep.equal([3, '']);
      expect(err).to.match(
        /copy\.ndjson holds the same run as .*mine\.ndjson, .*Leave one of them out\. \(ARGUMENT_INVALID\)/,
      );
    });
  }

  it('are refused where they are shards of one run, which are joined and not compared', async () => {
    const cases = [1, 2].map((n) => ({ given: { n }, logs: logsAbout(0.5, 6) }));
    const shards = madeShards([{ axes: { n: [1, 2] }, cases }, control]).map((one, at) =>
      write(`part-${at + 1}.ndjson`, one),
    );
    const { code, out, err } = await report(...shards);
    expect([code, out]).to.deep.equal([3, '']);
    expect(err).to.match(
      /part-1\.ndjson and .*part-2\.ndjson are shards 1 and 2 of one run, and have no case in common\. touchstone merge joins them; /,
    );
    expect((await report(shards[0]!)).code).to.equal(0);
  });

  it('are told one after the other where one is a comparison', async () => {
    const runtimes = ['Node.js 20.20.2', 'Bun 1.3.2'].map((name) => ({ name, asked: name, versions: {} }));
    const comparison = { of: 'runtimes' as const, runtimes, standings: [] };
    const compared = write('compared.ndjson', ranBy('compared', 0.5, {}, { comparison }));
    const { out } = await report(files[0], compared);
    expect(out.startsWith((await report(files[0])).out)).to.equal(true);
    expect(out).not.to.contain('Claims down');
  });
});
