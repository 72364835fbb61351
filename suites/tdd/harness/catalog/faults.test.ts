/** What is wrong with something that is meant to be a claim: a table of faults and their sentences. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { LOAD_METRICS, METRICS } from '../../../../bench/claim.ts';
import { faultOf } from '../../../../bench/harness/catalog/faults.ts';
import { faultOfDescription } from '../../../../bench/schema/claim.ts';
import { madeRun } from '../../../support/made-run.ts';
import { toyClaim } from '../../../support/toy-claim.ts';

const made = () => () => 1;

suite('a claim', () => {
  test('without a fault has none', () => {
    expect(faultOf(toyClaim())).to.equal(undefined);
    const table = { given: { bytes: [1, 2], kind: ['a'], flat: [true] }, crossing: 'bytes', quick: { bytes: [1] } };
    const rest = { margin: 0.5, metric: 'loop delay', known: 1, where: () => true, answer: () => 1 } as const;
    expect(faultOf(toyClaim({ ...table, ...rest }))).to.equal(undefined);
  });

  for (const metric of METRICS) {
    test(`about ${metric} has no fault`, () => {
      const figure = { name: 'bytes on the wire', unit: 'bytes' } as const;
      const load = LOAD_METRICS.some((known) => known === metric) && { load: () => ({ connections: 1 }) };
      expect(faultOf(toyClaim({ metric, ...load, ...(metric === 'figure' && { figure }) }))).to.equal(undefined);
    });
  }

  for (const nothing of [undefined, null, 5, 'text', () => 1]) {
    test(`is none where it is ${String(nothing)}`, () => {
      expect(faultOf(nothing)).to.equal('the module has no default export that is a claim');
    });
  }

  for (const name of ['says', 'because', 'source', 'favours', 'over'] as const) {
    for (const value of ['', 5, undefined]) {
      test(`whose ${name} is ${JSON.stringify(value)} is told that it takes a text`, () => {
        expect(faultOf({ ...toyClaim(), [name]: value })).to.equal(`"${name}" is missing: it takes a text`);
      });
    }
  }

  for (const [title, changes, sentence] of [
    ['without contenders', { contenders: undefined }, '"contenders" is missing: it takes an object of functions'],
    ['with a list of contenders', { contenders: [made] }, '"contenders" is missing: it takes an object of functions'],
    ['with a contender that is data', { contenders: { a: made, b: 1 } }, 'contender "b" is no function'],
    ['that favours nobody', { favours: 'c' }, '"favours" names "c", which is none of "a", "b"'],
    ['over nobody', { over: 'c' }, '"over" names "c", which is none of "a", "b"'],
    ['over what it favours', { over: 'a' }, '"favours" and "over" name the same contender'],
    ['whose table is a list', { given: [1] }, '"given" takes an object of lists'],
    ['with an axis that is no list', { given: { n: 1 } }, '"given.n" takes a list of one value or more'],
    ['with an empty axis', { given: { n: [] } }, '"given.n" takes a list of one value or more'],
    ['with an odd value', { given: { n: [1, {}] } }, '"given.n" holds something that is no text, number or boolean'],
    [
      'with nothing as a value',
      { given: { n: [null] } },
      '"given.n" holds something that is no text, number or boolean',
    ],
    [
      'with undefined as a value',
      { given: { n: [1, undefined] } },
      '"given.n" holds something that is no text, number or boolean',
    ],
    [
      'about a figure of no name',
      { metric: 'figure' },
      '"figure" is missing: it says what the contenders count, and in which unit',
    ],
    [
      'about a figure in joules',
      { metric: 'figure', figure: { name: 'heat', unit: 'joules' } },
      '"figure.unit" takes one of bytes, count, share',
    ],
    [
      'about a figure without a name',
      { metric: 'figure', figure: { name: '', unit: 'count' } },
      '"figure.name" takes a text',
    ],
    [
      'about time that names a figure',
      { figure: { name: 'heat', unit: 'count' } },
      '"figure" goes with the metric "figure"',
    ],
    [
      'that expects nothing to be told',
      { expects: 'inconclusive' as 'confirmed' },
      '"expects" takes one of confirmed, refuted, equivalent, or a function that returns one',
    ],
    ['whose figures of others are one', { elsewhere: {} as [] }, '"elsewhere" takes a list'],
    [
      'whose winner elsewhere takes no part',
      { elsewhere: [{ source: 'https://a.example', says: 'c wins', wins: 'c' }] },
      '"elsewhere[0].wins" takes one of a, b, neither',
    ],
    [
      'whose figures of others are at no axis',
      { elsewhere: [{ source: 'https://a.example', says: 'a wins', wins: 'a', at: { n: 1 } }] },
      '"elsewhere[0].at.n" names no axis of "given"',
    ],
    ['with one row as a text', { rows: 'B1' }, '"rows" takes a list of texts'],
    ['that lacks something for good', { lacks: 'a disk' }, '"lacks" takes a function'],
    ['with a number that is none', { given: { n: [1, Number.NaN] } }, '"given.n" holds NaN, which is no finite number'],
    ['with one value twice', { given: { n: [1, 2, 1] } }, '"given.n" holds 1 twice'],
    ['with a crossing and no table', { crossing: 'n' }, '"crossing" names an axis, but there is no table'],
    [
      'whose crossing is no axis',
      { given: { n: [1] }, crossing: 'm' },
      '"crossing" is "m", which is no axis of "given"',
    ],
    [
      'whose crossing is of texts',
      { given: { n: ['x'] }, crossing: 'n' },
      '"crossing" names an axis that is not of numbers',
    ],
    ['with a margin of nothing', { margin: 0 }, '"margin" takes a share above 0 and below 1, such as 0.05'],
    ['with a margin of all', { margin: 1 }, '"margin" takes a share above 0 and below 1, such as 0.05'],
    ['with a least ratio of 0', { atLeast: 0 }, '"atLeast" takes a ratio above 0 that is not 1, such as 0.6'],
    ['with a least ratio of 1', { atLeast: 1 }, '"atLeast" takes a ratio above 0 that is not 1, such as 0.6'],
    [
      'with a least ratio without an end',
      { atLeast: Infinity },
      '"atLeast" takes a ratio above 0 that is not 1, such as 0.6',
    ],
    ['with a least ratio and a known one', { atLeast: 0.6, known: 1 }, '"atLeast" does not go with "known"'],
    [
      'with a least ratio and a crossing',
      { atLeast: 0.6, given: { a: [1, 2] }, crossing: 'a' },
      '"atLeast" does not go with "crossing"',
    ],
    ['with a margin as a text', { margin: '5%' }, '"margin" takes a share above 0 and below 1, such as 0.05'],
    [
      'about a metric of its own',
      { metric: 'joules' },
      '"metric" is "joules"; it takes one of "time", "loop delay", "cpu time", "allocated", "gc count", "gc time", "loop utilisation", "resident memory", "external memory", "first call", "context switches", "figure", "throughput", "latency p50", "latency p99", "errors", "retained"',
    ],
    ['about no text', { metric: 5 }, /^"metric" is 5; it takes one of "time", /],
    ['about a mistyped metric', { metric: 'alocated' }, '"metric" is "alocated"; did you mean "allocated"?'],
    ['about half a metric', { metric: 'resident' }, '"metric" is "resident"; did you mean "resident memory"?'],
    [
      'about throughput under no load',
      { metric: 'throughput' },
      '"load" is missing: "metric" is "throughput", of servers under load',
    ],
    [
      'about time under load',
      { metric: 'time', load: () => ({ connections: 1 }) },
      '"metric" of a claim with "load" takes one of "throughput", "latency p50", "latency p99", "errors", "retained", "cpu time", "loop delay", "loop utilisation", "resident memory"',
    ],
    ['whose load is no function', { metric: 'errors', load: { connections: 1 } }, '"load" takes a function'],
    ['whose where is no function', { where: true }, '"where" takes a function'],
    ['whose answer is no function', { answer: 5 }, '"answer" takes a function'],
    ['whose wrong is no function', { wrong: {} }, '"wrong" takes a function'],
    ['whose landmarks are no function', { landmarks: [] }, '"landmarks" takes a function'],
    [
      'whose quick look is at another axis',
      { given: { n: [1] }, quick: { m: [1] } },
      '"quick.m" names no axis of "given"',
    ],
    [
      'whose quick look is nowhere',
      { given: { n: [1] }, quick: { n: [] } },
      '"quick.n" takes a list of one value or more',
    ],
  ] as const) {
    test(`${title} is told so`, () => {
      const fault = faultOf({ ...toyClaim(), ...changes });
      if (sentence instanceof RegExp) expect(fault).to.match(sentence);
      else expect(fault).to.equal(sentence);
    });
  }
});

suite('the load of a case', () => {
  const closed = { connections: 4, turn: 400, turns: 3 };
  const described = (load: Readonly<Record<string, unknown>>) => {
    const record = madeRun([{ cases: [{ logs: [1] }] }]).find((one) => one.kind === 'claim')!;
    return { ...record.claim, cases: record.claim.cases.map((one) => ({ ...one, load })) };
  };

  test('has no fault with a rate, or with a sweep', () => {
    expect(faultOfDescription(described(closed))).to.equal(undefined);
    expect(faultOfDescription(described({ ...closed, rate: 10 }))).to.equal(undefined);
    expect(faultOfDescription(described({ ...closed, sweep: [1, 2, 8] }))).to.equal(undefined);
  });

  for (const [title, load, sentence] of [
    ['of no connection', { ...closed, connections: 0 }, /^"cases.0.load.connections" is not what it ought to be: /],
    ['for no time', { ...closed, turn: 0 }, /^"cases.0.load.turn" is not what it ought to be: /],
    ['with a sweep at a fixed rate', { ...closed, rate: 1, sweep: [1, 2] }, /a sweep goes with a closed model$/],
    ['with a sweep that goes down', { ...closed, sweep: [2, 1] }, /a sweep takes ascending numbers of connections$/],
    ['with a sweep of one number', { ...closed, sweep: [1] }, /^"cases.0.load.sweep" is not what it ought to be: /],
  ] as const) {
    test(`${title} is told so`, () => {
      expect(faultOfDescription(described(load))).to.match(sentence);
    });
  }
});
