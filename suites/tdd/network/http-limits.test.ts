/** The limits of an HTTP server as Node is told them: its times are its own, and run on its own clock. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { BoundedHttpServer, type HttpServerOptions } from '../../../fixtures/network/http/bounded-server.ts';

function told(options: Partial<HttpServerOptions> = {}): object {
  const { server } = new BoundedHttpServer({ answer: () => ({}), ...options });
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxRequestsPerSocket, maxConnections } = server;
  const { connectionsCheckingInterval: checking } = server as unknown as { connectionsCheckingInterval: number };
  return { headersTimeout, requestTimeout, keepAliveTimeout, timeout, checking, maxRequestsPerSocket, maxConnections };
}

suite('the limits of an HTTP server', () => {
  test('H7: are shorter by default than those of Node', () => {
    expect(told()).to.deep.equal({
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 5000,
      timeout: 60_000,
      checking: 1000,
      maxRequestsPerSocket: 1000,
      maxConnections: 1000,
    });
  });

  test('are told to Node as they are given', () => {
    const times = { headersMs: 3, requestMs: 4, keepAliveMs: 5, idleMs: 9, checkMs: 6 };
    expect(told({ ...times, requests: 7, connections: 8 })).to.deep.equal({
      headersTimeout: 3,
      requestTimeout: 4,
      keepAliveTimeout: 5,
      timeout: 9,
      checking: 6,
      maxRequestsPerSocket: 7,
      maxConnections: 8,
    });
  });

  test('a time for the request that is shorter than that for its headers holds for both', () => {
    expect(told({ requestMs: 2000 })).to.include({ headersTimeout: 2000, requestTimeout: 2000 });
  });

  test('one that is none is refused, by its name', () => {
    for (const name of [
      'headerBytes',
      'headers',
      'bodyBytes',
      'connections',
      'requests',
      'checkMs',
      'lingerMs',
      'graceMs',
    ]) {
      for (const bad of [0, 1.5, 2 ** 31, Number.NaN]) {
        expect(() => told({ [name]: bad }))
          .to.throw(RangeError, `the limit ${name} `)
          .with.property('code', 'ERR_OUT_OF_RANGE');
      }
    }
  });
});
