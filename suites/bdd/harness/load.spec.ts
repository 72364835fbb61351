/** Specifies servers under load from the outside: claims whose contenders are servers, and what a run tells of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { ProbeRecord, ResultRecord } from '../../../bench/results.ts';
import { compiled } from '../../support/program.ts';
import {
  claimOf,
  LONG,
  modelOf,
  recordsOf,
  toyProjects,
  type Outcome,
  type Project,
} from '../../support/touchstone.ts';

/** Servers that note which process each of their requests came to, and from which connection. */
const SERVING = `
import { createServer } from 'node:http';
import { appendFileSync } from 'node:fs';
import { serving } from ${JSON.stringify(compiled('bench/serving.ts'))};
const note = (what) => appendFileSync(new URL('../witness.txt', import.meta.url), process.pid + ' ' + what + '\\n');
const answering = (name, answer) => {
  note(name);
  return serving(createServer(answer), { path: '/asked' });
};
`;

/** Milliseconds for which the slow one holds an answer back. */
const HELD = 10;

const served = (contenders: Readonly<Record<string, string>>, more: string) => SERVING + claimOf(contenders, more);

const CLOSED = served(
  {
    a: "() => answering('a', (request, response) => response.end(request.url))",
    b: `() => answering('b', (request, response) => setTimeout(() => response.end(request.url), ${HELD}))`,
  },
  "metric: 'throughput', load: () => ({ connections: 2, turn: 80, turns: 2, sweep: [1, 3] }),",
);

const OPEN = served(
  {
    a: "() => answering('a', (_, response) => response.end())",
    b: "() => answering('b', (_, response) => response.end())",
  },
  "metric: 'latency p99', given: { rate: [200] }, load: ({ rate }) => ({ connections: 2, rate, turn: 60, turns: 2 }),",
);

const LEAKING = served(
  {
    a: "() => answering('a', (_, response) => response.end())",
    b: `() => {
      const kept = [];
      return answering('b', (_, response) => { kept.push(new Array(32_768).fill(kept.length + 0.5)); response.end(); });
    }`,
  },
  "metric: 'retained', load: () => ({ connections: 1, rate: 500, turn: 60, turns: 3 }),",
);

const UNSERVED = served(
  { a: "() => answering('a', (_, response) => response.end())", b: '() => async () => ({ status: 200, body: "" })' },
  "metric: 'throughput', load: () => ({ connections: 1, turn: 20 }),",
);

const FAILING = served(
  {
    a: "() => answering('a', (_, response) => response.end())",
    b: "() => { let n = 0; return answering('b', (_, response) => { response.statusCode = n++ === 0 ? 200 : 503; response.end(); }); }",
  },
  // By a rate, so that all that are due are answered, however busy the machine is.
  "metric: 'throughput', load: () => ({ connections: 1, rate: 500, turn: 20, turns: 1 }),",
);

describe('A run of claims about servers under load', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let records: ResultRecord[];
  let rounds: (claim: string) => ProbeRecord[];

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/closed.js': CLOSED,
      'claims/failing.js': FAILING,
      'claims/leaking.js': LEAKING,
      'claims/open.js': OPEN,
      'claims/unserved.js': UNSERVED,
    });
    outcome = await project.touchstone(
      'run',
      '--rounds',
      '1',
      '--patience',
      '60',
      '--seed',
      '7',
      ...project.here,
      '--json',
    );
    records = project.records();
    rounds = (claim) => recordsOf(records, 'probe').filter((one) => one.claim === claim);
  });

  it('tells throughput, latencies, errors, and what it costs the server', () => {
    expect(rounds('closed')).to.have.length(1);
    const { a, b } = rounds('closed')[0]!.values;
    for (const read of [a!, b!]) {
      expect(read).to.include.all.keys(
        'throughput',
        'latency p50',
        'latency p99',
        'errors',
        'cpu time',
        'loop utilisation',
        'loop delay',
        'resident memory',
      );
      expect(read['latency p99']).to.be.at.least(read['latency p50']!);
      expect(read.errors).to.equal(0);
      expect(read['cpu time']).to.be.above(0);
    }
    // A timer may be a millisecond early for a clock that counts finer.
    expect(b!['latency p50']).to.be.at.least((HELD - 1) * 1e6);
    expect(b!.throughput).to.be.above(a!.throughput!);
  });

  it('reads throughput at every number of connections of a sweep', () => {
    const { sweep } = rounds('closed')[0]!;
    expect(sweep).to.have.all.keys('a', 'b');
    for (const swept of Object.values(sweep!)) {
      expect(swept.map(({ connections }) => connections)).to.deep.equal([1, 3]);
      for (const { busy } of swept) expect(busy).to.be.within(0, 1);
    }
    // One at a time is answered after the other.
    expect(sweep!['b']![0]!.throughput).to.be.at.least((HELD - 1) * 1e6);
    expect(rounds('open')[0]).to.not.have.property('sweep');
    const closed = modelOf(outcome.out).claims.find(({ id }) => id === 'closed')!;
    expect(closed.cases[0]!.sweeps!.map(({ says }) => says)).to.deep.equal([
      'a: a knee takes 6 rounds, and there are 1',
      'b: a knee takes 6 rounds, and there are 1',
    ]);
  });

  it('sends as many requests as are due in an open model, whatever they take', () => {
    // Two turns of 60 ms at 200 a second.
    expect(rounds('open').map(({ calls }) => calls)).to.deep.equal([24]);
    const open = modelOf(outcome.out).claims.find(({ id }) => id === 'open')!;
    expect(open.cases[0]!.contenders.map(({ shown }) => shown)).to.deep.equal([
      "{ status: 200, body: '' }",
      "{ status: 200, body: '' }",
    ]);
  });

  it('finds what a request leaves behind, after forced collections', () => {
    const { a, b } = rounds('leaking')[0]!.values;
    expect(a!.retained).to.equal(0);
    // 32,768 doubles, and what V8 makes of its code meanwhile: a few hundred kibibytes over ninety requests.
    expect(b!.retained).to.be.within(0.9 * 262_144, 1.1 * 262_144);
  });

  it('holds every server in a process of its own, behind one in which their answers are compared', () => {
    const inProcess = new Map<string, string[]>();
    for (const line of readFileSync(join(project.root, 'witness.txt'), 'utf8').trim().split('\n')) {
      const [pid = '', name = ''] = line.split(' ');
      inProcess.set(pid, [...(inProcess.get(pid) ?? []), name]);
    }
    const held = [...inProcess.values()].map((names) => names.toSorted().join(''));
    expect(held.filter((names) => names === 'ab')).to.have.length(4);
    expect(held.filter((names) => names.length === 1).length).to.be.at.least(8);
  });

  it('describes how they were loaded', () => {
    const loads = recordsOf(records, 'claim').map(({ claim }) => [claim.id, claim.cases[0]!.load]);
    expect(Object.fromEntries(loads)).to.include.keys('closed', 'open');
    expect(Object.fromEntries(loads)['open']).to.deep.equal({ connections: 2, rate: 200, turn: 60, turns: 2 });
    expect(Object.fromEntries(loads)['unserved']).to.deep.equal({ connections: 1, turn: 20, turns: 3 });
  });

  it('tells one metric as the claim’s own, and the others beside it', () => {
    const closed = modelOf(outcome.out).claims.find(({ id }) => id === 'closed')!;
    expect(closed.metric).to.equal('throughput');
    expect(closed.cases[0]!.metrics!.map(({ metric }) => metric)).to.include.members([
      'latency p50',
      'latency p99',
      'errors',
      'cpu time',
    ]);
  });

  it('names a contender that is no server, and one that stops answering rightly', () => {
    expect(outcome.code).to.equal(3);
    const broken = recordsOf(records, 'broken').map(({ claim, contender, stage, says }) => [
      claim,
      contender,
      stage,
      says,
    ]);
    expect(broken).to.deep.include([
      'unserved',
      'b',
      'setting up',
      '"b" is no server, though the claim says how it is loaded',
    ]);
    const failing = broken.find(([claim]) => claim === 'failing')!;
    expect(failing.slice(0, 3)).to.deep.equal(['failing', 'b', 'probing']);
    expect(failing[3]).to.match(/^"b" gave 0 right answers under load, and \d+ requests had none$/);
    expect(broken).to.have.length(2);
  });

  it('leaves no process and no temporary file behind', () => {
    const witnessed = new Set(readFileSync(join(project.root, 'witness.txt'), 'utf8').match(/^\d+/gm));
    const alive = [...witnessed].filter((pid) => existsSync(`/proc/${pid}`));
    expect(alive).to.deep.equal([]);
    expect(readdirSync(process.env['TMPDIR']!).filter((name) => name.startsWith('touchstone-'))).to.deep.equal([]);
  });
});
