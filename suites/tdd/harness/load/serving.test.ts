/** A contender that is a server: asked once from its own process, and closed with all that it needs. */
import { createServer } from 'node:http';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { serving } from '../../../../bench/serving.ts';
import { rejectionOf } from '../../../support/rejection.ts';

suite('a server as a contender', () => {
  test('is asked as it says, and closes what it needs besides when it listens no more', async () => {
    const server = createServer(({ method, url, headers }, response) => {
      response.writeHead(201).end(`${method} ${url} ${headers.cookie}`);
    });
    const listening: boolean[] = [];
    const asked = { path: '/a?b', method: 'PUT', headers: { Cookie: 'c=d' }, status: 201 };
    const timed = await serving(server, asked, () => void listening.push(server.listening));
    expect(await timed()).to.deep.equal({ status: 201, body: 'PUT /a?b c=d' });
    expect(timed.served).to.include({ method: 'PUT', status: 201 });
    expect(listening).to.deep.equal([]);
    await timed[Symbol.asyncDispose]!();
    expect(listening).to.deep.equal([false]);
    expect(await rejectionOf(timed() as Promise<unknown>)).to.have.property('code', 'ECONNREFUSED');
  });
});
