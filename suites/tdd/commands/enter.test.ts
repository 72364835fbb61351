/** Who may measure now, from the inside: refused, after the other, or beside it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { enterMachine } from '../../../bench/commands/enter.ts';
import { parseOptions } from '../../../bench/commands/options.ts';
import { RUN_OPTIONS } from '../../../bench/commands/run-options.ts';
import { TouchstoneError } from '../../../bench/errors.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { collectingStreams } from '../../support/streams.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Process 1 is always there. */
const OTHER = '1 2026-11-22T12:00:30.000Z\n';
const WHO = 'another run (process 1, since 2026-11-22 12:00 UTC)';

suite('a run that finds another', () => {
  const directory = temporaryDirectory();

  function taken(): string {
    const path = `${directory.fresh()}/lock`;
    writeFileSync(path, OTHER);
    return path;
  }

  async function enter(path: string, argv: readonly string[], signal?: AbortSignal, folder?: string) {
    const streams = { ...collectingStreams(), ...(signal && { signal }) };
    using machine = await enterMachine(parseOptions(argv, RUN_OPTIONS, 'run'), streams, {
      path,
      every: 5,
      ...(folder !== undefined && { folder }),
    });
    return { others: machine.others(), said: streams.complained(), lock: readFileSync(path, 'utf8') };
  }

  test('is refused', async () => {
    expect(await rejectionOf(enter(taken(), [])))
      .to.be.instanceOf(TouchstoneError)
      .that.has.property('code', 'BUSY');
  });

  test('goes on beside it where it is forced to, and says so', async () => {
    const { others, said, lock } = await enter(taken(), ['--force']);
    expect(said).to.equal(`going on beside ${WHO}: they measure each other\n`);
    expect(others.map((one) => one.process)).to.deep.equal([1]);
    expect(lock.startsWith(OTHER)).to.equal(true);
  });

  test('goes on beside one that writes into another folder, but never into its own', async () => {
    const path = `${directory.fresh()}/lock`;
    writeFileSync(path, `${OTHER.trim()} "/some where"\n`);
    const { lock } = await enter(path, ['--force'], undefined, '/elsewhere');
    expect(lock.split('\n')[1]).to.match(new RegExp(`^${process.pid} \\S+Z "/elsewhere"$`));
    const before = readFileSync(path, 'utf8');
    expect(await rejectionOf(enter(path, ['--force'], undefined, '/some where')))
      .to.be.instanceOf(TouchstoneError)
      .that.includes({
        code: 'BUSY',
        message: 'Another run (process 1, since 2026-11-22T12:00:30.000Z) writes its results into "/some where".',
      });
    expect(readFileSync(path, 'utf8')).to.equal(before);
  });

  test('says nothing where there is none, whatever is asked', async () => {
    for (const argv of [[], ['--wait'], ['--force']]) {
      const { others, said } = await enter(`${directory.fresh()}/lock`, argv);
      expect([others, said]).to.deep.equal([[], '']);
    }
  });

  test('waits for its end, and says once for whom', async () => {
    const path = taken();
    setTimeout(() => rmSync(path), 50);
    const { others, said, lock } = await enter(path, ['--wait']);
    expect(said).to.equal(`waiting for ${WHO}\n`);
    expect(others).to.deep.equal([]);
    expect(lock).to.match(new RegExp(`^${process.pid} `));
    expect(existsSync(path)).to.equal(false);
  });

  test('ends its waiting where it is interrupted', async () => {
    const path = taken();
    const error = await rejectionOf(enter(path, ['--wait'], AbortSignal.timeout(20)));
    expect(error).to.be.instanceOf(TouchstoneError).that.has.property('code', 'INTERRUPTED');
    expect(readFileSync(path, 'utf8')).to.equal(OTHER);
  });

  test('cannot wait and be forced', async () => {
    const error = await rejectionOf(enter(taken(), ['--wait', '--force']));
    expect(error).to.be.instanceOf(TouchstoneError).that.has.property('code', 'ARGUMENT_INVALID');
  });
});
