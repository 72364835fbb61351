/** The requests and handles that the loop is watching, by name (row X11). */
import fs from 'node:fs';
import net from 'node:net';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { activeResources, moreThan } from '../../../fixtures/async/active-resources.ts';
import { listening } from '../../support/server.ts';

suite('active resources, called observers and request objects in the notes', () => {
  test('X11: a request of the file system is one until its callback has run', async () => {
    const before = activeResources();
    const called = new Promise<void>((resolve) => {
      fs.stat('.', () => resolve());
      fs.stat('.', () => {});
    });
    expect(moreThan(before)).to.deep.equal({ FSReqCallback: 2 });
    await called;
    while (moreThan(before)['FSReqCallback']) await new Promise((resolve) => setImmediate(resolve));
  });

  test('X11: a timer is one while it is set, unless it does not keep the loop alive', () => {
    const before = activeResources();
    const timer = setTimeout(() => {}, 1e6);
    expect(moreThan(before)).to.deep.equal({ Timeout: 1 });
    timer.unref();
    expect(moreThan(before)).to.deep.equal({});
    timer.ref();
    expect(moreThan(before)).to.deep.equal({ Timeout: 1 });
    clearTimeout(timer);
    expect(moreThan(before)).to.deep.equal({});
  });

  test('an immediate is one, and a synchronous call is none', () => {
    const before = activeResources();
    const immediate = setImmediate(() => {});
    fs.statSync('.');
    expect(moreThan(before)).to.deep.equal({ Immediate: 1 });
    clearImmediate(immediate);
    expect(moreThan(before)).to.deep.equal({});
  });

  test('X11: a server that listens is one, until it is closed', async () => {
    const before = activeResources();
    await using server = await listening(net.createServer());
    expect(moreThan(before)).to.have.property('TCPServerWrap', 1);
    await server.close();
    while (moreThan(before)['TCPServerWrap']) await new Promise((resolve) => setImmediate(resolve));
  });

  test('fewer of a kind are not more', () => {
    expect(moreThan({ Timeout: 2, Immediate: 1 }, { Timeout: 1, Immediate: 3, FSReqCallback: 1 })).to.deep.equal({
      Immediate: 2,
      FSReqCallback: 1,
    });
  });
});
