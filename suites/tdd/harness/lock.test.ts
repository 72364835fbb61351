/** The lock on the machine, from the inside. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { takeMachine } from '../../../bench/harness/lock.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('the machine', () => {
  const directory = temporaryDirectory();
  const lock = () => `${directory.fresh()}/lock`;
  const ended = () => spawnSync(process.execPath, ['--eval', '0']).pid;

  test('is taken by the process whose number the lock holds, and free again afterwards', () => {
    const path = lock();
    {
      using _ = takeMachine(path);
      expect(readFileSync(path, 'utf8')).to.equal(String(process.pid));
    }
    expect(existsSync(path)).to.equal(false);
  });

  test('is refused to a second one while the first is alive', () => {
    const path = lock();
    using _ = takeMachine(path);
    expect(() => takeMachine(path))
      .to.throw(TouchstoneError, `process ${process.pid}`)
      .that.has.property('code', 'BUSY');
    expect(readFileSync(path, 'utf8')).to.equal(String(process.pid));
  });

  test('is refused while a process of somebody else has it', () => {
    const path = lock();
    writeFileSync(path, '1');
    expect(() => takeMachine(path))
      .to.throw(TouchstoneError, 'process 1')
      .that.has.property('code', 'BUSY');
    expect(readFileSync(path, 'utf8')).to.equal('1');
  });

  for (const [title, content] of [
    ['a process that has ended', () => String(ended())],
    ['nobody', () => ''],
    ['no number', () => 'abc'],
    ['a number that no process has', () => '-1'],
  ] as const) {
    test(`is taken over from ${title}`, () => {
      const path = lock();
      writeFileSync(path, content());
      using _ = takeMachine(path);
      expect(readFileSync(path, 'utf8')).to.equal(String(process.pid));
    });
  }

  test('leaves nothing but the lock beside it', () => {
    const path = lock();
    writeFileSync(path, String(ended()));
    const folder = path.slice(0, -'/lock'.length);
    {
      using _ = takeMachine(path);
      expect(readdirSync(folder)).to.deep.equal(['lock']);
    }
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  test('is not given up by one from whom it was taken', () => {
    const path = lock();
    {
      using _ = takeMachine(path);
      writeFileSync(path, '1');
    }
    expect(readFileSync(path, 'utf8')).to.equal('1');
  });

  test('cannot be taken where the lock cannot be written, and that is said', () => {
    const path = `${directory.write('file', '')}/lock`;
    expect(() => takeMachine(path))
      .to.throw(TouchstoneError, path)
      .that.has.property('code', 'OUTPUT_FAILED');
  });
});
