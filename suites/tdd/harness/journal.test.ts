/** The journal, from the inside: on disk as it goes, and loud where it cannot be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { beginJournal, continueJournal } from '../../../bench/harness/journal.ts';
import type { ResultRecord } from '../../../bench/results.ts';
import { readRecords, writeRecord } from '../../../bench/results-file.ts';
import { madeRun } from '../../support/made-run.ts';
import { skip } from '../../support/skip.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const end = (at: number): ResultRecord => ({ kind: 'end', at, complete: true });

const never = (aside: string) => {
  throw new Error(`nothing ought to be put aside as ${aside}`);
};
const finished = madeRun([{ cases: [{ logs: [0.5, 0.5] }] }]);
const unfinished = finished.slice(0, -1);
const textOf = (records: readonly ResultRecord[]) => records.map(writeRecord).join('');

suite('the journal', () => {
  const directory = temporaryDirectory();

  test('makes its folder, and writes each record to the disk at once', () => {
    const path = directory.join('deep', 'down', 'results.ndjson');
    using journal = beginJournal(path, never);
    expect(readFileSync(path, 'utf8')).to.equal('');
    journal.write(end(1));
    expect(readFileSync(path, 'utf8')).to.equal('{"kind":"end","at":1,"complete":true}\n');
    journal.write(end(2));
    expect(readFileSync(path, 'utf8').split('\n')).to.have.length(3);
    expect(journal.records).to.deep.equal([end(1), end(2)]);
  });

  test('begins anew where an older one lies', () => {
    const path = directory.write('older.ndjson', 'an older run\n');
    using journal = beginJournal(path, never);
    journal.write(end(1));
    expect(readFileSync(path, 'utf8')).not.to.contain('older');
  });

  for (const [title, spoil] of [
    ['a folder that is a file', () => `${directory.write('file', '')}/results.ndjson`],
    [
      'a file that is a folder',
      () => {
        mkdirSync(directory.join('folder'), { recursive: true });
        return directory.join('folder');
      },
    ],
  ] as const) {
    test(`says which file could not be written, and what to do: ${title}`, () => {
      const path = spoil();
      expect(() => beginJournal(path, never))
        .to.throw(TouchstoneError, path)
        .that.includes({ code: 'OUTPUT_FAILED', remedy: 'Choose another folder with --out DIR, or make room.' });
    });
  }

  test('puts an unfinished run aside, so that it could still go on, and says where', () => {
    const folder = directory.fresh();
    const interrupted = [...unfinished, { kind: 'end', at: 1, complete: false } as const];
    for (const records of [unfinished, interrupted]) {
      const asides: string[] = [];
      const path = `${folder}/results.ndjson`;
      writeFileSync(path, textOf(records));
      using _ = beginJournal(path, (aside) => asides.push(aside));
      expect(asides).to.deep.equal([`${folder}/results.previous.ndjson`]);
      expect(readFileSync(asides[0]!, 'utf8')).to.equal(textOf(records));
      expect(readdirSync(folder).toSorted()).to.deep.equal(['results.ndjson', 'results.previous.ndjson']);
    }
  });

  for (const [title, text] of [
    ['a run that came to its end', textOf(finished)],
    ['a run without a round', textOf(unfinished.filter(({ kind }) => kind !== 'round'))],
  ] as const) {
    test(`does not keep ${title}`, () => {
      const path = `${directory.fresh()}/results.ndjson`;
      writeFileSync(path, text);
      using _ = beginJournal(path, never);
      expect(readFileSync(path, 'utf8')).to.equal('');
    });
  }

  test('goes on behind the last whole line, wherever the last one was cut off', () => {
    const text = textOf(unfinished);
    const begun = { records: unfinished.slice(0, -1), bytes: textOf(unfinished.slice(0, -1)).length };
    for (let length = begun.bytes; length <= text.length; length += 40) {
      const path = directory.write('cut.ndjson', text.slice(0, length));
      using journal = continueJournal(path, begun);
      journal.write(end(7));
      expect(journal.records).to.deep.equal([...begun.records, end(7)]);
      expect(readRecords(readFileSync(path, 'utf8'))).to.deep.equal([...begun.records, end(7)]);
    }
  });

  test('writes nothing behind what it could not write whole', function () {
    if (!existsSync('/dev/full')) skip(this, 'there is no /dev/full');
    const path = directory.join('half.ndjson');
    symlinkSync('/dev/full', path);
    using journal = beginJournal(path, never);
    expect(() => journal.write(end(1))).to.throw(TouchstoneError);
    journal.write(end(2));
    expect(journal.records).to.deep.equal([end(1), end(2)]);
  });

  test('says so when the disk is full', function () {
    if (!existsSync('/dev/full')) skip(this, 'there is no /dev/full');
    const path = directory.join('full.ndjson');
    symlinkSync('/dev/full', path);
    using journal = beginJournal(path, never);
    expect(() => journal.write(end(1)))
      .to.throw(TouchstoneError, 'ENOSPC')
      .that.includes({ code: 'OUTPUT_FAILED' });
  });
});
