/** How a run is told that several machines measured, and one that is only a shard: in every format. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { comment } from '../../../reports/formats/comment.ts';
import { csv } from '../../../reports/formats/csv.ts';
import { html } from '../../../reports/formats/html.ts';
import { json } from '../../../reports/formats/json.ts';
import { markdown } from '../../../reports/formats/markdown.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import type { RunReport } from '../../../reports/model.ts';
import { warnings } from '../../../reports/words.ts';
import * as sample from '../../support/sample-claims.ts';
import { inShards, sampleReport } from '../../support/sample-report.ts';

const single = sampleReport({ claims: [sample.concat(), sample.syncStalls()] });
const merged = inShards(single, 2);
const unfit = inShards(single, 3, { unfit: true });
/** Its lines may be broken anywhere. */
const onTerminal = (report: RunReport) => terminal(report, { width: 200, colour: false }).replaceAll(/\s+/g, ' ');
const lines = { terminal: onTerminal, Markdown: markdown, comment: (report: RunReport) => comment(report) };
/** Without what its text carries for machines. */
const textOf = (page: string) => page.replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const APART =
  'Each case was measured on one machine wholly, and no ratio crosses two; times of different shards do not compare.';
const MACHINES = [
  'shard 1: 1 case, linux x64, processor 1, 2 cores, 7.7 GiB, load 0.4 at the start, took 2 min 5 s, seed 100',
  'shard 2: 1 case, linux x64, processor 2, 4 cores, 7.7 GiB, load 0.4 at the start, took 2 min 4 s, seed 101',
];

suite('a run of several machines', () => {
  for (const [format, write] of Object.entries(lines)) {
    test(`has a line for each of them in the ${format}, and says that they are kept apart`, () => {
      const text = write(merged);
      const at = [`Node.js 20.20.2 (V8 11.3.244.8), in 2 shards. ${APART}`, ...MACHINES].map((line) =>
        text.indexOf(line),
      );
      expect(at)
        .to.deep.equal(at.toSorted((a, b) => a - b))
        .and.not.to.include(-1);
      expect(text).to.contain('took 2 min 5 s at the most').and.not.to.contain('seed 42');
    });

    test(`has the shard beside every case in the ${format}, and its meaning once a claim`, () => {
      const text = write(merged);
      const rows = text.match(/\bshard [12](?!:)/g) ?? [];
      expect(rows.length).to.be.at.least(single.claims.flatMap(({ cases }) => cases).length);
      expect(
        text.match(/shard: what measured it\. Times of different shards are of different machines/g),
      ).to.have.length(2);
    });

    test(`that is one machine is told in the ${format} without a word of shards`, () => {
      expect(write(single)).not.to.match(/shard/i);
    });
  }

  test('has a table of them at the end of the page, and a shard beside each case and each value', () => {
    const page = html(merged);
    const text = textOf(page.slice(page.indexOf('id="machines"')));
    expect(text).to.contain(APART);
    const first =
      '1 processor 1, 2 cores, 7.7 GiB, linux x64 began 2026-11-22 12:53 UTC, load 0.42 then, took 2 min 5 s, seed 100';
    expect(text).to.contain(` ${first} 1 ✓ passed: the same against the same`);
    expect(text).to.match(/ 2 processor 2, 4 cores, .* seed 101 1 ✓ passed: /);
    expect(textOf(page)).to.contain('Node.js 20.20.2 · 2 shards ·');
    expect(page.match(/Measured by shard [12]\./g)).to.have.length(9);
    expect(page.match(/<small>shard [12]<\/small>/g)).to.have.length.at.least(18);
    expect(textOf(html(single))).not.to.match(/shard/i);
  });

  test('has in CSV the machine of each row, and of a claim without a case none', () => {
    const claims = [sample.concat(), sample.unloadable()];
    const [head, ...rows] = csv(inShards(sampleReport({ claims }), 2))
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    const at = (name: string) => head!.indexOf(name);
    const told = rows.map((row) => [row[at('cpu')], row[at('controls')], row[at('shard')]].join(' '));
    expect(new Set(told)).to.deep.equal(new Set(['processor 1 passed 1', 'processor 2 passed 2', '  ']));
    expect(csv(single).split('\r\n')[0]).not.to.contain('shard');
  });

  test('comes back out of JSON as it was, which of one machine has no word of it', () => {
    const { machines } = JSON.parse(json(merged)) as RunReport;
    expect(machines).to.deep.equal(merged.machines);
    expect(json(merged).indexOf('"machines"')).to.be.below(json(merged).indexOf('"claims"'));
    expect(json(single)).not.to.match(/shard|machines/);
  });

  test('warns of the machine whose controls failed, and not of the others', () => {
    const says =
      'The controls of shard 3 failed: the same against the same reads 1.09× [1.07, 1.11]. Do not rely on any figure of that shard.';
    expect(warnings(unfit)).to.deep.equal([says]);
    for (const write of [...Object.values(lines), (report: RunReport) => textOf(html(report))]) {
      const text = write(unfit).replaceAll('\\', '').replaceAll(/\s+/g, ' ');
      expect(text).to.contain(says);
    }
    expect(onTerminal(unfit)).to.match(/shard 3: .*controls FAILED/);
  });

  test('names each machine’s own calibration', () => {
    const quote = {
      started: '2026-11-22T10:00:00.000Z',
      runtime: 'Node.js 20.20.2',
      margin: 0.05,
      same: { comparisons: 40, told: 1, named: 0 },
      smallest: [],
    };
    const [first, second] = merged.machines!;
    const text = onTerminal({ ...merged, machines: [first!, { ...second!, calibration: quote }] });
    expect(text).to.contain('Shard 2: Calibrated 2026-11-22 10:00 UTC with Node.js 20.20.2: 1 of 40 comparisons');
  });
});

suite('a shard by itself', () => {
  const shard = { index: 2, of: 3, cases: 9, all: 12_000 };

  test('says in every format that it is one, and with what it is joined', async () => {
    const says = 'This is shard 2 of 3, with 9 of 12,000 cases: touchstone merge joins it with the others.';
    expect(warnings({ ...single, shard })).to.deep.equal([says]);
    for (const write of [...Object.values(lines), (report: RunReport) => textOf(html(report))]) {
      expect(write({ ...single, shard })).to.contain(says);
    }
  });

  test('that has no case says why, and not that nothing was measured', () => {
    const idle = { ...single, claims: [], shard: { ...shard, cases: 0 } };
    expect(warnings(idle)).to.deep.equal(['This is shard 2 of 3, and there are too few cases for it to have one.']);
  });
});
