/** The queue of messages that nobody has taken yet, against an array as its model. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { Inbox } from '../../../../fixtures/network/websocket/inbox.ts';

suite('the inbox of a WebSocket connection', () => {
  test('gives everything in order, is full from its bound on, and says when it is no longer', async () => {
    const step = fc.oneof(fc.string({ maxLength: 40 }), fc.constant(undefined));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        let rooms = 0;
        const inbox = new Inbox(400, () => rooms++);
        const model: string[] = [];
        const weight = (): number => model.reduce((sum, { length }) => sum + 64 + 2 * length, 0);
        for (const message of steps) {
          const [before, wasFull] = [rooms, inbox.full];
          if (message !== undefined) {
            inbox.push(message);
            model.push(message);
          } else if (model.length > 0) {
            expect(await inbox.next()).to.deep.equal({ done: false, value: model.shift() });
          }
          expect(inbox.full).to.equal(weight() >= 400);
          expect(rooms - before).to.equal(wasFull && !inbox.full ? 1 : 0);
        }
        inbox.end();
        for (const value of model) expect(await inbox.next()).to.deep.equal({ done: false, value });
        expect(await inbox.next()).to.deep.equal({ done: true, value: undefined });
      }),
      { numRuns: 30 },
    );
  });

  test('gives a message to whoever has waited longest, and all who wait the end', async () => {
    const inbox = new Inbox(1, () => {});
    const waiting = [inbox.next(), inbox.next(), inbox.next()];
    inbox.push('a');
    inbox.push('b');
    expect(inbox.full).to.equal(false);
    inbox.end();
    expect((await Promise.all(waiting)).map(({ value }) => value)).to.deep.equal(['a', 'b', undefined]);
  });
});
