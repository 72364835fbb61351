/** A folder and those above it: made, there already, made by somebody else meanwhile, and not to be made. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { makeFolder } from '../../bench/make-folder.ts';
import { skip } from '../support/skip.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

suite('making a folder', () => {
  const directory = temporaryDirectory();

  test('makes those above it as well, and may be asked twice', () => {
    const deep = directory.join('a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(fs.statSync(deep).isDirectory()).to.equal(true);
  });

  test('ends with the error of the system below a file', () => {
    const file = directory.join('file');
    fs.writeFileSync(file, '');
    expect(() => makeFolder(join(file, 'a', 'b'))).to.throw(/ENOTDIR|ENOENT/);
  });

  test('ends where a folder exists in which none can be made', function () {
    if (!fs.existsSync('/proc/self')) skip(this, 'there is no /proc');
    // In a process of its own: what never ends can be ended there.
    const module = new URL('../../bench/make-folder.js', import.meta.url).href;
    const code = `import { makeFolder } from '${module}'; makeFolder('/proc/nothing/here');`;
    const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect(signal, 'it was ended').to.equal(null);
    expect(stderr).to.contain("ENOENT: no such file or directory, mkdir '/proc/nothing'");
  });
});
