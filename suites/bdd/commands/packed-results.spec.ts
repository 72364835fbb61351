/** Specifies that every command that reads results files reads packed ones, and refuses those that are damaged. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { writeRecord } from '../../../bench/results-file.ts';
import type { HistoryReport, MatrixReport } from '../../../reports/model.ts';
import { fileOfNight } from '../../support/made-history.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { madeShards } from '../../support/made-shards.ts';
import { LONG, modelOf, PLAIN, toyProjects, type Project } from '../../support/touchstone.ts';

const control: MadeClaim = { id: 'controls/same', control: true, known: 1, cases: [{ logs: logsAbout(0, 6) }] };
const claims: readonly MadeClaim[] = [
  { cases: [{ logs: logsAbout(0.5, 6) }] },
  { cases: [{ logs: logsAbout(-0.5, 6) }] },
];

function runOn(runtime: string): string {
  const run = { id: `on ${runtime}`, environment: { ...madeRunRecord().environment, runtime } };
  return madeRun([...claims, control], { run })
    .map(writeRecord)
    .join('');
}

describe('A packed results file', () => {
  const { make } = toyProjects();
  let project: Project;
  let plain: string;
  let file: string;

  const write = (name: string, bytes: string | Uint8Array) => {
    const path = join(project.root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  };

  before(() => {
    project = make({});
    plain = write('run.ndjson', runOn('Node.js 22.12.0'));
    file = write('run.ndjson.gz', gzipSync(runOn('Node.js 22.12.0')));
  });

  it('is told as it would be unpacked', async () => {
    expect(await project.touchstone('report', file)).to.deep.equal(await project.touchstone('report', plain));
    expect((await project.touchstone('report', file, '--json')).code).to.equal(0);
  });

  it('is told in every format, and its page carries the samples along as they were', async () => {
    const out = join(project.root, 'told');
    const { code, err } = await project.touchstone('report', file, '--out', out);
    expect(code, err).to.equal(0);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    const [, name, base64 = ''] = /download="([^"]*)" href="data:application\/gzip;base64,([^"]*)"/.exec(page) ?? [];
    expect(name).to.equal('run.ndjson.gz');
    expect(gunzipSync(Buffer.from(base64, 'base64')).toString()).to.equal(readFileSync(plain, 'utf8'));
  });

  it('is a column of a matrix', async () => {
    const other = write('other.ndjson.gz', gzipSync(runOn('Node.js 24.11.0')));
    const { code, out } = await project.touchstone('report', '--matrix', '--json', file, other);
    expect(code).to.equal(0);
    const names = (JSON.parse(out) as MatrixReport).runtimes.map(({ name }) => name);
    expect(names).to.deep.equal(['Node.js 22.12.0', 'Node.js 24.11.0']);
  });

  it('is a night of a history, and where it is damaged the rest is told', async () => {
    const nights = join(project.root, 'nights');
    const packed = gzipSync(fileOfNight({ night: 2 }));
    write('nights/1.ndjson', fileOfNight({ night: 1 }));
    write('nights/2.ndjson.gz', packed);
    write('nights/3.ndjson.gz', packed.subarray(0, -20));
    const { code, out } = await project.touchstone('report', '--history', nights, '--json');
    expect(code).to.equal(0);
    const { sentence, unread } = JSON.parse(out) as HistoryReport;
    expect(sentence).to.contain('over 2 runs');
    expect(unread).to.deep.equal([
      { file: '3.ndjson.gz', says: 'It is damaged: it is packed by gzip, and was cut off before its end.' },
    ]);
  });

  it('is a shard that is merged', async () => {
    const shards = madeShards([...claims, control]).map((records, at) => {
      return write(`shard-${at + 1}.ndjson.gz`, gzipSync(records.map(writeRecord).join('')));
    });
    const { code, err, out } = await project.touchstone('merge', ...shards, '--json', '--out', project.out);
    expect(code, err).to.equal(0);
    expect(modelOf(out).claims).to.have.length(2);
  });

  it('is what shards are split by, and is refused there as well where it is damaged', async function () {
    this.timeout(LONG);
    const other = make({ 'claims/one.js': PLAIN, 'claims/two.js': PLAIN });
    const costs = join(other.root, 'costs.ndjson.gz');
    const first = [
      'run',
      '--shard',
      '1/2',
      '--costs',
      costs,
      '--quick',
      '--rounds',
      '1',
      '--patience',
      '60',
      ...other.here,
    ];
    writeFileSync(costs, readFileSync(file).subarray(0, -20));
    const refused = await other.touchstone(...first);
    expect(refused.err).to.match(/costs\.ndjson\.gz is damaged: .* \(RESULTS_DAMAGED\)\n$/);
    writeFileSync(costs, readFileSync(file));
    const { code, err } = await other.touchstone(...first);
    expect(code, err).to.equal(0);
    expect(err).to.contain('shard 1 of 2: 1 of 2 cases');
  });

  for (const [what, damage, says] of [
    ['that was cut off', (bytes: Buffer) => bytes.subarray(0, -9), 'was cut off before its end.'],
    ['that is empty behind its head', (bytes: Buffer) => bytes.subarray(0, 12), 'was cut off before its end.'],
    [
      'whose content has changed',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(4, 1), bytes.subarray(-4)]),
      'cannot be unpacked (incorrect data check).',
    ],
  ] as const) {
    for (const options of [[], ['--matrix']]) {
      it(`${what} is refused with a sentence${options.length > 0 ? ' in a matrix' : ''}`, async () => {
        const damaged = write('damaged.ndjson.gz', damage(readFileSync(file)));
        const { code, out, err } = await project.touchstone('report', ...options, file, damaged);
        expect([code, out]).to.deep.equal([3, '']);
        expect(err).to.equal(
          `touchstone: ${damaged} is damaged: it is packed by gzip, and ${says} Take an undamaged copy, or measure again. (RESULTS_DAMAGED)\n`,
        );
      });
    }
  }

  it('that holds something else is refused by the line, as a plain one is', async () => {
    const foreign = write('foreign.ndjson.gz', gzipSync('{"level":30}\n'));
    const { code, err } = await project.touchstone('report', foreign);
    expect(code).to.equal(3);
    expect(err).to.match(/foreign\.ndjson\.gz is damaged at line 1: .*\(RESULTS_DAMAGED\)\n$/);
  });
});
