/** The cache of runtimes, from the inside. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import {
  beginFetching,
  cachedIn,
  removeCached,
  runtimesFolder,
  satisfying,
  settle,
  sizeOf,
} from '../../../bench/runtimes/cache.ts';
import { TouchstoneError } from '../../../bench/errors.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('the cache of runtimes', () => {
  const directory = temporaryDirectory();

  const put = (folder: string, name: string, binary: string, text = 'x') => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, binary), text);
  };

  test('is in the folder that TOUCHSTONE_CACHE names, or in that of the user', () => {
    expect(runtimesFolder({ TOUCHSTONE_CACHE: '/c' })).to.equal(join('/c', 'runtimes'));
    expect(runtimesFolder({})).to.match(/touchstone.*runtimes$/i);
  });

  test('lists what lies there by kind, the newest first', () => {
    const folder = directory.fresh();
    for (const [name, binary] of [
      ['deno-2.9.6', 'deno'],
      ['node-22.2.0', 'node'],
      ['node-22.12.0', 'node'],
      ['bun-1.4.5', 'bun'],
    ] as const) {
      put(folder, name, binary);
    }
    expect(cachedIn(folder).map(({ kind, version }) => `${kind} ${version}`)).to.deep.equal([
      'node 22.12.0',
      'node 22.2.0',
      'bun 1.4.5',
      'deno 2.9.6',
    ]);
    expect(cachedIn(folder)[0]!.path).to.equal(join(folder, 'node-22.12.0', 'node'));
  });

  test('passes over what is being fetched, what has no binary, and what is none of its own', () => {
    const folder = directory.fresh();
    put(folder, '.1-abc', 'node');
    put(folder, 'node-22.1.0', 'nothing');
    put(folder, 'python-3.1.0', 'python');
    put(folder, 'node-latest', 'node');
    mkdirSync(join(folder, 'node-23.0.0', 'node'), { recursive: true });
    writeFileSync(join(folder, 'node-24.0.0'), 'a file');
    expect(cachedIn(folder)).to.deep.equal([]);
  });

  test('is empty where there is no such folder', () => {
    expect(cachedIn(directory.join('nowhere'))).to.deep.equal([]);
  });

  test('finds those that satisfy what is wanted', () => {
    const folder = directory.fresh();
    for (const version of ['22.2.0', '22.12.0', '24.0.0']) put(folder, `node-${version}`, 'node');
    put(folder, 'bun-22.3.0', 'bun');
    const found = satisfying(cachedIn(folder), { kind: 'node', version: [22] });
    expect(found.map(({ version }) => version)).to.deep.equal(['22.12.0', '22.2.0']);
  });

  test('takes a folder in whole; who comes second uses what is there', () => {
    const folder = directory.fresh();
    const [first, second] = [beginFetching(folder), beginFetching(folder)];
    for (const [place, text] of [
      [first, 'first'],
      [second, 'second'],
    ] as const) {
      put(place, 'ready', 'node', text);
    }
    const one = settle(join(first, 'ready'), folder, { kind: 'node', version: '22.1.0' });
    const other = settle(join(second, 'ready'), folder, { kind: 'node', version: '22.1.0' });
    expect(other).to.deep.equal(one);
    expect(readFileSync(other.path, 'utf8')).to.equal('first');
    expect(existsSync(join(second, 'ready'))).to.equal(false);
  });

  test('is rid of what a process has left that was killed, and not of what another is fetching', () => {
    const folder = directory.fresh();
    // The largest process id of Linux is 2 ** 22.
    for (const name of ['.99999999-dead', `.${process.pid}-alive`, '.hidden']) mkdirSync(join(folder, name));
    const mine = beginFetching(folder);
    expect(readdirSync(folder).toSorted()).to.deep.equal(
      ['.hidden', `.${process.pid}-alive`, mine.slice(folder.length + 1)].toSorted(),
    );
  });

  test('says where it cannot be written', () => {
    const file = directory.write('file', '');
    expect(() => beginFetching(join(file, 'runtimes')))
      .to.throw(TouchstoneError, 'Cannot write')
      .with.property('remedy')
      .that.contains('TOUCHSTONE_CACHE');
  });

  test('knows how much room a runtime takes, and gives it back', () => {
    const folder = directory.fresh();
    put(folder, 'node-22.1.0', 'node', 'x'.repeat(1000));
    put(join(folder, 'node-22.1.0'), 'more', 'file', 'y'.repeat(24));
    const [one] = cachedIn(folder);
    expect(sizeOf(one!.folder)).to.equal(1024);
    removeCached(one!);
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(() => removeCached(one!)).to.throw(TouchstoneError, 'Cannot remove');
  });
});
