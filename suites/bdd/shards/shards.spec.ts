/** Specifies shards from the outside: a run in parts, joined again, and what is not to be joined. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import type { RunReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards, type MadeShards } from '../../support/made-shards.ts';
import { claimOf, LONG, modelOf, toyProjects, type Project } from '../../support/touchstone.ts';

const once = '() => () => 1';
const CLAIM = claimOf({ a: once, b: once }, 'given: { n: [1, 2] },');
const QUICKLY = ['run', '--quick', '--rounds', '1', '--patience', '60', '--json'];
const FILES = ['comment.md', 'csv', 'html', 'json', 'md'].map((name) => `report.${name}`);

describe('A run in shards', () => {
  const { make } = toyProjects();
  let project: Project;
  const folder = (name: string | number) => join(project.root, String(name));
  const results = (name: string | number) => join(folder(name), 'results.ndjson');
  const measure = (index: number, of: number) =>
    project.touchstone(...QUICKLY, '--shard', `${index}/${of}`, '--claims', folder('claims'), '--out', folder(index));
  let reports: RunReport[];

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/one.js': CLAIM, 'claims/two.js': claimOf({ a: once, b: once }) });
    reports = [];
    for (const index of [1, 2, 3, 4]) {
      const { code, out, err } = await measure(index, 4);
      expect(code, err).to.equal(0);
      expect(err).to.match(new RegExp(`^shard ${index} of 4: ${index < 4 ? 1 : 0} of 3 cases\n`));
      reports.push(modelOf(out));
    }
  });

  it('measures every case in one of them', () => {
    const measured = reports.map(({ claims }) =>
      claims.flatMap(({ id, cases }) => cases.map((one) => `${id} ${one.id}`)),
    );
    expect(measured).to.deep.equal([['one n=1'], ['one n=2'], ['two '], []]);
    expect(reports.map(({ shard }) => `${shard!.index} of ${shard!.of}`)).to.deep.equal([
      '1 of 4',
      '2 of 4',
      '3 of 4',
      '4 of 4',
    ]);
  });

  it('has a results file for a shard without a case, which says that there is nothing to measure', () => {
    expect(reports[3]!.sentence).to.equal('Nothing to measure: 3 cases for 4 shards.');
    expect(reports[3]!.complete).to.equal(true);
    const kinds = readRecords(readFileSync(results(4))).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['run', 'claim', 'claim', 'end']);
  });

  it('is joined byte for byte, told in every format, and says of each case what its shard said', async () => {
    const paths = [3, 1, 4, 2].map(results);
    const { code, out, err } = await project.touchstone('merge', ...paths, '--out', folder('all'), '--json');
    expect(code, err).to.equal(0);
    expect(readFileSync(results('all'))).to.deep.equal(
      Buffer.concat([1, 2, 3, 4].map((at) => readFileSync(results(at)))),
    );
    const written = err.match(/report: {2}.*|results: .*/g)?.map((line) => line.split(/: +/)[1]!);
    expect(written).to.deep.equal([...FILES.map((name) => join(folder('all'), name)), results('all')]);

    const report = modelOf(out);
    expect(report.machines!.map(({ measured }) => measured)).to.deep.equal([1, 1, 1, 0]);
    const cases = report.claims.flatMap((claim) => claim.cases.map((one) => [claim.id, one] as const));
    const alone = reports.flatMap(({ claims }) =>
      claims.flatMap((claim) => claim.cases.map((one) => [claim.id, one] as const)),
    );
    expect(cases.map(([id, { shard: _of, ...one }]) => [id, one])).to.deep.equal(alone);
    expect(cases.map(([, { shard }]) => shard)).to.deep.equal([1, 2, 3]);
  });

  it('is told anew from the joined file, by report and in a history', async () => {
    const again = await project.touchstone('report', results('all'), '--json');
    const file = readFileSync(join(folder('all'), 'report.json'), 'utf8');
    expect([again.code, again.out]).to.deep.equal([0, file]);
    const { code, out } = await project.touchstone('report', '--history', folder('all'));
    expect(code).to.equal(0);
    expect(out.replaceAll(/\s+/g, ' ')).to.contain('over 4 runs on 1 machine');
  });

  it('is split by what cases took before, in every shard alike', async () => {
    const listed = async (index: number) => {
      const { out } = await project.touchstone(
        'list',
        '--shard',
        `${index}/2`,
        '--costs',
        costs,
        '--claims',
        folder('claims'),
      );
      return out.split('\n').filter((line) => /^shard|^\w+$|cases? \(/.test(line));
    };
    const long = (at: number) => ({ cost: { ready: 0, turns: at * 1e9 } });
    const claims: MadeClaim[] = [
      { id: 'one', cases: [1, 2].map((n) => ({ given: { n }, logs: [0], apart: [], more: long(n) })) },
      { id: 'two', cases: [{ logs: [0], apart: [], more: long(9) }] },
    ];
    const costs = join(project.root, 'costs.ndjson');
    writeFileSync(costs, madeRun(claims).map(writeRecord).join(''));
    expect(await listed(1)).to.deep.equal([
      'shard 1 of 2: 1 of 3 cases, foreseen to take 9 s',
      'two',
      '  a against b, 1 case (nobody)',
    ]);
    expect(await listed(2)).to.deep.equal([
      'shard 2 of 2: 2 of 3 cases, foreseen to take 3 s',
      'one',
      '  a against b, 2 cases (nobody)',
    ]);
  });

  it('goes on where one of its shards was cut off, and nowhere else', async function () {
    this.timeout(LONG);
    const whole = readFileSync(results(2), 'utf8');
    const begun = whole.slice(0, whole.indexOf('{"kind":"case"'));
    writeFileSync(results(2), begun);
    const cut = await project.touchstone('merge', ...[1, 2, 3, 4].map(results), '--out', folder('cut'));
    expect([cut.code, cut.err]).to.deep.equal([
      3,
      `touchstone: These cannot be merged: shard 2 of 4 (${results(2)}) did not come to its end. Name every shard of one run once; what is missing or was cut off is measured by --shard, or by --resume. (NOT_TO_MERGE)\n`,
    ]);
    const claims = ['--claims', folder('claims')];
    const other = await project.touchstone('run', '--resume', '--shard', '1/4', ...claims, '--out', folder(2));
    expect(other.err).to.contain('begun with --shard 2/4, and is now asked with --shard 1/4');
    const { code, err } = await project.touchstone(
      'run',
      '--resume',
      '--patience',
      '60',
      ...claims,
      '--out',
      folder(2),
    );
    expect(code, err).to.equal(0);
    const records = readRecords(readFileSync(results(2)));
    expect(records.flatMap((one) => (one.kind === 'round' ? [`${one.claim} ${one.case}`] : []))).to.deep.equal([
      'one n=2',
    ]);
    const mended = await project.touchstone('merge', ...[1, 2, 3, 4].map(results), '--out', folder('mended'));
    expect(mended.code, mended.err).to.equal(0);
  });

  it('is not split by costs that cannot be read', async () => {
    const costs = ['--costs', join(project.root, 'none.ndjson')];
    const { code, err } = await project.touchstone('run', '--shard', '1/2', ...costs, ...project.here);
    expect(code).to.equal(3);
    expect(err).to.match(/Cannot read .*none\.ndjson.*\(RESULTS_NOT_FOUND\)\n$/);
  }).timeout(LONG);

  for (const shard of ['3/2', '0/2', 'a/b', '2']) {
    it(`has no shard ${shard}`, async () => {
      const { code, err } = await project.touchstone('run', '--shard', shard, ...project.here);
      expect([code, err]).to.deep.equal([
        3,
        `touchstone: --shard takes one of so many shards, such as 2/3, not "${shard}". Mend it and run again. (ARGUMENT_INVALID)\n`,
      ]);
    });
  }
});

describe('Merging', () => {
  const { make } = toyProjects();
  let project: Project;
  const claims: MadeClaim[] = [
    { id: 'made/one', cases: [1, 2].map((n) => ({ given: { n }, logs: logsAbout(0.5, 6) })) },
  ];
  const open: MadeClaim[] = [
    { id: 'made/one', cases: [1, 2].map((n) => ({ given: { n }, logs: logsAbout(0.06, 6, 0.3) })) },
  ];

  before(() => {
    project = make({});
  });

  const file = (name: string, records: readonly ResultRecord[]): string => {
    const path = join(project.root, `${name}.ndjson`);
    writeFileSync(path, records.map(writeRecord).join(''));
    return path;
  };
  const files = (shards: MadeShards = {}, of = claims) =>
    madeShards(of, shards).map((one, at) => file(`${at + 1}`, one));
  const merge = (...argv: string[]) => project.touchstone('merge', ...argv, '--out', project.out);
  const { environment } = madeRunRecord();

  for (const [what, make_, says] of [
    [
      'nothing',
      () => [],
      /^touchstone: merge takes the results files of all shards of a run\. .*\(NOTHING_TO_RUN\)\n$/,
    ],
    [
      'a run that is no shard',
      () => [file('run', madeRun(claims))],
      /: .*run\.ndjson is no shard: it was measured without --shard\. /,
    ],
    ['a file that is not there', () => ['nowhere.ndjson'], /^touchstone: Cannot read nowhere\.ndjson/],
    [
      'a damaged one',
      () => {
        const [one, two] = files();
        writeFileSync(two!, '{"kind":"run"}\n');
        return [one!, two!];
      },
      /2\.ndjson is damaged at line 1: /,
    ],
    [
      'other commits',
      () => files({ run: (index) => ({ environment: { ...environment, commit: `c0ffee${index}` } }) }),
      /1\.ndjson and .*2\.ndjson are not of one run: the commit is c0ffee1 in .*1\.ndjson and c0ffee2 in .*2\.ndjson\. /,
    ],
    ['a gap', () => files().slice(0, 1), /: shard 2 of 2 is missing from .*1\.ndjson\. /],
    [
      'the same twice',
      () => [...files(), files()[0]!],
      /: shard 1 of 2 is given twice: .*1\.ndjson and .*1\.ndjson\. /,
    ],
    [
      'a shard without an end',
      () => files({ complete: (index) => index === 2 }),
      /: shard 1 of 2 \(.*\) did not come to its end\. /,
    ],
    [
      'what has been merged',
      () => [file('merged', madeShards(claims).flat())],
      /merged\.ndjson has been merged already, of 2 shards\. touchstone report tells it\. /,
    ],
  ] as const) {
    it(`refuses ${what}, in one sentence, and writes nothing`, async () => {
      const { code, out, err } = await merge(...make_());
      expect([code, out]).to.deep.equal([3, '']);
      expect(err)
        .to.match(says)
        .and.to.match(/^touchstone: [^\n]*\([A-Z_]+\)\n$/);
      expect(() => readFileSync(project.results)).to.throw('ENOENT');
    });
  }

  it('ends as report does: with 2 where something is open and that is asked, with 3 where something broke', async () => {
    const codeOf = async (shards: MadeShards, of: MadeClaim[], ...argv: string[]) =>
      (await merge(...files(shards, of), ...argv)).code;
    const broken = [{ ...claims[0]!, broken: [{ case: 'n=1' }] }];
    const codes = [
      await codeOf({}, claims, '--strict'),
      await codeOf({}, open),
      await codeOf({}, open, '--strict'),
      await codeOf({}, broken),
    ];
    expect(codes).to.deep.equal([0, 0, 2, 3]);
  });

  it('never writes over a shard, and puts an unfinished run aside', async () => {
    const [one, two] = madeShards(claims);
    mkdirSync(project.out, { recursive: true });
    writeFileSync(project.results, two!.map(writeRecord).join(''));
    const over = await merge(file('1', one!), project.results);
    expect(over.code).to.equal(3);
    expect(over.err).to.contain(`they would be written over ${project.results}. Name another folder with --out DIR.`);
    const unfinished = two!.slice(0, -1).map(writeRecord).join('');
    writeFileSync(project.results, unfinished);
    const { code, err } = await merge(...files());
    expect(code, err).to.equal(0);
    expect(err).to.contain('an unfinished run is put aside as ');
    expect(readFileSync(join(project.out, 'results.previous.ndjson'), 'utf8')).to.equal(unfinished);
  });

  it('joins one shard that is all', async () => {
    const { code, err } = await merge(...files({ of: 1 }));
    expect(code, err).to.equal(0);
    expect(readFileSync(project.results, 'utf8')).to.equal(madeShards(claims, { of: 1 })[0]!.map(writeRecord).join(''));
  });
});
