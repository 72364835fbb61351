/** Finding the runtimes that are asked for, from the inside. */
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { findRuntimes, type FindOptions } from '../../../bench/runtimes/find.ts';
import { fakeRuntime } from '../../support/fake-runtimes.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('the runtimes that are asked for', () => {
  const directory = temporaryDirectory();

  const cacheOf = (...names: readonly string[]) => {
    const cache = directory.fresh();
    for (const name of names) {
      const [kind, version] = name.split('-') as ['node' | 'bun' | 'deno', string];
      fakeRuntime(join(cache, name, kind), kind, version);
    }
    return cache;
  };

  const outOfReach: NonNullable<FindOptions['fetch']> = async ({ kind }) => {
    throw new TouchstoneError('RUNTIME_NOT_FOUND', `${kind} cannot be fetched.`, 'Try again.');
  };

  const finder = (more: Partial<FindOptions>) => {
    const lines: string[] = [];
    const missed: string[] = [];
    const miss = (asked: string, { message }: Error) => void missed.push(`${asked}: ${message}`);
    return {
      lines,
      missed,
      options: { tell: (line: string) => void lines.push(line), miss, fetch: outOfReach, ...more },
    };
  };

  test('are taken from the cache, the newest that satisfies, without fetching', async () => {
    const cache = cacheOf('node-22.2.0', 'node-22.12.0', 'node-24.0.0', 'bun-1.4.5', 'deno-2.9.6');
    const { options, lines } = finder({ cache });
    const found = await findRuntimes(['node@22', 'bun', 'node@22.2', 'deno@2', 'node'], options);
    expect(found.map(({ name, asked }) => [name, asked])).to.deep.equal([
      ['Node.js 22.12.0', 'node@22'],
      ['Bun 1.4.5', 'bun'],
      ['Node.js 22.2.0', 'node@22.2'],
      ['Deno 2.9.6', 'deno@2'],
      ['Node.js 24.0.0', 'node'],
    ]);
    expect(found[3]).to.include({ path: join(cache, 'deno-2.9.6', 'deno') });
    expect(found[3]!.before.slice(0, 2)).to.deep.equal(['run', '--allow-all']);
    expect(lines).to.deep.equal([]);
  });

  test('are fetched where the cache has none, which is told', async () => {
    const cache = cacheOf('node-22.2.0');
    const asked: unknown[] = [];
    const fetch: typeof outOfReach = async (wanted, { folder }) => {
      asked.push([wanted.kind, wanted.version, folder]);
      const path = fakeRuntime(join(folder, 'node-24.3.0', 'node'), 'node', '24.3.0');
      return { kind: 'node', version: '24.3.0', folder: join(folder, 'node-24.3.0'), path };
    };
    const { options, lines } = finder({ cache, fetch });
    const [found] = await findRuntimes(['node@24'], options);
    expect(found!.name).to.equal('Node.js 24.3.0');
    expect(asked).to.deep.equal([['node', [24], cache]]);
    expect(lines[0]).to.equal('fetching node@24');
    expect(lines[1]).to.match(/^fetched node 24\.3\.0 in /);
  });

  test('are each there once, whatever they are asked for as', async () => {
    const cache = cacheOf('node-22.2.0');
    const { options, lines } = finder({ cache });
    const path = join(cache, 'node-22.2.0', 'node');
    const found = await findRuntimes(['node@22', 'node', path], options);
    expect(found.map(({ asked }) => asked)).to.deep.equal(['node@22']);
    expect(lines).to.deep.equal([
      'node is Node.js 22.2.0, which node@22 has asked for',
      `${path} is Node.js 22.2.0, which node@22 has asked for`,
    ]);
  });

  test('are found at paths, with what they say of themselves', async () => {
    const { options } = finder({ cache: cacheOf() });
    const [found] = await findRuntimes([process.execPath], options);
    expect(found).to.include({
      name: `Node.js ${process.versions.node}`,
      path: process.execPath,
      asked: process.execPath,
    });
    expect(found!.versions).to.include({ v8: process.versions.v8 });
  });

  test('are found as far as they are there, and what is missing is told', async () => {
    const { options, missed } = finder({ cache: cacheOf('node-22.2.0') });
    const found = await findRuntimes(['bun', 'node@22', './nowhere'], options);
    expect(found.map(({ name }) => name)).to.deep.equal(['Node.js 22.2.0']);
    expect(missed[0]).to.equal('bun: bun cannot be fetched.');
    expect(missed[1]).to.match(/^\.\/nowhere: There is no runtime at /);
  });

  test('are all missing, and the first is named', async () => {
    const { options, missed } = finder({ cache: cacheOf() });
    expect((await rejectionOf(findRuntimes(['deno', 'bun'], options))).message).to.equal('deno cannot be fetched.');
    expect(missed).to.deep.equal([]);
  });

  test('are not looked for where one of them is none', async () => {
    const fetched: string[] = [];
    const fetch: typeof outOfReach = async ({ kind }) => {
      fetched.push(kind);
      throw new Error('never');
    };
    const { options } = finder({ cache: cacheOf(), fetch });
    expect(await rejectionOf(findRuntimes(['bun', 'nod'], options))).to.have.property('code', 'ARGUMENT_INVALID');
    expect(fetched).to.deep.equal([]);
  });

  test('are no longer looked for after an interrupt', async () => {
    const interrupt: typeof outOfReach = async () => {
      throw new TouchstoneError('INTERRUPTED', 'The run was interrupted.', '');
    };
    const { options } = finder({ cache: cacheOf('node-22.2.0'), fetch: interrupt });
    expect(await rejectionOf(findRuntimes(['node@22', 'bun', 'deno'], options))).to.have.property(
      'code',
      'INTERRUPTED',
    );
  });
});
