/** The CSV report from the inside: read back by a strict reader of RFC 4180, it says what the model says, and no formula. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { csv } from '../../../reports/formats/csv.ts';
import { oneLine } from '../../../reports/text.ts';
import { claim, contender, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';
import { nothingMeasured, sampleReport } from '../../support/sample-report.ts';

/** RFC 4180, section 2: records end with CRLF; in quotes a quote is doubled; outside of them there is none. */
function read(text: string): string[][] {
  const records: string[][] = [];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  let record: string[] = [];
  while (token.lastIndex < text.length) {
    const { lastIndex } = token;
    const [, field, end] = token.exec(text) ?? [];
    if (field === undefined)
      throw new Error(`no field begins at ${lastIndex}: ${text.slice(lastIndex, lastIndex + 40)}`);
    record.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  if (record.length > 0) throw new Error('the last record has no end');
  return records;
}

/** A record for each row, by the names in the head. */
function rowsOf(text: string): Record<string, string>[] {
  const [head = [], ...rows] = read(text);
  return rows.map((row) => {
    expect(row).to.have.lengthOf(head.length);
    return Object.fromEntries(head.map((name, at) => [name, row[at]!]));
  });
}

const formula = /(?:^|;)["\s]*[=+\-@\t\r]/;

suite('the CSV report', () => {
  test('has a row for each contender of each case, with figures in full', () => {
    const rows = rowsOf(csv(sampleReport({ claims: [sample.concat()] })));
    expect(rows).to.have.lengthOf(12);
    const { reason: _, ...row } = rows[7]!;
    expect(row).to.deep.equal({
      run: '2026-11-22-1253-a1b2',
      started: '2026-11-22T12:53:10.000Z',
      commit: 'ffcfed3c0ffee0123456789abcdef0123456789a',
      runtime: 'Node.js 20.20.2',
      platform: 'linux x64',
      cpu: 'Intel Xeon E5-2690 v4 @ 2.60GHz',
      controls: 'passed',
      topic: 'buffers',
      claim: 'buffers/concat-beats-joining',
      says: 'Buffer.concat beats joining decoded strings',
      metric: 'time',
      unit: 'ns',
      given: 'chunks=256 bytes=1024',
      contender: 'join',
      role: 'baseline',
      answer: 'right',
      median: '4228.4',
      lower: '4092',
      upper: '4364.8',
      times_favoured: '3.41',
      times_favoured_low: '3.3',
      times_favoured_high: '3.52',
      verdict: 'confirmed',
      ratio: '3.41',
      ratio_low: '3.3',
      ratio_high: '3.52',
      margin: '0.05',
      at_least: '',
      winner_changes_by: '',
      even_at: '',
      even_at_low: '',
      even_at_high: '',
      rounds: '12',
      rounds_apart: '6',
      decided_by: 'apart',
      clock: 'wall',
      doubts: 'disturb-each-other',
      'given chunks': '256',
      'given bytes': '1024',
    });
  });

  test('has where the winner changes in the row of the last size before it', () => {
    const rows = rowsOf(csv(sampleReport({ claims: [sample.concat()] })));
    const told = ['winner_changes_by', 'even_at', 'even_at_low', 'even_at_high'];
    const changes = rows.filter((row) => row['winner_changes_by'] !== '');
    expect(changes.map((row) => [row['given'], ...told.map((name) => row[name])])).to.deep.equal([
      ['chunks=4 bytes=1024', '4096', '4180', '3900', '4490'],
      ['chunks=4 bytes=1024', '4096', '4180', '3900', '4490'],
    ]);
  });

  test('leaves empty what is not known, and says what decided', () => {
    const rows = rowsOf(csv(sampleReport({ claims: [sample.wrongAnswers()] }))).slice(-2);
    const told = rows.map((row) => [row['answer'], row['median'], row['ratio'], row['decided_by'], row['verdict']]);
    expect(told).to.deep.equal([
      ['right', '', '', 'answers', 'refuted'],
      ['wrong', '41', '', 'answers', 'refuted'],
    ]);
  });

  test('has a row with the reason for a claim without cases, and only a head for a run without claims', () => {
    const [row, ...more] = rowsOf(csv(sampleReport({ claims: [sample.unloadable()] })));
    expect(more).to.deep.equal([]);
    expect(row).to.deep.include({
      claim: 'wasm/adds-faster',
      verdict: '',
      contender: '',
      reason: 'could not be measured',
    });
    expect(read(csv(nothingMeasured()))).to.have.lengthOf(1);
  });

  test('calls what a claim counts by the name and the unit that the claim gives it', () => {
    const counted = claim('a/b', [measured({}, 'confirmed', [2, 1.9, 2.1])], {
      metric: 'figure',
      figure: { name: 'bytes on the wire', unit: 'bytes' },
    });
    const [row] = rowsOf(csv(sampleReport({ claims: [counted] })));
    expect(row).to.deep.include({ metric: 'bytes on the wire', unit: 'bytes' });
  });

  test('makes a formula text, behind a semicolon too, and leaves numbers below zero alone', () => {
    const one = measured({ n: -5, text: '=1+1' }, 'confirmed', [2, 1.9, 2.1], {
      contenders: ['+=', '-x', '@SUM(1)', '\t=1', '\r=1', 'a;=1', '"=1', 'a=b-c'].map((name) =>
        contender(name, 'other', [1, 1, 1]),
      ),
    });
    const claims = [claim('a/b', [one], { axes: { n: [-5], text: ['=1+1'] } })];
    const rows = rowsOf(csv(sampleReport({ claims })));
    const names = ["'+=", "'-x", "'@SUM(1)", "'=1", "'=1", "a;'=1", '"\'=1', 'a=b-c'];
    expect(rows.map((row) => row['contender'])).to.deep.equal(names);
    expect(rows[0]).to.deep.include({ 'given n': '-5', 'given text': "'=1+1" });
  });

  test('reads back as the model has it, whatever is in it, but for the apostrophes before formulas', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab",;=+-@\'\t\r\n \u001b\u202e日'.split('')) }),
      fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
    );
    const bare = (read_: string) => read_.replaceAll("'", '');
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (says, name, value, figure) => {
          const one = measured({ [`x${name}`]: value }, 'confirmed', [2, 1.9, 2.1], {
            contenders: [contender(name, 'other', [figure, figure, figure])],
          });
          const claims = [claim('a/b', [one], { says, axes: { [`x${name}`]: [value] } })];
          const [head = [], cells = []] = read(csv(sampleReport({ claims })));
          const cell = (column: string) => cells[head.indexOf(column)] ?? '';
          expect(bare(cell('says'))).to.equal(bare(oneLine(says)));
          expect(bare(cell('contender'))).to.equal(bare(oneLine(name)));
          expect(bare(cells.at(-1)!)).to.equal(bare(oneLine(value)));
          expect(Number(cell('median'))).to.be.closeTo(figure, Math.abs(figure) * 1e-11);
          const texts = [...head, cell('says'), cell('contender'), cells.at(-1)!];
          expect(texts.filter((each) => formula.test(each))).to.deep.equal([]);
        },
      ),
    );
  });
});
