/** The small registry answers as npm expects one to (row N8). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { registryOf } from '../../../fixtures/versions/registry.ts';
import { listening } from '../../support/server.ts';

suite('a registry of a few packages', () => {
  const published = {
    thing: { '1.0.0': { engines: { node: '>=18' } }, '2.0.0': { deprecated: 'why' } },
    '@scope/thing': { '0.1.0': {} },
  };

  test('N8: tells all versions of a package with their engines, and which is the latest', async () => {
    await using server = await listening(registryOf(published));
    const answer = await fetch(`${server.url}/thing`);
    const { name, versions, 'dist-tags': tags } = (await answer.json()) as Record<string, any>;
    expect({ status: answer.status, name, tags }).to.deep.equal({
      status: 200,
      name: 'thing',
      tags: { latest: '2.0.0' },
    });
    expect(Object.keys(versions)).to.deep.equal(['1.0.0', '2.0.0']);
    expect(versions['1.0.0']).to.deep.include({ name: 'thing', version: '1.0.0', engines: { node: '>=18' } });
    expect(versions['2.0.0']).to.include({ deprecated: 'why' });
  });

  test('takes a query for no part of the name, and refuses what is no name; then it answers on', async () => {
    await using server = await listening(registryOf(published));
    expect((await fetch(`${server.url}/thing?write=true`)).status).to.equal(200);
    const answer = await fetch(`${server.url}/%`);
    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.have.property('error');
    expect((await fetch(`${server.url}/thing`)).status).to.equal(200);
  });

  test('knows scoped packages as npm asks for them, and says what is not published', async () => {
    await using server = await listening(registryOf(published));
    expect((await fetch(`${server.url}/@scope%2Fthing`)).status).to.equal(200);
    for (const name of ['gone', 'toString', '']) {
      const answer = await fetch(`${server.url}/${name}`);
      expect([answer.status, await answer.json()]).to.deep.equal([404, { error: `${name} is not published` }]);
    }
  });
});
