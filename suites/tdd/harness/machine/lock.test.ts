/** The lock on the machine, from the inside. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../../bench/errors.ts';
import { occupant, takeMachine } from '../../../../bench/harness/machine/lock.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** One line: this process, and since when. */
const MINE = new RegExp(`^${process.pid} \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\n$`);

suite('the machine', () => {
  const directory = temporaryDirectory();
  const lock = () => `${directory.fresh()}/lock`;
  const ended = () => spawnSync(process.execPath, ['--eval', '0']).pid;

  test('is taken by the process whose number the lock holds, and free again afterwards', () => {
    const path = lock();
    {
      using _ = takeMachine(path);
      expect(readFileSync(path, 'utf8')).to.match(MINE);
    }
    expect(existsSync(path)).to.equal(false);
  });

  test('is refused to a second one while the first is alive', () => {
    const path = lock();
    using _ = takeMachine(path);
    expect(() => takeMachine(path))
      .to.throw(TouchstoneError, `process ${process.pid}`)
      .that.has.property('code', 'BUSY');
    expect(readFileSync(path, 'utf8')).to.match(MINE);
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
      expect(readFileSync(path, 'utf8')).to.match(MINE);
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

  test('is shared by one who comes beside, and both know of each other', () => {
    const path = lock();
    writeFileSync(path, '1 2026-11-22T12:00:00.000Z\n');
    const beside = takeMachine(path, true);
    expect(beside.others()).to.deep.equal([{ process: 1, since: '2026-11-22T12:00:00.000Z' }]);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines[0]).to.equal('1 2026-11-22T12:00:00.000Z');
    expect(`${lines[1]}\n`).to.match(MINE);
    beside[Symbol.dispose]();
    // The first one still has it, and is to know who was there.
    expect(readFileSync(path, 'utf8').split('\n')).to.deep.equal(lines);
  });

  test('says nothing of those who had ended before one came', () => {
    const path = lock();
    const gone = ended();
    writeFileSync(path, `1 2026-11-22T12:00:00.000Z\n${gone} 2026-11-22T12:00:01.000Z\n`);
    using machine = takeMachine(path, true);
    expect(machine.others().map((one) => one.process)).to.deep.equal([1]);
    // The number of a process comes back: this is another.
    appendFileSync(path, `${gone} 2026-11-22T13:00:00.000Z\n`);
    expect(machine.others().map((one) => one.since)).to.include('2026-11-22T13:00:00.000Z');
  });

  test('keeps the folder of one who came beside, when the first one ends', () => {
    const path = lock();
    {
      using _ = takeMachine(path);
      appendFileSync(path, '1 2026-11-22T12:00:00.000Z "/some where"\n');
    }
    expect(readFileSync(path, 'utf8')).to.equal('1 2026-11-22T12:00:00.000Z "/some where"\n');
  });

  test('is free after one who came beside, where the first one has ended meanwhile', () => {
    const path = lock();
    writeFileSync(path, '1 2026-11-22T12:00:00.000Z\n');
    {
      using _ = takeMachine(path, true);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^1 /, `${ended()} `));
    }
    expect(existsSync(path)).to.equal(false);
  });

  test('goes to one who came beside, when the first one ends', () => {
    const path = lock();
    {
      using machine = takeMachine(path);
      appendFileSync(path, `${ended()} 2026-11-22T11:00:00.000Z\n1 2026-11-22T12:00:00.000Z\n`);
      expect(machine.others().map((one) => one.process)).to.include(1);
    }
    expect(readFileSync(path, 'utf8')).to.equal('1 2026-11-22T12:00:00.000Z\n');
    expect(occupant(path)).to.deep.equal({ process: 1, since: '2026-11-22T12:00:00.000Z' });
  });

  test('cannot be taken where the lock cannot be written, and that is said', () => {
    const path = `${directory.write('file', '')}/lock`;
    expect(() => takeMachine(path))
      .to.throw(TouchstoneError, path)
      .that.has.property('code', 'OUTPUT_FAILED');
  });
});
