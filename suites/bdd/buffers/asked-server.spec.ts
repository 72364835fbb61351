/** Specifies the server with a client that always waits, by which responses are measured (row B14). */
import { createHash } from 'node:crypto';
import { once } from 'node:events';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { openAskedServer } from '../../../fixtures/buffers/asked-server.ts';
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
    server.client.kill();
    await once(server.client, 'exit');
    expect(await rejectionOf(server.answer('nobody'))).to.have.property('code', 'ERR_CLIENT_GONE');
  });
});
