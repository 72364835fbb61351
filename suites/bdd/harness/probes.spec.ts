/** Specifies the metrics beside time from the outside: what probes read, and that no clock runs where they do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { LOAD_METRICS, METRICS, type Metric } from '../../../bench/claim.ts';
import type { ProbeRecord, ResultRecord } from '../../../bench/results.ts';
import { drawnCopy } from '../../support/sample-claims.ts';
import {
  claimOf,
  LONG,
  modelOf,
  recordsOf,
  toyProjects,
  type Outcome,
  type Project,
} from '../../support/touchstone.ts';

/** What is done in which process: which contenders were set up, and whether the heap was profiled. */
const WITNESS = `
import { appendFileSync } from 'node:fs';
import v8 from 'node:v8';
const told = (what) => appendFileSync(new URL('../witness.txt', import.meta.url), process.pid + ' ' + what + '\\n');
const start = v8.GCProfiler.prototype.start;
v8.GCProfiler.prototype.start = function () {
  told('profiled');
  return start.call(this);
};
`;

const TIMED = `${WITNESS}${claimOf({
  a: "() => { told('a'); return () => 1; }",
  b: "() => { told('b'); return () => { const list = new Array(1000).fill(0); return list.length / 1000; }; }",
})}`;

const ARRAYS = claimOf(
  {
    a: '() => () => new Array(25_000).fill(1)[999]',
    b: '() => async () => { await null; return new Array(50_000).fill(1)[1999]; }',
    // Its answer is wrong from the start, and may go on changing.
    none: '() => { let n = 1; return () => ++n; }',
  },
  "metric: 'allocated', wrong: () => ({ none: 'it counts' }),",
);

const ALLOCATED = claimOf(
  { a: '() => () => [1][0]', b: '() => () => new Array(1000).fill(1)[999]' },
  "metric: 'allocated',",
);

const WORN = claimOf(
  {
    a: '() => () => 1',
    b: "() => { let n = 0; return () => { if (n++ > 0) throw new Error('worn out'); return 1; }; }",
  },
  "metric: 'gc count',",
);

const UNSTABLE = claimOf(
  { a: '() => () => 1', b: '() => { let n = 0; return () => (n++ < 20 ? 1 : 2); }' },
  "metric: 'gc count',",
);

const WATCHED = claimOf(
  {
    a: '() => () => 1',
    b: "async () => { (await import('node:inspector')).open(0, '127.0.0.1'); return () => 1; }",
  },
  "metric: 'gc count',",
);

/** What a contender counts itself: of what it has done, in work of its own. */
const COUNTED = claimOf(
  {
    a: '() => { let calls = 0; return Object.assign(() => (calls++, 1), { figure: async () => (calls > 0 ? 26 : 0) }); }',
    b: '() => Object.assign(() => 1, { figure: () => 143 })',
  },
  "metric: 'figure', figure: { name: 'bytes on the wire', unit: 'bytes' },",
);

const UNCOUNTED = claimOf(
  {
    a: '() => Object.assign(() => 1, { figure: () => 26 })',
    b: "() => Object.assign(() => 1, { figure: () => '26' })",
  },
  "metric: 'figure', figure: { name: 'bytes on the wire', unit: 'bytes' },",
);

/** Whoever waits for the file system has a thread wait: for the pool, or for the loop. */
const WAITING = claimOf(
  {
    a: '() => () => 1',
    b: "async () => { const { stat } = await import('node:fs/promises'); return async () => (await stat('/'), 1); }",
  },
  "metric: 'context switches',",
);

const LACKING = claimOf(
  { a: '() => () => 1', b: '() => () => 1' },
  `given: { n: [1, 2] }, lacks: () => 'it needs 4096 processors', drawings: () => ${JSON.stringify([drawnCopy()])},`,
);

/** Whoever is warm is not asked for the first call: this one can be called only once or twice. */
const FIRST = claimOf(
  {
    a: "() => { let left = 2; return () => { if (left-- === 0) throw new Error('used up'); return 1; }; }",
    b: '() => () => { const end = performance.now() + 2; while (performance.now() < end); return 1; }',
  },
  "metric: 'first call',",
);

const OTHERS = new Set<Metric>(['time', 'figure', ...LOAD_METRICS]);
const PROBED = METRICS.filter((metric) => !OTHERS.has(metric));

const options = ['--rounds', '2', '--patience', '60', '--seed', '7'];

interface Run {
  readonly outcome: Outcome;
  readonly records: readonly ResultRecord[];
  readonly probes: (claim: string) => ProbeRecord[];
}

describe('A run that reads the metrics beside time', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let records: ResultRecord[];
  let probes: (claim: string) => ProbeRecord[];
  /** Runs that read of each claim only what it is about; the second one is of a single round. */
  let plain: Run;
  let only: Run;

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/timed.js': TIMED,
      'claims/arrays.js': ARRAYS,
      'claims/lacking.js': LACKING,
      'claims/unstable.js': UNSTABLE,
      'claims/watched.js': WATCHED,
      'claims/worn.js': WORN,
    });
    outcome = await project.touchstone('run', ...options, '--metrics', ...project.here, '--json');
    records = project.records();
    probes = probesIn(records);
    plain = await runOf({ 'claims/timed.js': TIMED, 'claims/counted.js': COUNTED }, ...options);
    const others = {
      'claims/allocated.js': ALLOCATED,
      'claims/first.js': FIRST,
      'claims/uncounted.js': UNCOUNTED,
      'claims/waiting.js': WAITING,
    };
    only = await runOf(others, '--quick', ...options.with(1, '1'));
  });

  async function runOf(claims: Readonly<Record<string, string>>, ...asked: string[]): Promise<Run> {
    const made = make(claims);
    const told = await made.touchstone('run', ...asked, ...made.here, '--json');
    return { outcome: told, records: made.records(), probes: probesIn(made.records()) };
  }

  const probesIn = (all: readonly ResultRecord[]) => (claim: string) =>
    recordsOf(all, 'probe').filter((one) => one.claim === claim);

  it('probes each claim as often as a case has rounds, and no control', () => {
    expect(probes('timed')).to.have.length(2);
    expect(probes('arrays')).to.have.length(2);
    expect(recordsOf(records, 'probe')).to.have.length(4);
  });

  it('has a contender count what it is about, in a fresh process, and tells it under its name', () => {
    expect(plain.probes('counted')).to.have.length(2);
    for (const { values } of plain.probes('counted')) {
      expect([values['a']!.figure, values['b']!.figure]).to.deep.equal([26, 143]);
    }
    const counted = modelOf(plain.outcome.out).claims.find(({ id }) => id === 'counted')!;
    expect(counted.figure).to.deep.equal({ name: 'bytes on the wire', unit: 'bytes' });
    expect(counted.cases[0]!.ratio!.estimate).to.equal(143 / 26);
  });

  it('counts how often a thread had to wait', () => {
    expect(only.probes('waiting')).to.have.length(1);
    for (const { values } of only.probes('waiting')) {
      expect(values['a']!['context switches']).to.be.below(0.1);
      expect(values['b']!['context switches']).to.be.above(0.5);
    }
  });

  it('never asks a claim for which the machine lacks something, and says what', () => {
    expect(records.filter((one) => 'case' in one && one.claim === 'lacking')).to.deep.equal([]);
    const lacking = modelOf(outcome.out).claims.find(({ id }) => id === 'lacking')!;
    expect(lacking.drawings).to.deep.equal([drawnCopy()]);
    expect(lacking).to.include({
      lacks: 'it needs 4096 processors',
      sentence: 'not asked here: it needs 4096 processors',
    });
  });

  it('reads arrays of a known size to within a few percent, waited for or not, and nothing as nothing', () => {
    for (const { values } of probes('arrays')) {
      expect(values['a']!.allocated).to.be.within(200_000, 206_000);
      expect(values['b']!.allocated).to.be.within(400_000, 412_000);
      expect(values['none']!.allocated).to.be.below(1);
      expect(values['none']!['gc count']).to.equal(0);
    }
  });

  it('sees the collections, the memory, the loop, the processor and the first call', () => {
    for (const { values } of [...probes('timed'), ...probes('arrays')]) {
      for (const read of Object.values(values)) {
        expect(read).to.have.all.keys(...PROBED);
        expect(read['first call']).to.be.above(0);
        expect(read['loop delay']).to.be.above(0);
        expect(read['loop utilisation']).to.be.within(0, 1);
      }
    }
    const { a, b } = probes('arrays')[0]!.values;
    for (const read of [a!, b!]) {
      expect(read['gc count']).to.be.above(0);
      expect(read['gc time']).to.be.above(0);
    }
  });

  it('makes the same number of calls of all contenders in all rounds', () => {
    const calls = new Set(probes('arrays').map((one) => one.calls));
    expect(calls.size).to.equal(1);
    for (const { loaded } of probes('arrays')) expect(loaded).to.have.members(['a', 'b', 'none']);
  });

  it('never profiles a process in which contenders take turns together', () => {
    const inProcess = new Map<string, string[]>();
    for (const line of readFileSync(join(project.root, 'witness.txt'), 'utf8').trim().split('\n')) {
      const [pid = '', what = ''] = line.split(' ');
      inProcess.set(pid, [...(inProcess.get(pid) ?? []), what]);
    }
    const profiled = [...inProcess.values()].filter((done) => done.includes('profiled'));
    // Two rounds of a process for each of two contenders.
    expect(profiled).to.have.length(4);
    for (const done of profiled) expect(done.filter((what) => what !== 'profiled')).to.have.length(1);
    // Two rounds together, two apart of two processes each, and two in which it is found how many calls make a batch.
    expect([...inProcess.values()].filter((done) => !done.includes('profiled'))).to.have.length(2 + 4 + 2);
  });

  it('takes the same rounds of turns as one that does not', () => {
    const schedule = (all: readonly ResultRecord[]) =>
      recordsOf(all, 'round')
        .filter(({ claim }) => claim === 'timed')
        .map(({ together, loaded, order }) => ({ together, loaded, first: order.slice(0, 5) }));
    expect(schedule(records)).to.deep.equal(schedule(plain.records));
  });

  it('is not needed for a claim about what probes read: of that nothing else is read then', () => {
    const read = (claim: string) => only.probes(claim).map(({ values }) => Object.keys(values['b']!));
    expect(plain.probes('timed')).to.deep.equal([]);
    expect(read('allocated')).to.deep.equal([['allocated']]);
    expect(read('first')).to.deep.equal([['first call']]);
    for (const { values } of only.probes('first')) {
      expect(values['b']!['first call']).to.be.above(values['a']!['first call']!);
    }
  });

  it('takes no turns for a claim about what probes read', () => {
    expect(recordsOf(records, 'round').filter(({ claim }) => claim === 'arrays')).to.deep.equal([]);
    expect(recordsOf(records, 'case').filter(({ claim }) => claim === 'arrays')).to.have.length(1);
    expect(recordsOf(records, 'stop').filter(({ claim }) => claim === 'arrays')).to.have.length(1);
  });

  it('tells the ratio of bytes as the claim’s own, and the metrics beside the other claim', () => {
    const { claims } = modelOf(outcome.out);
    const [arrays, timed] = ['arrays', 'timed'].map((id) => claims.find((claim) => claim.id === id));
    expect(arrays!.cases[0]!.ratio!.estimate).to.be.within(1.9, 2.1);
    const metrics = timed!.cases[0]!.metrics!;
    expect(metrics.map(({ metric }) => metric)).to.include.members(['allocated', 'first call', 'resident memory']);
  });

  it('names a contender that breaks on the way, and has all the others', () => {
    expect(outcome.code).to.equal(3);
    const broken = recordsOf(records, 'broken');
    expect(broken.map(({ claim, contender, stage, code }) => [claim, contender, stage, code])).to.deep.equal([
      ['unstable', 'b', 'probing', 'ANSWER_CHANGES'],
      ['watched', undefined, 'probing', 'OBSERVED'],
      ['worn', 'b', 'warming up', 'CONTENDER_THREW'],
    ]);
    expect(broken.map(({ says }) => says)).to.include.members([
      '"b" answered 1 at first, and 2 after its probes',
      'Error: worn out',
    ]);
  });

  it('names a contender whose figure is no number', () => {
    const [{ claim, contender, stage, says } = {}] = recordsOf(only.records, 'broken');
    expect([claim, contender, stage]).to.deep.equal(['uncounted', 'b', 'probing']);
    expect(says).to.equal("TypeError: the figure must be a number of 0 or more, and is '26'");
  });

  it('is judged anew with all of it', async () => {
    const { out } = await project.touchstone('report', project.results, '--json');
    expect(JSON.parse(out)).to.deep.equal(JSON.parse(outcome.out));
  });
});
