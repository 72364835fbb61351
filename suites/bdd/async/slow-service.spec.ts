/** A service that answers late, and its client. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { createSandbox } from 'sinon';
import { activeResources, moreThan } from '../../../fixtures/async/active-resources.ts';
import { startSlowService, type SlowService } from '../../../fixtures/async/slow-service.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('a service that answers late', () => {
  const sandbox = createSandbox();
  let service: SlowService | undefined;
  afterEach(async () => {
    sandbox.restore();
    await service?.close();
    service = undefined;
  });

  it('answers squares, however many ask at once, and is gone when it is closed', async () => {
    const { square, close } = await startSlowService(0);
    expect(await Promise.all([1, 2, 3].map(square))).to.deep.equal([1, 4, 9]);
    await close();
    expect(await rejectionOf(square(4))).to.have.property('code', 'ECONNREFUSED');
  });

  it('has no timers any more when it is closed before it has answered', async () => {
    const { square, close } = await startSlowService(60_000);
    const before = activeResources();
    const open = rejectionOf(square(1));
    while (!moreThan(before)['Timeout']) await new Promise((resolve) => setImmediate(resolve));
    await close();
    expect(await open).to.have.property('code', 'ECONNRESET');
    expect(moreThan(before)).to.not.have.property('Timeout');
  });

  it('promises no end to a connection that rests', async () => {
    const created = sandbox.spy(http, 'createServer');
    service = await startSlowService(0);
    const { port } = (created.firstCall.returnValue as http.Server).address() as AddressInfo;
    const agent = new http.Agent({ keepAlive: true });
    const [response] = (await once(http.get({ port, agent, path: '/2' }), 'response')) as [http.IncomingMessage];
    response.resume();
    await once(response, 'end');
    agent.destroy();
    expect(response.headers).to.include({ connection: 'keep-alive' }).and.not.to.have.property('keep-alive');
  });

  for (const wrong of [-1, 0.5]) {
    it(`refuses a latency of ${wrong} ms`, async () => {
      expect(await rejectionOf(startSlowService(wrong))).to.have.property('code', 'ERR_OUT_OF_RANGE');
    });
  }
});
