/** The thread pool, from the outside: pipes that hold its threads, in processes of a known size (rows P3, P8, X6, X12). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { holdThread } from '../../../fixtures/async/held-thread.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const title = fifosPossible ? '' : ' (skipped: mkfifo is not installed)';

/** Five openings that wait, and a request that has nothing to do with them. */
const PROGRAM = `
  import fs from 'node:fs';
  import { holdThread } from '${compiled('fixtures/async/held-thread.ts')}';
  import { Overlap } from '${compiled('fixtures/async/overlap.ts')}';
  const round = () => new Promise((resolve) => setImmediate(resolve));
  const [operations, seen, order] = [new Overlap(), {}, []];
  const free = process.env.FREE === 'yes';

  const held = process.env.PIPES.split(':').slice(0, 4).map(holdThread);
  const opened = held.map((one, index) => operations.untilSettled(one.opened).then(() => order.push('pipe ' + index)));
  const stat = fs.promises.stat('.').then(() => order.push('stat'));
  const fifth = holdThread(process.env.PIPES.split(':')[4]);
  opened.push(operations.untilSettled(fifth.opened).then(() => order.push('fifth')));
  if (free) await stat;
  // A pipe is released but once; the rounds have an end so that a pool that is too small fails, and does not hang.
  const found = async ({ release }, rounds) => {
    for (let gone = 0; gone < rounds; gone++) {
      if (release()) return true;
      await round();
    }
    return false;
  };
  for (let rounds = 0; rounds < 50; rounds++) await round();
  order.push('the loop has gone round');
  seen.fifthAmongFour = await found(fifth, free ? 1e6 : 50);

  // The fourth is found in the system while the three before it are still waiting: four at once.
  seen.fourth = await found(held[3], 1e6);
  const late = [...held.slice(0, 3), ...(seen.fourth ? [] : [held[3]]), ...(seen.fifthAmongFour ? [] : [fifth])];
  for (const one of late) await found(one, 1e6);
  await Promise.all([stat, ...opened]);
  console.log(JSON.stringify({ ...seen, order, most: operations.most }));`;

(fifosPossible ? describe : describe.skip)(`the thread pool${title}`, () => {
  const directory = temporaryDirectory();

  interface Seen {
    readonly order: readonly string[];
    /** Whether the fifth was found waiting in the system while the four others were. */
    readonly fifthAmongFour: boolean;
    /** Whether the fourth was, with the three others. */
    readonly fourth: boolean;
    readonly most: number;
  }
  const seen: Record<string, Seen> = {};

  before(async () => {
    const sizes = { usual: undefined, 5: '5' };
    await Promise.all(
      Object.entries(sizes).map(async ([name, size]) => {
        const pipes = Array.from({ length: 5 }, (_, index) => makeFifo(directory.join(`pipe-${name}-${index}`)));
        const env = { UV_THREADPOOL_SIZE: size, PIPES: pipes.join(':'), FREE: size === undefined ? 'no' : 'yes' };
        const { stdout, stderr } = await run(inline(PROGRAM), { env });
        expect(stdout, stderr).to.match(/^\{/);
        seen[name] = JSON.parse(stdout) as Seen;
      }),
    );
  });

  it('X12: four openings that wait hold up an unrelated look at a directory, while the loop goes round', () => {
    const { order } = seen['usual']!;
    expect(order[0]).to.equal('the loop has gone round');
    expect(order.indexOf('stat')).to.be.greaterThan(0);
  });

  it('X12: with one thread more in the pool it comes through', () => {
    expect(seen['5']!.order.slice(0, 2)).to.deep.equal(['stat', 'the loop has gone round']);
  });

  it('P3: tasks of the pool are parallel: the fourth is at work before any of the three others has ended', () => {
    expect(seen['usual']!.fourth).to.equal(true);
    expect(seen['usual']!.order).to.have.members([
      'the loop has gone round',
      'stat',
      'fifth',
      ...[0, 1, 2, 3].map((one) => `pipe ${one}`),
    ]);
  });

  it('P3: the fifth of five waits for a thread of four: all five are under way, and not all of them parallel', () => {
    expect([seen['usual']!.fifthAmongFour, seen['usual']!.most]).to.deep.equal([false, 5]);
    expect(seen['5']!.fifthAmongFour).to.equal(true);
  });

  it('refuses to hold a thread with what is no pipe', () => {
    expect(() => holdThread(directory.write('regular', '')))
      .to.throw(/mkfifo/)
      .with.property('code', 'ERR_NOT_A_FIFO');
    expect(() => holdThread(directory.join('missing')))
      .to.throw()
      .with.property('code', 'ENOENT');
  });
});
