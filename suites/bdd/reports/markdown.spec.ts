/** Markdown from the outside: the whole report, and the comment on a pull request with what a limit leaves of it. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { comment, commentLimit } from '../../../reports/formats/comment.ts';
import { markdown, verdictTable } from '../../../reports/formats/markdown.ts';
import * as sample from '../../support/sample-claims.ts';
import { failedControls, incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';

const report = sampleReport();
const whole = markdown(report);

function manyClaims(many: number) {
  const claims = Array.from({ length: many }, (_, at) => ({ ...sample.concat(), id: `buffers/claim-${at}` }));
  return sampleReport({ claims: [...claims, sample.wrongAnswers(), sample.sharedSlab()] });
}

describe('the Markdown report', () => {
  it('begins with the sentence and where it was measured', () => {
    expect(whole.split('\n').slice(0, 3)).to.deep.equal([
      '**8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be measured**',
      '',
      'Node.js 20.20.2 (V8 11.3.244.8), linux x64, Intel Xeon E5-2690 v4 @ 2.60GHz, 2 cores, 7.7 GiB, load 0.4 at the start',
    ]);
  });

  it('gives the table of verdicts alone, a row per claim', () => {
    const claims = [sample.concat(), sample.sharedSlab(), sample.unloadable()];
    expect(verdictTable(claims)).to.equal(
      [
        '|  | claim | verdict | weakest | strongest |',
        '| --- | --- | --- | --- | --- |',
        '| ◐ | Buffer.concat beats joining decoded strings | confirmed at 2 of 6; the winner changes between 1 KiB and 4 KiB | 0.71× [0.69, 0.73]<br>chunks=4 bytes=64 KiB | 3.41× [3.30, 3.52]<br>chunks=256 bytes=1 KiB |',
        '| ≈ | Buffer.allocUnsafe of 16 bytes is no slower than a slice | equivalent: the difference is smaller than 5 % | 1.012× [0.999, 1.025] | 1.012× [0.999, 1.025] |',
        '| ! | WebAssembly adds faster than JavaScript | could not be measured | – | – |',
        '',
      ].join('\n'),
    );
  });

  it('folds the inside of each contender into its claim, where that was asked for', () => {
    const told = markdown(sampleReport({ claims: [sample.sharedSlab()] }));
    const rows = told.split('\n').filter((line) => line.startsWith('| the only case'));
    expect(rows).to.deep.equal([
      '| the only case | concat | V8 | 98 % in TurboFan, 2 % in baseline code; thrown back 2 times before its turns (wrong map in hot (bench/claims/made/a.ts:14)) |',
      '| the only case | concat | time | 70 % hot (bench/claims/made/a.ts:12); 20 % concat (node:buffer:577), mostly native; 5 % collecting garbage; 4 % in the harness |',
      '| the only case | concat | memory | about 2.2 KiB a call on the heap; 97 % pairOf (bench/claims/made/b.ts:9) |',
      '| the only case | join | unknown | it could not be looked into: the process ended while loading "join" (exit code 7) |',
    ]);
    expect(markdown(sampleReport({ claims: [sample.concat()] }))).not.to.contain('Seen in processes');
  });

  it('folds a table of cases for every claim', () => {
    expect(whole).to.contain(
      [
        '| chunks | bytes | verdict | ratio | concat | join | notes |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        '| 4 | 1 KiB | ✓ confirmed | 2.31× [2.28, 2.34] | 1.24 µs | 2.86 µs |  |',
        '| 4 | 4 KiB | ≈ equivalent | 1.004× [0.992, 1.016] | 1.24 µs | 1.24 µs |  |',
        '| 4 | 64 KiB | ✗ refuted | 0.71× [0.69, 0.73] | 1.24 µs | 880 ns |  |',
        '| 256 | 1 KiB | ✓ confirmed | 3.41× [3.30, 3.52] | 1.24 µs | 4.23 µs | apart · 1:b |',
      ].join('\n'),
    );
    expect(whole.match(/^<details><summary>/gm)).to.have.lengthOf(6);
    expect(whole.match(/^<\/details>$/gm)).to.have.lengthOf(6);
  });

  it('tells crossings, doubts, wrong answers and breakages in the details', () => {
    expect(whole).to.contain(
      '- chunks=4: concat wins at 1 KiB, neither at 4 KiB, even at about 4.1 KiB \\[3.8 KiB, 4.4 KiB\\]\n',
    );
    expect(whole).to.contain('- **a** few-rounds, 2 cases: Only 6 rounds were measured. Measure longer.\n');
    expect(whole).to.contain('- ✗ appended answers wrongly: it cuts a character of two bytes in half (2 cases)\n');
    expect(whole).to.contain('- ! wasm/adds-faster, while compiling (CLAIM\\_BROKEN): The module could not be found.');
  });

  it('keeps every row of a table on one line, with as many cells as its head', () => {
    const rows = whole.split('\n').filter((line) => line.startsWith('|'));
    const cells = (row: string) => row.replaceAll('\\|', '').split('|').length;
    const heads = rows.map((row, at) => (rows[at + 1]?.startsWith('| ---') ? cells(row) : 0));
    for (const [at, row] of rows.entries()) {
      const head = heads.slice(0, at + 1).findLast((many) => many > 0);
      expect(cells(row), row).to.equal(head);
    }
  });

  it('has no tags but its own, and calls nobody', () => {
    const tags = Array.from(whole.matchAll(/<\/?(\w+)/g), ([, tag]) => tag);
    expect(new Set(tags)).to.have.all.keys('b', 'br', 'details', 'summary');
    const interpreted = whole.split('\n').filter((line) => !line.startsWith('<details>'));
    expect(whole).not.to.contain('@everyone');
    expect(interpreted.join('\n')).not.to.contain('[link](');
  });

  it('warns first of all where the run cannot be relied on', () => {
    const failed = markdown(failedControls());
    expect(failed).to.contain('> [!WARNING]\n> The controls failed: the same against the same reads');
    expect(failed).to.contain('- Controls **failed**: ');
    const torn = markdown(incompleteRun());
    expect(torn).to.contain(
      '> [!WARNING]\n> The run was cut short: what had been measured until then is judged.\n>\n> A quick',
    );
    expect(torn)
      .to.contain('- ! bench/claims/files/torn.ts, while loading')
      .and.to.contain('- Doubt: The load average');
    const [first] = sample.unloadable().broken;
    const controlClaims = [{ ...sample.sharedSlab(), broken: first ? [first] : [] }];
    expect(markdown({ ...nothingMeasured(), controlClaims })).to.contain('- ! wasm/adds-faster, while compiling');
    expect(markdown(nothingMeasured())).to.contain('> Nothing was measured.').and.not.to.contain('| claim |');
  });
});

describe('a comment on a pull request', () => {
  const told = comment(report);
  const summaries = (text: string) =>
    Array.from(text.matchAll(/^<details><summary>(.*)<\/summary>$/gm), ([, said]) => said);

  it('begins with the sentence and what fell, and folds all the rest', () => {
    const [first = ''] = told.split('<details>');
    expect(first.split('\n').filter((line) => line !== '')).to.deep.equal([
      '**8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be measured**',
      'Node.js 20.20.2 (V8 11.3.244.8), linux x64, Intel Xeon E5-2690 v4 @ 2.60GHz, 2 cores, 7.7 GiB, load 0.4 at the start',
      '2026-11-22 12:53 UTC, took 2 min 5 s, commit ffcfed3c0ffe, seed 42, run 2026-11-22-1253-a1b2, touchstone 0.1.0',
      'Fell, or broke:',
      '|  | claim | verdict | weakest | strongest |',
      '| --- | --- | --- | --- | --- |',
      ...verdictTable([sample.concat(), sample.wrongAnswers(), sample.unloadable()]).trim().split('\n').slice(2),
    ]);
    const [all, each, ...others] = summaries(told);
    expect([all, each, others.at(-1)]).to.deep.equal([
      'All 6 verdicts',
      'Each claim, case by case',
      'How it was measured, and how a verdict is read',
    ]);
    expect(others.slice(0, -1)).to.deep.equal(summaries(whole));
    expect(told.match(/<details>/g)).to.have.lengthOf(told.match(/<\/details>/g)!.length);
  });

  it('has nothing unfolded of a run in which nothing fell, and its warnings before all', () => {
    expect(comment(sampleReport({ claims: [sample.sharedSlab()] }))).not.to.contain('Fell');
    expect(comment(failedControls()).indexOf('[!WARNING]')).to.be.within(1, 400);
    expect(summaries(comment(nothingMeasured()))).to.deep.equal(['How it was measured, and how a verdict is read']);
  });

  it('is whole within the limit', () => {
    expect(told).not.to.contain('Left out');
    expect(told.length).to.be.below(commentLimit);
  });

  it('leaves the least interesting details out first, and says which', () => {
    const text = comment(report, told.length + told.split('\n').length - 2);
    expect(text).to.contain('the details of 1 claim (buffers/small-buffers-share-a-slab)');
    expect(text).to.contain('<summary>◐ <b>Buffer.concat').and.not.to.contain('<summary>≈');
    expect(text).to.contain('All 6 verdicts');
  });

  it('then leaves rows of the table out, those of fallen claims last, and shows few of many that fell', () => {
    const text = comment(manyClaims(400), 12_000);
    expect(text).to.match(
      /Left out, to stay within 12,000 characters: the details of 402 claims \(.*and 398 others\), and \d+ rows/,
    );
    expect(text).to.match(/^Fell, or broke, 10 of \d+ claims:$/m);
    expect(text).to.contain('A StringDecoder beats appending');
    expect(text).not.to.contain('Buffer.allocUnsafe');
  });

  it('fits the limit of GitHub with a thousand claims, and whatever they are called, in characters and in bytes', () => {
    const hostile = Array.from({ length: 100 }, () => ({
      ...sample.concat(),
      says: sample.hostileText.repeat(70),
      id: 'x|'.repeat(5000),
    }));
    for (const big of [manyClaims(1000), sampleReport({ claims: hostile })]) {
      const text = comment(big);
      expect(text.length).to.be.within(20_000, commentLimit);
      expect(Buffer.byteLength(text)).to.be.below(4 * commentLimit);
      expect(text).to.contain('Fell, or broke, 10 of ');
      expect(text).not.to.contain('<script');
    }
  });

  it('keeps its tables where hundreds of files broke, or what is said at its foot is long', () => {
    const broken = Array.from({ length: 300 }, () => ({
      ...sample.unloadable().broken[0]!,
      says: 'It broke. '.repeat(50),
    }));
    const said = {
      doubts: [{ code: 'long', says: 'x'.repeat(70_000), advice: '' }],
      controls: { passed: true, says: 'x'.repeat(70_000) },
    };
    for (const big of [
      { ...report, broken },
      { ...report, ...said },
    ]) {
      const text = comment(big);
      expect(text.length).to.be.at.most(commentLimit);
      expect(summaries(text)).to.include.members(['All 6 verdicts', 'Each claim, case by case']);
    }
    expect(comment({ ...report, broken })).to.contain('\nNot named here: 290 further breakages.\n');
    expect(told).not.to.contain('Not named here');
  });

  it('is never longer than its limit, where a line ends with two characters too', () => {
    const big = manyClaims(10);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (limit) => {
        expect(comment(big, limit).replaceAll('\n', '\r\n').length).to.be.at.most(limit);
      }),
      { numRuns: 40 },
    );
    for (let limit = told.length - 3000; limit < told.length; limit += 61) {
      expect(comment(report, limit).replaceAll('\n', '\r\n').length).to.be.at.most(limit);
    }
    const hostile = sampleReport({ sentence: '@everyone '.repeat(50) });
    expect(comment(hostile, 100)).to.have.length.within(1, 100);
  });
});
