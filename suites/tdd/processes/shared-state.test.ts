/** State told by a notifier, from the inside: channels in memory in place of those between processes (row C5). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import {
  StateHolder,
  type Change,
  type Channel,
  type Notice,
  type Request,
  type Snapshot,
} from '../../../fixtures/processes/shared-state.ts';
import { StateView } from '../../../fixtures/processes/state-view.ts';
import { rejectionOf } from '../../support/rejection.ts';

suite('shared state', () => {
  test('C5: a subscriber is told the whole at once, and every change from then on, in order', () => {
    const holder = new StateHolder();
    holder.set('colour', 'red');
    const { view, news } = viewOf(holder);
    view.subscribe();
    holder.set('colour', 'green');
    holder.set('size', { width: 3 });
    expect(news).to.deep.equal([
      { version: 1, values: { colour: 'red' } },
      { version: 2, name: 'colour', value: 'green' },
      { version: 3, name: 'size', value: { width: 3 } },
    ]);
    expect(view.snapshot()).to.deep.equal({ version: 3, values: { colour: 'green', size: { width: 3 } } });
    expect([view.get('colour'), view.get('toString')]).to.deep.equal(['green', undefined]);
  });

  test('C5: polls that find nothing are counted, and a subscriber causes none', async () => {
    const holder = new StateHolder();
    const [polling, told] = [viewOf(holder), viewOf(holder)];
    told.view.subscribe();
    for (let poll = 0; poll < 100; poll++) {
      if (poll % 40 === 10) holder.set('poll', poll);
      await polling.view.poll();
    }
    expect(holder.uselessPolls).to.equal(100 - 3);
    expect(polling.view.snapshot()).to.deep.equal(told.view.snapshot());
    expect([polling.said(), told.said()]).to.deep.equal([100, 1]);
  });

  test('C5: who polls seldom misses what was in between; who is told does not', async () => {
    const holder = new StateHolder();
    const [polling, told] = [viewOf(holder), viewOf(holder)];
    told.view.subscribe();
    for (const value of ['starting', 'failed', 'well']) holder.set('health', value);
    await polling.view.poll();
    expect(told.news.map((change) => 'value' in change && change.value)).to.deep.equal(['starting', 'failed', 'well']);
    expect(polling.news).to.deep.equal([{ version: 3, values: { health: 'well' } }]);
  });

  test('a worker asks for a change, and sees it when all do', () => {
    const holder = new StateHolder();
    const [one, other, unsubscribed] = [viewOf(holder), viewOf(holder), viewOf(holder)];
    for (const { view } of [one, other]) view.subscribe();
    one.view.set('leader', 1);
    expect([one, other, unsubscribed].map(({ view }) => view.get('leader'))).to.deep.equal([1, 1, undefined]);
  });

  test('the same value again is no change, also where it is another object', () => {
    const holder = new StateHolder();
    expect([holder.set('list', [1]), holder.set('list', [1]), holder.set('list', [2])]).to.deep.equal([1, 1, 2]);
  });

  test('a value that was changed after it was set is another one, for the subscribers too', () => {
    const holder = new StateHolder();
    const { view } = viewOf(holder);
    view.subscribe();
    const list = [1];
    holder.set('list', list);
    list.push(2);
    expect([holder.snapshot().values['list'], holder.set('list', list), view.get('list')]).to.deep.equal([
      [1],
      2,
      [1, 2],
    ]);
  });

  test('C5: the whole that a subscriber is told answers no poll that comes after', async () => {
    const { client, server } = channelPair();
    const asked: Request[] = [];
    server.listen(
      (request) => asked.push(request),
      () => {},
    );
    const view = new StateView(client);
    view.subscribe();
    let answered = false;
    const poll = view.poll().then(() => (answered = true));
    server.send({ state: 'whole', snapshot: { version: 1, values: { a: 1 } } });
    await Promise.resolve();
    await Promise.resolve();
    expect([view.get('a'), answered, asked.length]).to.deep.equal([1, false, 2]);
    server.send({ state: 'answer', snapshot: { version: 2, values: { a: 2 } } });
    await poll;
    expect(view.get('a')).to.equal(2);
  });

  for (const how of ['closed', 'deaf', 'throwing'] as const) {
    test(`C5: a subscriber that is dead (${how}) is dropped, and the others are told nevertheless`, () => {
      const holder = new StateHolder();
      const [dead, alive] = [viewOf(holder), viewOf(holder)];
      for (const { view } of [dead, alive]) view.subscribe();
      dead.end(how);
      expect(holder.subscribers).to.equal(how === 'closed' ? 1 : 2); // the others show at the next change
      holder.set('a', 1);
      expect([holder.subscribers, alive.view.get('a'), dead.view.get('a')]).to.deep.equal([1, 1, undefined]);
    });
  }

  test('a view that missed a change asks for the whole, and leaves out what it knows', () => {
    const made = channelPair();
    const news: (Change | Snapshot)[] = [];
    const view = new StateView(made.client, (change) => news.push(change));
    const asked: Request[] = [];
    made.server.listen(
      (request) => asked.push(request),
      () => {},
    );
    const change = (version: number): Notice => ({ state: 'changed', change: { version, name: 'n', value: version } });
    for (const version of [1, 1, 3]) made.server.send(change(version));
    expect([view.version, view.get('n'), asked]).to.deep.equal([1, 1, [{ state: 'subscribe' }]]);
    made.server.send({ state: 'whole', snapshot: { version: 3, values: { n: 3 } } });
    made.server.send({ state: 'whole', snapshot: { version: 2, values: { n: 2 } } });
    made.server.send(change(2));
    expect([view.version, view.get('n'), news.length]).to.deep.equal([3, 3, 2]);
  });

  test('names are no properties of an object: __proto__ is one like any other', () => {
    const holder = new StateHolder();
    const { view } = viewOf(holder);
    view.subscribe();
    holder.set('__proto__', { polluted: true });
    expect(view.get('__proto__')).to.deep.equal({ polluted: true });
    expect(view.get('polluted')).to.equal(undefined);
    expect(Object.keys(view.snapshot().values)).to.deep.equal(['__proto__']);
  });

  test('whoever sets, subscribes late, or dies: every living subscriber has what the holder has, without a gap', () => {
    const step = fc.record({
      what: fc.constantFrom('set', 'subscribe', 'die'),
      who: fc.nat(4),
      value: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const holder = new StateHolder();
        const views = Array.from({ length: 5 }, () => viewOf(holder));
        const [subscribed, dead] = [new Set<number>(), new Set<number>()];
        for (const { what, who, value } of steps) {
          if (dead.has(who)) continue;
          if (what === 'set') views[who]!.view.set(`name ${value % 2}`, value);
          else if (what === 'subscribe') views[who]!.view.subscribe();
          else views[who]!.end('closed');
          if (what === 'subscribe') subscribed.add(who);
          if (what === 'die') dead.add(who);
        }
        for (const who of subscribed) {
          const { view, news } = views[who]!;
          const [first = 0, ...rest] = news.map(({ version }) => version);
          expect(rest).to.deep.equal(rest.map((_, index) => first + index + 1));
          if (!dead.has(who)) expect(view.snapshot()).to.deep.equal(holder.snapshot());
        }
      }),
    );
  });

  test('one question at a time, and none where nobody holds the state', async () => {
    const { client, server, end } = channelPair();
    server.listen(
      () => {},
      () => {},
    );
    const view = new StateView(client);
    const unanswered = rejectionOf(view.poll());
    expect(await rejectionOf(view.poll())).to.have.property('code', 'ERR_POLL_UNDER_WAY');
    end('closed');
    expect(await unanswered).to.have.property('code', 'ERR_HOLDER_GONE');
    expect(() => view.set('a', 1))
      .to.throw(/somebody who holds the state/)
      .with.property('code', 'ERR_HOLDER_GONE');
    for (const late of [view, view]) expect(await rejectionOf(late.poll())).to.have.property('code', 'ERR_HOLDER_GONE');
  });
});

type How = 'closed' | 'deaf' | 'throwing';

/** A view of the holder over a channel in memory. */
function viewOf(holder: StateHolder): {
  view: StateView;
  news: (Change | Snapshot)[];
  said: () => number;
  end: (how: How) => void;
} {
  const { client, server, said, end } = channelPair();
  holder.serve(server);
  const news: (Change | Snapshot)[] = [];
  return { view: new StateView(client, (change) => news.push(change)), news, said, end };
}

/** Two ends that pass copies on at once. `end` makes it closed and told so, or only deaf, or one whose `send` throws. */
function channelPair(): {
  client: Channel<Notice, Request>;
  server: Channel<Request, Notice>;
  said: () => number;
  end: (how: How) => void;
} {
  let [ended, said]: [How | undefined, number] = [undefined, 0];
  let toServer: (request: Request) => void = () => {};
  let toClient: (notice: Notice) => void = () => {};
  let [closed, clientClosed] = [(): void => {}, (): void => {}];
  const pass = <T>(message: T, hear: (message: T) => void): boolean => {
    if (ended === 'throwing') throw new Error('EPIPE');
    if (!ended) hear(JSON.parse(JSON.stringify(message)) as T);
    return !ended;
  };
  return {
    client: {
      send(request) {
        said += 1;
        return pass(request, toServer);
      },
      listen(hear, end) {
        [toClient, clientClosed] = [hear, end];
      },
    },
    server: {
      send: (notice) => pass(notice, toClient),
      listen(hear, end) {
        [toServer, closed] = [hear, end];
      },
    },
    said: () => said,
    end(how) {
      ended = how;
      if (how === 'closed') for (const tell of [closed, clientClosed]) tell();
    },
  };
}
