/** Specifies how leaks are found in a running program: by the slope of its heap, and by the difference of two snapshots. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Slope } from '../../../fixtures/memory/leak-slope.ts';
import type { leaks } from '../../../fixtures/memory/leaks.ts';
import type { ClassChange, Suspect } from '../../../fixtures/memory/snapshot-diff.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

type Leak = keyof typeof leaks;
type Verdicts = Record<Leak, Record<'leaking' | 'remedied', Slope>>;

/** Sessions in a snapshot, and those that the two caches say they hold. */
interface Counted {
  readonly sessions: number;
  readonly kept: number;
}

interface Found {
  /** Files that the signal left in the working directory. */
  readonly bySignal: readonly string[];
  readonly written: { readonly nodes: number; readonly keys: readonly string[] };
  readonly changes: readonly ClassChange[];
  readonly suspects: readonly Suspect[];
  /** What keeps one Subscriber, from the root. */
  readonly subscriber: string;
}

const REQUESTS = 300;

const slopes = `
  import { takeSnapshot } from ${JSON.stringify(compiled('fixtures/memory/heap-snapshot.ts'))};
  import { judgeSlope, readSlope } from ${JSON.stringify(compiled('fixtures/memory/leak-slope.ts'))};
  import { leaks } from ${JSON.stringify(compiled('fixtures/memory/leaks.ts'))};
  const used = () => { gc(); return process.memoryUsage().heapUsed; };
  const verdicts = {};
  const services = [];
  for (const [name, ways] of Object.entries(leaks)) {
    verdicts[name] = {};
    for (const [way, start] of Object.entries(ways)) {
      const service = start();
      services.push(service);
      const work = async () => { service.request(); await undefined; };
      verdicts[name][way] = judgeSlope(await readSlope(work, { readings: 12, each: 500, before: 1000, used }), 500 * 32);
    }
  }
  const snapshot = await takeSnapshot();
  let sessions = 0;
  for (let node = 0; node < snapshot.nodeCount; node++) if (snapshot.classOf(node) === 'Session') sessions++;
  const [leaking, remedied] = services.map(({ kept }) => kept()); // those of the cache, which hold sessions
  process.stdout.write(JSON.stringify({ verdicts, sessions, kept: leaking + remedied }));`;

/** Three leaks and three remedies in one program, with a snapshot before and after. */
const snapshots = (after: string) => `
  import fs from 'node:fs';
  import v8 from 'node:v8';
  import { readSnapshot, takeSnapshot } from ${JSON.stringify(compiled('fixtures/memory/heap-snapshot.ts'))};
  import { leaks } from ${JSON.stringify(compiled('fixtures/memory/leaks.ts'))};
  import { describePath, shortestPaths } from ${JSON.stringify(compiled('fixtures/memory/retaining-path.ts'))};
  import { compareSnapshots, findSuspects } from ${JSON.stringify(compiled('fixtures/memory/snapshot-diff.ts'))};
  const services = Object.values(leaks).flatMap(({ leaking, remedied }) => [leaking(), remedied()]);
  const serve = async (requests) => {
    for (let request = 0; request < requests; request++) for (const service of services) service.request();
    await new Promise(setImmediate);
  };
  const left = () => fs.readdirSync('.').filter((name) => name.endsWith('.heapsnapshot'));

  await serve(50);
  process.kill(process.pid, 'SIGUSR2');
  while (left().length === 0) await new Promise(setImmediate);
  const bySignal = left();
  await serve(${REQUESTS});
  const written = v8.writeHeapSnapshot(${JSON.stringify(after)});
  const [before, later] = [await readSnapshot(bySignal[0]), await readSnapshot(written)];
  const paths = shortestPaths(later);
  const subscriber = paths.nearest((node) => later.classOf(node) === 'Subscriber');
  process.stdout.write(JSON.stringify({
    bySignal,
    written: { nodes: later.nodeCount, keys: Object.keys(JSON.parse(fs.readFileSync(written, 'utf8'))) },
    changes: compareSnapshots(before, later),
    suspects: findSuspects(before, later, { atLeast: 100 }),
    subscriber: describePath(later, paths.to(subscriber)),
    served: services.map(({ kept }) => kept()),
  }));`;

async function answerOf<T>(args: readonly string[], cwd?: string): Promise<T> {
  const { code, stdout, stderr } = await run(args, cwd === undefined ? {} : { cwd });
  expect(code, stderr).to.equal(0);
  return JSON.parse(stdout) as T;
}

describe('L1: the slope of what is in use after forced collections', () => {
  let verdicts: Verdicts;
  let counted: Counted;
  before(async () => {
    ({ verdicts, ...counted } = await answerOf<Counted & { readonly verdicts: Verdicts }>([
      '--expose-gc',
      '--no-opt',
      ...inline(slopes),
    ])); // compiled code comes and goes, too
  });

  for (const name of ['cache', 'queue', 'listener'] as const) {
    it(`rises with a ${name} that leaks, by some bytes for each request`, () => {
      const { verdict, slope } = verdicts[name].leaking;
      expect(verdict).to.equal('leaking');
      expect(slope / 500).to.be.within(40, 1000);
    });

    it(`does not rise with the remedied ${name}`, () => {
      expect(verdicts[name].remedied.verdict, JSON.stringify(verdicts[name].remedied)).to.equal('not leaking');
    });
  }

  it('is what a snapshot that the program takes of itself counts, too', () => {
    expect(counted.kept).to.be.above(7000);
    expect(counted.sessions).to.equal(counted.kept);
  });
});

describe('L5: two heap snapshots of one program that leaks, by what Node.js has itself', () => {
  const directory = temporaryDirectory();
  let found: Found;
  before(async function () {
    this.timeout(20_000);
    const flags = ['--heapsnapshot-signal=SIGUSR2', ...inline(snapshots(directory.join('after.heapsnapshot')))];
    found = await answerOf(flags, directory.path);
  });

  const suspect = (name: string): Suspect =>
    found.suspects.find((one) => one.name === name) ?? expect.fail(`${name} is not among ${JSON.stringify(found)}`);

  it('a signal writes one with --heapsnapshot-signal, not the claimed node-heapdump', () => {
    expect(found.bySignal).to.have.length(1);
  });

  it('v8.writeHeapSnapshot writes valid JSON, without any of the claimed tools', () => {
    expect(found.written.keys).to.include.members(['snapshot', 'nodes', 'edges', 'strings']);
    expect(found.written.nodes).to.be.above(1000);
  });

  it('their difference counts the classes that have grown', () => {
    const grown = (name: string) => found.changes.find((change) => change.name === name)?.count ?? 0;
    expect(['Session', 'Job', 'Subscriber'].map(grown)).to.deep.equal([REQUESTS, REQUESTS, REQUESTS]);
  });

  it('names the class that the cache keeps, and the path that keeps it', () => {
    const { count, retained, keptBy } = suspect('Session');
    expect(count).to.equal(REQUESTS);
    expect(retained / count).to.be.within(40, 1000);
    expect(keptBy).to.match(/\(closure\) \w+ → context → .* → sessions → Map → table → \(array\) → \[\d+\] → Session$/);
  });

  it('names the class that the queue keeps, and the path', () => {
    // All of them are new but the first: two come for one that goes.
    expect(suspect('Job').count).to.be.within(REQUESTS, REQUESTS + 50);
    expect(suspect('Job').keptBy).to.match(/context → .* → backlog → Array → \[\d+\] → Job$/);
  });

  it('names the listeners that nobody took off, and the path', () => {
    expect(suspect('(closure)').count).to.equal(REQUESTS);
    expect(suspect('(closure)').keptBy).to.match(
      /bus → EventEmitter → _events → Object → news → Array → \[\d+\] → \(closure\)$/,
    );
    expect(found.subscriber).to.match(/news → Array → \[\d+\] → \(closure\) → context → .* → subscriber → Subscriber$/);
  });

  it('suspects none of the remedied ones', () => {
    expect(found.suspects.map(({ name }) => name).sort()).to.deep.equal(['(closure)', 'Job', 'Session']);
  });
});
