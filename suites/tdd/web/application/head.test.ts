/** The head of an answer: what is common to all, and what it has of its own. */
import { ServerResponse, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { CommonHeaders, setAll } from '../../../../fixtures/web/application/head.ts';

suite('the head of an answer', () => {
  const common = new CommonHeaders({ 'X-Frame-Options': 'DENY', 'Cache-Control': 'no-store' });

  test('has what all have, in order, then its own, then the cookies; nothing for undefined', () => {
    const head = common.with({ 'Content-Length': 3, 'X-None': undefined }, ['a=1', 'b=2']);
    const all = ['X-Frame-Options', 'DENY', 'Cache-Control', 'no-store', 'Content-Length', 3];
    expect(head).to.deep.equal([...all, 'Set-Cookie', ['a=1', 'b=2']]);
    expect(common.with({}, [])).to.deep.equal(all.slice(0, 4));
  });

  test('has each name once, in whatever letters: the last counts', () => {
    const head = common.with({ 'cache-control': 'a', 'X-Own': 'b', 'x-own': 'c', 'set-cookie': 'd' }, ['e']);
    expect(head).to.deep.equal(['X-Frame-Options', 'DENY', 'cache-control', 'a', 'x-own', 'c', 'Set-Cookie', ['e']]);
  });

  test('set one by one it is the same', () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    setAll(response, common.with({ 'cache-control': 'a' }, ['b']));
    expect({ ...response.getHeaders() }).to.deep.equal({
      'x-frame-options': 'DENY',
      'cache-control': 'a',
      'set-cookie': ['b'],
    });
  });
});
