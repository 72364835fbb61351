/** What a binary is, by what it says of itself, from the inside. */
import { chmodSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { identify } from '../../../bench/runtimes/identify.ts';
import { fakeRuntime, script } from '../../support/fake-runtimes.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('a binary', () => {
  const directory = temporaryDirectory();

  test('is this Node.js, where it is that', async () => {
    const { kind, version, name, versions } = await identify(process.execPath);
    expect([kind, version, name]).to.deep.equal(['node', process.versions.node, `Node.js ${process.versions.node}`]);
    expect(versions['v8']).to.equal(process.versions.v8);
  });

  for (const [kind, version, name] of [
    ['bun', '1.4.5', 'Bun 1.4.5'],
    ['deno', '2.9.6', 'Deno 2.9.6'],
  ] as const) {
    test(`is ${name}, though from within it stands for a Node.js too`, async () => {
      const found = await identify(fakeRuntime(directory.join(`${kind}-whole`), kind, version));
      expect([found.kind, found.version, found.name]).to.deep.equal([kind, version, name]);
    });
  }

  for (const [what, lines, says] of [
    [
      'another program',
      ['echo "ls (GNU coreutils) 9.1"'],
      'is no Node.js, Bun or Deno: for its version it says "ls (GNU',
    ],
    ['a program that says nothing', ['true'], 'for its version it says nothing'],
    [
      'one that fails',
      ['echo "version GLIBC_2.99 not found" >&2', 'exit 1'],
      'does not start: version GLIBC_2.99 not found',
    ],
    ['one that fails without a word', ['exit 7'], 'it ended with exit code 7'],
    ['one that is killed', ['kill -9 $$'], 'it was killed by SIGKILL'],
    [
      'one that says one thing outside and another within',
      ['if [ "$1" = --version ]; then echo v22.1.0; else echo \'{"versions":{"node":"20.0.0"}}\'; fi'],
      'says that it is Node.js 22.1.0, and from within',
    ],
    [
      'a Bun that calls itself a Node.js',
      ['if [ "$1" = --version ]; then echo v22.1.0; else echo \'{"versions":{"node":"22.1.0","bun":"1.0.0"}}\'; fi'],
      'says that it is Node.js 22.1.0, and from within',
    ],
  ] as const) {
    test(`is refused where it is ${what}`, async () => {
      const error = await rejectionOf(identify(script(directory.join('odd'), ...lines)));
      expect(error).to.have.property('code', 'RUNTIME_UNUSABLE');
      expect(error.message).to.contain(says);
    });
  }

  test('is refused where a loader is named that is not here, as with another C library', async () => {
    const path = directory.write('musl', '#!/no/such/ld-musl-x86_64.so.1\n');
    chmodSync(path, 0o755);
    expect((await rejectionOf(identify(path))).message).to.contain('built for another C library');
  });

  test('is refused where it may not be executed, with what to do', async () => {
    const error = await rejectionOf(identify(directory.write('plain', '')));
    expect(error.message).to.contain('has no permission to be executed');
    expect(error).to.have.property('remedy').that.contains('chmod +x');
  });

  test('is not there, or is a folder', async () => {
    const missing = await rejectionOf(identify(directory.join('nowhere')));
    expect(missing).to.have.property('code', 'RUNTIME_NOT_FOUND');
    expect((await rejectionOf(identify(directory.path))).message).to.contain('is no file');
  });

  test('is not waited for where it is interrupted', async () => {
    const asked = new AbortController();
    const hanging = identify(script(directory.join('hangs'), 'exec sleep 1000'), asked.signal);
    asked.abort();
    expect(await rejectionOf(hanging)).to.have.property('code', 'INTERRUPTED');
  });
});
