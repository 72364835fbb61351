/** The limits of a server's connections, from the inside; that they hold is shown over sockets (half-open.spec.ts). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { limitedServer } from '../../../fixtures/network/http/limited-server.ts';

suite('the limits of connections', () => {
  test('are stricter than those of Node by default, and each may be set', () => {
    const { maxConnections, headersTimeout, requestTimeout, keepAliveTimeout, timeout } = limitedServer();
    expect({ maxConnections, headersTimeout, requestTimeout, keepAliveTimeout, timeout }).to.deep.equal({
      maxConnections: 5000,
      headersTimeout: 10_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 5000,
      timeout: 60_000,
    });
    const own = limitedServer({ connections: 1, headersMs: 2, requestMs: 3, keepAliveMs: 4, checkMs: 5, idleMs: 6 });
    expect([
      own.maxConnections,
      own.headersTimeout,
      own.requestTimeout,
      own.keepAliveTimeout,
      own.timeout,
    ]).to.deep.equal([1, 2, 3, 4, 6]);
  });

  test('are whole numbers from 1 on, and headers end before their request', () => {
    for (const name of ['connections', 'headersMs', 'requestMs', 'keepAliveMs', 'idleMs', 'checkMs']) {
      for (const wrong of [0, 1.5, Number.NaN, Infinity]) {
        expect(() => limitedServer({ [name]: wrong }), `${name} ${wrong}`)
          .to.throw(RangeError)
          .with.property('code', 'ERR_OUT_OF_RANGE');
      }
    }
    expect(() => limitedServer({ headersMs: 3, requestMs: 2 }))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
