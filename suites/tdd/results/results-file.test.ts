/** The results file: what is written is read again, and what is damaged is refused by its line and place. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { DamagedRecord, NewerFormat, readRecords, writeRecord } from '../../../bench/results-file.ts';
import type { ProbeRecord, ResultRecord, RoundRecord } from '../../../bench/results.ts';
import { madeDiagnosis } from '../../support/made-diagnosis.ts';
import { logsAbout, madeRun, madeRunRecord } from '../../support/made-run.ts';

const good = madeRun([{ cases: [{ logs: logsAbout(0.2, 6) }] }]);
const probe: ProbeRecord = {
  kind: 'probe',
  claim: 'made/claim-0',
  case: '',
  at: 1,
  loaded: ['slow', 'quick'],
  calls: 3,
  values: { quick: { allocated: 0, 'gc count': 0.5 }, slow: { allocated: 12.5 } },
};
const write = (records: readonly unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');
const first = (kind: ResultRecord['kind']) => good.findIndex((one) => one.kind === kind);

/** The good run with one record of a kind changed in a copy. */
function changed(kind: ResultRecord['kind'], change: (record: any) => void): string {
  const records = structuredClone(good);
  change(records[first(kind)]);
  return write(records);
}

function complaint(text: string): string {
  try {
    readRecords(text);
  } catch (error) {
    if (error instanceof DamagedRecord) return error.message;
    throw error;
  }
  return 'none';
}

suite('results file', () => {
  test('what is written is read again', () => {
    expect(readRecords(good.map(writeRecord).join(''))).to.deep.equal(good);
  });

  test('what was seen of a contender is written and read again, with and without each part', () => {
    const diagnoses = { quick: madeDiagnosis(), slow: { failed: 'the process ended' } };
    const records = madeRun([{ cases: [{ logs: logsAbout(0.2, 6), diagnoses }] }]);
    expect(records.filter(({ kind }) => kind === 'diagnosis')).to.have.length(2);
    expect(readRecords(records.map(writeRecord).join(''))).to.deep.equal(records);
  });

  for (const [damage, change, says] of [
    ['of nobody', { contender: 'third' }, /at contender: "third" is no contender of made\/claim-0\.$/],
    ['of no case', { case: 'n=9' }, /at case: "n=9" is no case of made\/claim-0\.$/],
    [
      'with a share beyond the whole',
      { profile: { ...madeDiagnosis().profile, harness: 1.5 } },
      /at profile\.harness: /,
    ],
    [
      'in a tier that there is not',
      { tiers: { ...madeDiagnosis().tiers, functions: [{ tier: 'top' }] } },
      /at tiers\./,
    ],
  ] as const) {
    test(`what was seen ${damage} is refused`, () => {
      const seen = { kind: 'diagnosis', claim: 'made/claim-0', case: '', contender: 'quick', ...change };
      expect(complaint(write([...good, seen]))).to.match(says);
    });
  }

  test('any numbers and any words come back as they were', () => {
    const duration = fc.double({ min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true });
    const triples = fc.array(duration, { minLength: 3, maxLength: 3 });
    const words = fc.string({ unit: 'binary' });
    const property = fc.property(
      triples,
      words,
      fc.boolean(),
      fc.dictionary(words, words),
      (wall, text, is, versions) => {
        const records = structuredClone(good) as any[];
        Object.assign(records[first('round')].turns.quick, { wall, cpu: wall, settled: is });
        Object.assign(records[0].environment, { versions, cpu: text });
        records.push({ kind: 'broken', claim: text, stage: text, code: text, says: text, remedy: text });
        // JSON knows no -0 and no prototype: compared is what JSON keeps.
        const kept = JSON.parse(JSON.stringify(records)) as unknown;
        expect(readRecords(records.map(writeRecord).join(''))).to.deep.equal(kept);
      },
    );
    fc.assert(property, { seed: 5, numRuns: 60 });
  });

  for (const { damage, text, says } of [
    { damage: 'an empty file', text: '', says: /^line 1: a results file begins with a record of kind "run"/ },
    { damage: 'a file that begins otherwise', text: write(good.slice(1)), says: /^line 1: .*kind "run"/ },
    { damage: 'no JSON', text: `${write(good.slice(0, 2))}{oops}\n`, says: /^line 3: this is no JSON: .*[^.]\.$/ },
    { damage: 'an empty line', text: `${write(good.slice(0, 2))}\n${write(good.slice(2))}`, says: /^line 3: / },
    { damage: 'a null', text: `${write(good.slice(0, 1))}null\n`, says: /^line 2: at its top: / },
    { damage: 'a cut line in the middle', text: `{"kind":"ru\n${write(good)}`, says: /^line 1: this is no JSON/ },
    { damage: 'an unknown kind', text: write([good[0], { kind: 'sum' }]), says: /^line 2: at kind: / },
    {
      damage: 'a turn that took no time, of which there is no logarithm',
      text: changed('round', (round) => (round.turns.slow.wall[1] = 0)),
      says: /^line 4: at turns\.slow\.wall\.1: /,
    },
    {
      damage: 'a wrong type deep inside',
      text: changed('round', (round) => (round.turns.slow.wall[1] = 'long')),
      says: /^line 4: at turns\.slow\.wall\.1: .*number/,
    },
    {
      damage: 'a time below zero',
      text: changed('round', (round) => (round.turns.slow.cpu[0] = -1)),
      says: /^line 4: at turns\.slow\.cpu\.0: /,
    },
    {
      damage: 'a moment that is none',
      text: changed('run', (run) => (run.started = 'yesterday')),
      says: /^line 1: at started: /,
    },
    {
      damage: 'a batch of no calls',
      text: changed('case', (one) => (one.batches.quick = 0)),
      says: /^line 3: at batches\.quick: /,
    },
    {
      damage: 'a claim that was not described',
      text: changed('case', (one) => (one.claim = 'nobody')),
      says: /^line 3: at claim: "nobody" has not been described before\.$/,
    },
    {
      damage: 'an unknown case',
      text: changed('round', (round) => (round.case = 'n=9')),
      says: /^line 4: at case: "n=9" is no case of made\/claim-0\.$/,
    },
    {
      damage: 'a missing contender',
      text: changed('round', (round) => delete round.turns.quick),
      says: /^line 4: at turns: "quick" is missing\.$/,
    },
    {
      damage: 'a missing batch size',
      text: changed('case', (one) => delete one.batches.slow),
      says: /^line 3: at batches: "slow" is missing\.$/,
    },
    {
      damage: 'a contender that the claim does not have',
      text: changed('round', (round) => (round.turns.third = round.turns.slow)),
      says: /^line 4: at turns: "third" is no contender of it\.$/,
    },
    {
      damage: 'columns of different length',
      text: changed('round', (round) => round.turns.slow.switches.pop()),
      says: /^line 4: at turns\.slow: it has not one turn for each of the 3 cycles that it is in\.$/,
    },
    {
      damage: 'turns in a cycle in which it rested',
      text: changed('round', (round) => (round.order[1] = [0])),
      says: /^line 4: at turns\.\w+: it has not one turn for each of the 2 cycles that it is in\.$/,
    },
    {
      damage: 'a round without a cycle',
      text: changed('round', (round) => {
        round.order = [];
        for (const name of ['quick', 'slow']) Object.assign(round.turns[name], { wall: [], cpu: [], switches: [] });
      }),
      says: /^line 4: at order: there is no cycle in this round\.$/,
    },
    {
      damage: 'a second run',
      text: write([...good, madeRunRecord()]),
      says: new RegExp(`^line ${good.length + 1}: a second run begins`),
    },
    {
      damage: 'an older format',
      text: changed('run', (run) => (run.format = 0)),
      says: /^line 1: at format: .*[^.]\.$/,
    },
  ]) {
    test(`${damage} is refused by its line and place`, () => {
      expect(complaint(text)).to.match(says);
    });
  }

  for (const { damage, change, says } of [
    {
      damage: 'without a contender',
      change: (one: any) => delete one.values.slow,
      says: /at values: "slow" is missing/,
    },
    {
      damage: 'of somebody else',
      change: (one: any) => (one.values.third = {}),
      says: /at values: "third" is no contender of it/,
    },
    {
      damage: 'with less than nothing',
      change: (one: any) => (one.values.slow.allocated = -1),
      says: /at values\.slow\.allocated: /,
    },
    { damage: 'of no calls', change: (one: any) => (one.calls = 0), says: /at calls: / },
    { damage: 'of an unknown case', change: (one: any) => (one.case = 'n=9'), says: /at case: "n=9" is no case/ },
  ]) {
    test(`a probe ${damage} is refused by its line and place`, () => {
      const one = structuredClone(probe);
      change(one);
      expect(complaint(write([...good, one]))).to.match(new RegExp(`^line ${good.length + 1}: ${says.source}`));
    });
  }

  test('a probe is read again as it was written, with what could not be told left out', () => {
    expect(readRecords(write([...good, probe])).at(-1)).to.deep.equal(probe);
  });

  test('the line is a number that a program can read', () => {
    expect(() => readRecords(`${write(good.slice(0, 2))}{\n`))
      .to.throw(DamagedRecord)
      .with.property('line', 3);
  });

  test('a last line that was cut off anywhere is left out', () => {
    const kept = good.slice(0, 4);
    const last = JSON.stringify(good[4]);
    for (let length = 1; length < last.length; length += 37) {
      expect(readRecords(write(kept) + last.slice(0, length))).to.have.length(4);
    }
    expect(readRecords(write(kept) + last)).to.have.length(5);
  });

  test('a last line that is whole and wrong is refused', () => {
    expect(complaint(`${write(good)}{"kind":"end"}`)).to.match(new RegExp(`^line ${good.length + 1}: at `));
  });

  test('a newer format is called newer, not damaged', () => {
    const newer = changed('run', (run) => Object.assign(run, { format: 2, plan: 'of another kind' }));
    expect(() => readRecords(newer)).to.throw(
      NewerFormat,
      'made by a newer touchstone (format 2, and this one reads format 1)',
    );
  });

  test('solo rounds hold the two that are compared, and need no others', () => {
    const contenders = ['quick', 'slow', 'other'].map((name) => ({ name, code: '' }));
    const records = madeRun([{ contenders, cases: [{ logs: logsAbout(0.2, 6) }] }]);
    const solo = records.find((one): one is RoundRecord => one.kind === 'round' && !one.together);
    expect(Object.keys(solo!.turns)).to.deep.equal(['quick', 'slow']);
    expect(readRecords(write(records))).to.have.length(records.length);
  });

  test('a round in one process holds every contender of the claim', () => {
    const contenders = ['quick', 'slow', 'other'].map((name) => ({ name, code: '' }));
    const records = structuredClone(madeRun([{ contenders, cases: [{ logs: logsAbout(0.2, 6) }] }])) as any[];
    delete records[3].turns.other;
    expect(complaint(write(records))).to.equal('line 4: at turns: "other" is missing.');
  });
});
