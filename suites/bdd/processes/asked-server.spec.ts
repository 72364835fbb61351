/** Specifies the server with a client that always waits, by which responses are measured (row B14). */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Server } from 'node:net';

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { spy, stub } from 'sinon';

import { openAskedServer } from '../../../fixtures/processes/asked-server.ts';
import { textOf } from '../../../fixtures/data/text.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('B14: a server with a client that always waits for an answer', () => {
  it('is told what the client got: the same bytes of a string as of a Buffer, claimed to be cheaper', async () => {
    await using server = await openAskedServer();
    for (const text of ['', 'hé 你', textOf('cjk', 200_000)]) {
      const bytes = Buffer.from(text);
      const got = `${bytes.length} ${createHash('sha1').update(bytes).digest('hex')}`;
      expect([await server.answer(text), await server.answer(bytes)]).to.deep.equal([got, got]);
    }
    const first = server.answer('first');
    expect(await rejectionOf(server.answer('second'))).to.have.property('code', 'ERR_NOT_ASKED');
    expect(await first).to.match(/^5 /);
    expect(await server.answer('')).to.match(/^0 /);
    server.client.kill();
    await once(server.client, 'exit');
    expect(await rejectionOf(server.answer('nobody'))).to.have.property('code', 'ERR_CLIENT_GONE');
  });

  for (const { what, program } of [
    { what: 'cannot be started', program: '/nowhere/node' },
    { what: 'ends before it asks', program: 'false' },
  ]) {
    it(`is closed again where the client ${what}`, async () => {
      const node = stub(process, 'execPath').value(program);
      const listen = spy(Server.prototype, 'listen');
      const error = await rejectionOf(openAskedServer()).finally(() => [node, listen].forEach((one) => one.restore()));
      expect(error).to.have.property('code', 'ERR_CLIENT_GONE');
      const servers = listen.thisValues as Server[];
      expect(servers.map(({ listening }) => listening)).to.deep.equal([false]);
    });
  }
});
