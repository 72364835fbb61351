/** A run on each of several runtimes, from the inside: nothing is measured. */
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { parsedOf } from '../../../bench/commands/options.ts';
import { folderOf, runOnEach, type MeasuredRun } from '../../../bench/commands/run-on-each.ts';
import { TouchstoneError } from '../../../bench/errors.ts';
import { judgeRun } from '../../../bench/judge/run.ts';
import { fakeRuntime } from '../../support/fake-runtimes.ts';
import { madeRun, madeRunRecord } from '../../support/made-run.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { collectingStreams } from '../../support/streams.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('a run on each of several runtimes', () => {
  const directory = temporaryDirectory();

  const asked = (...versions: readonly string[]) => {
    const root = directory.fresh();
    const paths = versions.map((version) => {
      const path = join(root, `node-${version}`);
      return version === 'missing' ? path : fakeRuntime(path, 'node', version);
    });
    return { root, paths, parsed: parsedOf([], { runtime: paths, out: [join(root, 'out')] }) };
  };
  const measured = (name: string): MeasuredRun => {
    const environment = { ...madeRunRecord().environment, runtime: name };
    const records = madeRun([{ cases: [{ logs: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5] }] }], {
      run: { id: name, environment },
    });
    return { report: judgeRun(records) };
  };
  const fault = (code: 'RUNTIME_UNUSABLE' | 'INTERRUPTED' | 'OUTPUT_FAILED') =>
    new TouchstoneError(code, `${code} says.`, '');

  test('measures one after the other, each for itself and in a folder of its own', async () => {
    const { parsed, paths, root } = asked('22.1.0', '24.2.0');
    const seen: unknown[] = [];
    const streams = collectingStreams();
    const code = await runOnEach(parsed, streams, async (one, { name }) => {
      seen.push([name, one.texts('runtime'), one.text('out')]);
      return measured(name);
    });
    expect(code).to.equal(0);
    expect(seen).to.deep.equal([
      ['Node.js 22.1.0', [paths[0]], join(root, 'out', 'node-22.1.0')],
      ['Node.js 24.2.0', [paths[1]], join(root, 'out', 'node-24.2.0')],
    ]);
    expect(streams.said()).to.contain('Node.js 22.1.0').and.to.contain('Node.js 24.2.0');
  });

  test('refuses to look into V8 before any is measured, where one of them is no Node.js', async () => {
    const { parsed, root } = asked('22.1.0');
    const bun = fakeRuntime(join(root, 'bun'), 'bun', '1.3.2');
    const both = parsedOf([], { ...parsed.given, runtime: [...parsed.texts('runtime'), bun], why: [] });
    const ended = runOnEach(both, collectingStreams(), () => expect.fail('nothing is measured'));
    expect(await rejectionOf(ended))
      .to.include({ code: 'ARGUMENT_INVALID' })
      .and.to.have.property('message')
      .that.contains('Bun 1.3.2');
  });

  test('exits with 3 where one is missing, after the others have been measured', async () => {
    const { parsed } = asked('missing', '24.2.0');
    const streams = collectingStreams();
    expect(await runOnEach(parsed, streams, async (_, { name }) => measured(name))).to.equal(3);
    expect(streams.complained().trimEnd().split('\n').at(-1)).to.match(
      /^touchstone: There is no runtime at .*RUNTIME_NOT_FOUND/,
    );
  });

  test('goes on where one of them cannot be used, and exits with 3', async () => {
    const { parsed } = asked('22.1.0', '24.2.0');
    const seen: string[] = [];
    const code = await runOnEach(parsed, collectingStreams(), async (_, { name }) => {
      seen.push(name);
      if (seen.length === 1) throw fault('RUNTIME_UNUSABLE');
      return measured(name);
    });
    expect([code, seen]).to.deep.equal([3, ['Node.js 22.1.0', 'Node.js 24.2.0']]);
  });

  for (const code of ['INTERRUPTED', 'OUTPUT_FAILED'] as const) {
    test(`ends after ${code}, and tells what was measured until then`, async () => {
      const { parsed } = asked('22.1.0', '24.2.0', '26.3.0');
      const streams = collectingStreams();
      let runs = 0;
      const ended = runOnEach(parsed, streams, async (_, { name }) => {
        if (++runs === 2) throw fault(code);
        return measured(name);
      });
      expect(await rejectionOf(ended)).to.have.property('code', code);
      expect(runs).to.equal(2);
      expect(streams.said()).to.contain('Node.js 22.1.0').and.to.contain(`${code} says.`);
    });
  }

  test('throws why a run did not come to its end, which has been told', async () => {
    const { parsed } = asked('22.1.0', '24.2.0');
    const failure = fault('INTERRUPTED');
    let runs = 0;
    const ended = runOnEach(parsed, collectingStreams(), async (_, { name }) => {
      runs++;
      return { ...measured(name), failure };
    });
    expect(await rejectionOf(ended)).to.equal(failure);
    expect(runs).to.equal(1);
  });

  for (const [name, folder] of [
    ['Node.js 22.21.1', 'node-22.21.1'],
    ['Bun 1.3.2', 'bun-1.3.2'],
    ['Node.js 27.0.0-nightly/../x', 'node-27.0.0-nightly-..-x'],
  ] as const) {
    test(`has ${folder} for the folder of ${name}`, () => {
      expect(folderOf(name)).to.equal(folder);
    });
  }
});
