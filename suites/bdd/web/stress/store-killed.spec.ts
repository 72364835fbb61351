/**
 * The demo site while its store of sessions is killed and started again, under load: 503 meanwhile and nothing else, and
 * right again as soon as the store is; nobody loses a session that the store still has (rows WA11 and WA12).
 *
 * Here each store is killed once. To see it ten times:
 * `TOUCHSTONE_STORE_KILLS=10 npx mocha --no-config --timeout 60000 dist/suites/bdd/web/stress/store-killed.spec.js`
 */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { KeptStoreOptions } from '../../../../fixtures/web/sessions/kept-store.ts';
import { RedisStore } from '../../../../fixtures/web/sessions/redis-store.ts';
import { RespStore } from '../../../../fixtures/web/sessions/resp-store.ts';
import { amount } from '../../../support/amount.ts';
import { demoSite } from '../../../support/demo-site.ts';
import { DemoVisitor, type Seen } from '../../../support/demo-visitor.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { compiled, inline } from '../../../support/program.ts';
import { storeProgram, type StoreProgram } from '../../../support/store-program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

const KILLS = amount('STORE_KILLS', 1);
const VISITORS = 6;
/** Of a request, in milliseconds: one that is not answered by then hangs. */
const LIMIT_MS = 10_000;

/** What the store does meanwhile: it answers; it is dead, and the site knows; it is dying, or coming up. */
type Phase = 'up' | 'dead' | 'between';

/** `here`: signed in. `nobody`: sent to sign in. */
type Said = 'here' | 'nobody' | 'unavailable' | 'wrong' | 'failed';

interface Visit {
  readonly said: Said;
  /** That in which it began and ended, where that is the same one. */
  readonly phase: Phase | undefined;
  /** Whether the store has lost what it had since the visitor signed in. */
  readonly forgotten: boolean;
}

interface Store {
  readonly program: StoreProgram;
  readonly open: (options: Omit<KeptStoreOptions, 'address'>) => RedisStore | RespStore;
  /** Whether it has after a restart what it had before. */
  readonly lasting: boolean;
}

whenInstalled('redis-server', describe)('the demo site over a Redis that is killed under load', (command) => {
  const directory = temporaryDirectory();
  const socket = (): string => directory.join('redis');
  // It writes down every change before it answers, so that a kill loses nothing that was answered.
  const lasting = '--port 0 --save  --appendonly yes --appendfsync always --daemonize no';
  const args = (): string[] => [...lasting.split(' '), '--dir', directory.path, '--unixsocket', socket()];
  const program = storeProgram({ command, args, socket, asked: 'PING\r\n', answers: '+PONG' });
  const open: Store['open'] = (options) => new RedisStore({ ...options, address: { path: socket() } });

  it('WA11, WA12: says 503 while it is down and nothing else, and knows everybody when it is back', () =>
    killUnderLoad(directory.fresh(), { program, open, lasting: true }));
});

describe('the demo site over a store by hand that is killed under load', () => {
  const directory = temporaryDirectory();
  const socket = (): string => directory.join('byhand');
  const source = inline(`
    import fs from 'node:fs';
    import { RespServer } from ${JSON.stringify(compiled('fixtures/web/sessions/resp-server.ts'))};
    const [path] = process.argv.slice(1);
    fs.rmSync(path, { force: true }); // what was killed has left it there
    await RespServer.listen({ address: { path } });`);
  const asked = '*1\r\n$4\r\nPING\r\n';
  const args = (): string[] => [...source, socket()];
  const program = storeProgram({ command: process.execPath, args, socket, asked, answers: '+PONG' });
  const open: Store['open'] = (options) => new RespStore({ ...options, address: { path: socket() } });

  it('WA11, WA12: says 503 while it is down and nothing else; it has lost everybody, and who signs in again stays so', () =>
    killUnderLoad(directory.fresh(), { program, open, lasting: false }));
});

async function killUnderLoad(directory: string, { program, open, lasting }: Store): Promise<void> {
  let failedAttempts = 0;
  await program.start();
  // A busy machine may take its time: how slow a store may be is looked at elsewhere.
  await using store = open({
    timeoutMs: LIMIT_MS,
    firstWaitMs: 1,
    mostWaitMs: 5,
    onChange: (error) => (failedAttempts += Number(error !== undefined)),
  });
  await store.ready();
  await using site = await demoSite(directory, { store, attempts: { most: 1000 } });
  await using load = new Load(site.port, lasting);
  await load.begin();
  for (let nth = 0; nth < KILLS.count; nth++) {
    await load.until('here');
    load.phase = 'between';
    await program.kill();
    await load.until('unavailable');
    load.phase = 'dead';
    await load.until('unavailable');
    load.phase = 'between';
    load.starts += 1;
    await program.start();
    const before = failedAttempts;
    await store.ready();
    load.phase = 'up';
    await load.until('here');
    // One that had begun before the store answered, and no more.
    expect(failedAttempts - before).to.be.at.most(1);
  }
  const visits = await load.end();

  const count = (said: Said): number => visits.filter((visit) => visit.said === said).length;
  const [answered, refused, unknown] = [count('here'), count('unavailable'), count('nobody')];
  KILLS.tell(`${visits.length} requests: ${answered} answered, ${refused} with 503, ${unknown} of nobody`);
  expect(answered + refused + (lasting ? 0 : unknown), 'answers that are right').to.equal(visits.length);
  const wrongly = (phase: Phase, right: (visit: Visit) => Said): Visit[] =>
    visits.filter((visit) => visit.phase === phase && visit.said !== right(visit));
  expect(wrongly('up', ({ forgotten }) => (forgotten ? 'nobody' : 'here'))).to.deep.equal([]);
  expect(wrongly('dead', () => 'unavailable')).to.deep.equal([]);
  expect(visits.filter(({ said, forgotten }) => said === 'nobody' && !forgotten)).to.deep.equal([]);
}

/** Visitors that look at their uploads one time after the other, and sign in where they are asked to. */
class Load implements AsyncDisposable {
  /** How often the store has been started again. */
  starts = 0;
  readonly #lasting: boolean;
  readonly #visitors: readonly DemoVisitor[];
  readonly #visits: Visit[] = [];
  #loops: Promise<unknown> = Promise.resolve();
  #phase: Phase = 'up';
  #changes = 0;
  #over = false;

  constructor(port: number, lasting: boolean) {
    this.#lasting = lasting;
    this.#visitors = Array.from({ length: VISITORS }, () => new DemoVisitor(port, LIMIT_MS));
  }

  set phase(phase: Phase) {
    this.#phase = phase;
    this.#changes += 1;
  }

  async begin(): Promise<void> {
    for (const visitor of this.#visitors) expect((await visitor.signIn()).status).to.equal(303);
    this.#loops = Promise.all(this.#visitors.map((visitor) => this.#visitAgain(visitor)));
  }

  /** Waits until so many answers more have said that, as if each visitor had heard it twice. */
  async until(said: Said): Promise<void> {
    const count = (): number => this.#visits.filter((visit) => visit.said === said).length;
    const enough = count() + 2 * VISITORS;
    await until(() => count() >= enough, `answers that say ${said}`);
  }

  async end(): Promise<readonly Visit[]> {
    this.#over = true;
    await this.#loops;
    for (const visitor of this.#visitors) visitor.close();
    return this.#visits;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  async #visitAgain(visitor: DemoVisitor): Promise<void> {
    let signedIn = this.starts;
    while (!this.#over) {
      const said = await this.#ask(() => visitor.get('/uploads'), signedIn);
      if (said !== 'nobody') continue;
      const start = this.starts;
      const now = await this.#ask(() => visitor.signIn(), start);
      // In which of its lives the store has it, is known where there was only one meanwhile.
      if (now === 'here' && start === this.starts) signedIn = start;
    }
  }

  async #ask(ask: () => Promise<Seen>, signedIn: number): Promise<Said> {
    const changes = this.#changes;
    const said = await ask().then(saidBy, () => 'failed' as const);
    const phase = changes === this.#changes ? this.#phase : undefined;
    this.#visits.push({ said, phase, forgotten: !this.#lasting && this.starts > signedIn });
    return said;
  }
}

function saidBy({ status, text, location }: Seen): Said {
  if (status === 200 && text.includes('<strong>ada</strong>')) return 'here';
  if (status === 303) return location?.startsWith('/sign-in') ? 'nobody' : 'here';
  return status === 503 && text.includes('SESSION_STORE_DOWN') ? 'unavailable' : 'wrong';
}
