/** Specifies the client of the debugging protocol over a wire that is held in the hand (row D2). */
import { expect } from 'chai';
import { beforeEach, suite, test } from 'mocha';
import { stub } from 'sinon';

import { ProtocolClient, type Wire } from '../../../fixtures/debugging/protocol-client.ts';
import { evaluate, localsOf, breakAt, nextPause } from '../../../fixtures/debugging/breakpoints.ts';
import { readListening } from '../../../fixtures/debugging/inspected-program.ts';
import type { Clock } from '../../../fixtures/data/clock.ts';
import { madeClock } from '../../support/made-clock.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** The other side: what was sent, and what it says. */
class Peer implements Wire {
  readonly sent: any[] = [];
  closed = 0;
  say = (_text: string): void => {};
  hangUp = (): void => {};

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed += 1;
    this.hangUp();
  }
  attach(received: (text: string) => void, closed: () => void): void {
    this.say = received;
    this.hangUp = closed;
  }
  tell(message: unknown): void {
    this.say(JSON.stringify(message));
  }
}

suite('D2: a client of the protocol that --inspect serves', () => {
  let peer: Peer;
  let client: ProtocolClient;

  beforeEach(() => {
    peer = new Peer();
    client = new ProtocolClient(peer);
  });

  test('numbers its commands, and gives each the answer with its number, in whatever order they come', async () => {
    const [first, second] = [client.command('A.one', { x: 1 }), client.command('A.two')];
    expect(peer.sent).to.deep.equal([
      { id: 1, method: 'A.one', params: { x: 1 } },
      { id: 2, method: 'A.two', params: {} },
    ]);
    peer.tell({ id: 2, result: { two: true } });
    peer.tell({ id: 1, result: { one: true } });
    expect(await Promise.all([first, second])).to.deep.equal([{ one: true }, { two: true }]);
  });

  test('rejects with the code that the protocol gives, and the method', async () => {
    const command = client.command('No.such');
    peer.tell({ id: 1, error: { code: -32601, message: "'No.such' wasn't found" } });
    const error = await rejectionOf(command);
    expect(error).to.include({ code: 'ERR_PROTOCOL', protocolCode: -32601, method: 'No.such' });
    expect(error.message).to.include("'No.such' wasn't found (-32601)");
  });

  test('tells events to those who listen, until they no longer do', () => {
    const heard: unknown[] = [];
    const off = client.on('A.event', (params) => heard.push(params));
    peer.tell({ method: 'A.event', params: { n: 1 } });
    peer.tell({ method: 'A.other', params: { n: 2 } });
    peer.tell({ method: 'A.event' });
    off();
    peer.tell({ method: 'A.event', params: { n: 3 } });
    expect(heard).to.deep.equal([{ n: 1 }, {}]);
  });

  test('waits for one event, the next', async () => {
    const next = client.once('A.event');
    peer.tell({ method: 'A.event', params: { n: 1 } });
    peer.tell({ method: 'A.event', params: { n: 2 } });
    expect(await next).to.deep.equal({ n: 1 });
  });

  test('rejects what waits when the connection ends, and everything afterwards', async () => {
    const waiting = [client.command('A.one'), client.once('A.event')];
    peer.hangUp();
    for (const one of [...waiting, client.command('A.two'), client.once('A.event')]) {
      expect(await rejectionOf(one)).to.have.property('code', 'ERR_PROTOCOL_CLOSED');
    }
    expect(peer.sent).to.have.length(1);
  });

  test('rejects what waits when it is closed itself, and says that it was itself', async () => {
    const waiting = client.command('A.one');
    client[Symbol.dispose]();
    expect((await rejectionOf(waiting)).message).to.include('this client has closed it');
    expect(peer.closed).to.equal(1);
  });

  for (const { what, text } of [
    { what: 'no JSON', text: 'hello' },
    { what: 'null', text: 'null' },
    { what: 'neither an answer nor an event', text: '{"result":{}}' },
  ]) {
    test(`gives the connection up where ${what} comes`, async () => {
      const waiting = client.command('A.one');
      peer.say(text);
      expect(await rejectionOf(waiting)).to.have.property('code', 'ERR_PROTOCOL_MALFORMED');
      expect(peer.closed).to.equal(1);
    });
  }

  test('keeps nothing of a command that could not be sent, of one that was answered, and of one that came too late', async () => {
    const clock = madeClock();
    let asked = 0;
    const calledOff: number[] = [];
    const after: Clock['after'] = (ms, call) => {
      const callOff = clock.after(ms, call);
      const number = (asked += 1);
      return () => {
        calledOff.push(number);
        callOff();
      };
    };
    const limited = new ProtocolClient(peer, { limitMs: 500, clock: { ...clock, after } });
    expect(await rejectionOf(limited.command('A.one', { x: 1n }))).to.be.instanceOf(TypeError);
    expect([clock.owed, calledOff]).to.deep.equal([0, []]);

    const send = stub(peer, 'send').throws(new Error('no wire'));
    expect((await rejectionOf(limited.command('A.one'))).message).to.equal('no wire');
    send.restore();
    expect([clock.owed, calledOff]).to.deep.equal([0, [1]]);

    const late = limited.command('A.two');
    clock.advance(500);
    await rejectionOf(late);
    const answered = limited.command('A.three');
    peer.tell({ id: peer.sent.at(-1).id, result: {} });
    await answered;
    expect([clock.owed, calledOff]).to.deep.equal([0, [1, 3]]);
    // Whatever were kept would be called off here.
    peer.hangUp();
    expect(calledOff).to.deep.equal([1, 3]);
  });

  test('gives a command so much time and no more; a late answer is nobody’s', async () => {
    const clock = madeClock();
    const limited = new ProtocolClient(peer, { limitMs: 500, clock });
    const [late, event, intime] = [limited.command('A.one'), limited.once('A.event'), limited.command('A.two')];
    clock.advance(499);
    peer.tell({ id: 2, result: {} });
    expect(await intime).to.deep.equal({});
    clock.advance(1);
    const error = await rejectionOf(late);
    expect(error).to.include({ code: 'ERR_PROTOCOL_TIMEOUT', method: 'A.one' });
    expect(error.message).to.include('500 ms');
    expect(await rejectionOf(event)).to.include({ code: 'ERR_PROTOCOL_TIMEOUT', method: 'A.event' });
    peer.tell({ id: 1, result: {} });
    expect(clock.owed).to.equal(0);
  });
});

suite('D2: breakpoints in the words of the protocol', () => {
  test('lines begin at 1 here and at 0 there', async () => {
    const peer = new Peer();
    const setting = breakAt(new ProtocolClient(peer), 'file:///a.js', 3);
    expect(peer.sent[0]).to.deep.include({ params: { url: 'file:///a.js', lineNumber: 2 } });
    peer.tell({ id: 1, result: { breakpointId: 'it' } });
    expect(await setting).to.equal('it');
    expect(await rejectionOf(breakAt(new ProtocolClient(peer), 'file:///a.js', 0))).to.have.property(
      'code',
      'ERR_OUT_OF_RANGE',
    );
  });

  test('a pause is told with its frames', async () => {
    const peer = new Peer();
    const pause = nextPause(new ProtocolClient(peer), new Map([['9', 'file:///a.js']]));
    const location = { scriptId: '9', lineNumber: 2 };
    const callFrames = [{ functionName: 'f', location, callFrameId: '1', scopeChain: [] }];
    peer.tell({ method: 'Debugger.paused', params: { reason: 'other', callFrames } });
    const frames = [{ name: 'f', url: 'file:///a.js', line: 3, id: '1', scopes: [] }];
    expect(await pause).to.deep.equal({ reason: 'other', hit: [], frames });
  });

  test('a frame without a local scope has no local variables', async () => {
    const frame = { name: '', url: '', line: 1, id: '1', scopes: [{ type: 'global' }] };
    const error = await rejectionOf(localsOf(new ProtocolClient(new Peer()), frame));
    expect(error).to.have.property('code', 'ERR_NO_LOCALS');
  });

  test('local variables are those of the function and of the blocks in it; the inner hide the outer', async () => {
    const scope = (type: string, objectId: string) => ({ type, object: { objectId } });
    const scopes = ['block', 'catch', 'local', 'closure', 'block', 'global'].map((type, at) => scope(type, String(at)));
    const peer = new Peer();
    const reading = localsOf(new ProtocolClient(peer), { name: 'f', url: '', line: 1, id: '1', scopes });
    expect(peer.sent.map(({ params }) => params.objectId)).to.deep.equal(['0', '1', '2']);
    const number = (name: string, value: number) => ({ name, value: { type: 'number', value } });
    peer.tell({ id: 1, result: { result: [number('x', 1), { name: 'later' }] } });
    peer.tell({ id: 2, result: { result: [number('x', 2), number('error', 2)] } });
    peer.tell({ id: 3, result: { result: [number('x', 3), number('y', 3)] } });
    expect(await reading).to.deep.equal({ x: 1, later: undefined, error: 2, y: 3 });
  });

  for (const { remote, value } of [
    { remote: { type: 'number', value: 42 }, value: 42 },
    { remote: { type: 'number', unserializableValue: 'NaN', description: 'NaN' }, value: Number.NaN },
    { remote: { type: 'number', unserializableValue: '-0', description: '-0' }, value: -0 },
    { remote: { type: 'bigint', unserializableValue: '12n', description: '12n' }, value: 12n },
    { remote: { type: 'undefined' }, value: undefined },
    { remote: { type: 'object', subtype: 'null', value: null }, value: null },
    { remote: { type: 'object', className: 'Map', description: 'Map(2)', objectId: '7' }, value: 'Map(2)' },
  ]) {
    test(`reads ${JSON.stringify(remote)}`, async () => {
      const peer = new Peer();
      const evaluated = evaluate(new ProtocolClient(peer), 'it');
      peer.tell({ id: 1, result: { result: remote } });
      expect(await evaluated).to.deep.equal(value);
    });
  }

  for (const { said, url } of [
    { said: 'Debugger listening on ws://127.0.0.1:9229/abc-1\nFor help\n', url: 'ws://127.0.0.1:9229/abc-1' },
    { said: '(node:1) Warning: x\nDebugger listening on ws://[::1]:80/a\r\n', url: 'ws://[::1]:80/a' },
    { said: 'Debugger listening on ws://127.0.0.1:92', url: undefined },
    { said: 'it says: Debugger listening on ws://127.0.0.1:9229/abc\n', url: undefined },
  ]) {
    test(`finds ${url ?? 'no address'} in ${JSON.stringify(said)}`, () => {
      expect(readListening(said)).to.equal(url);
    });
  }
});
