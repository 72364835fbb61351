/** Specifies what becomes of `new Buffer`, in a fresh Node that may throw for it. */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { compiled, runInline, type Finished } from '../../support/program.ts';

describe('B8: new Buffer(text, encoding), claimed to be the way,', () => {
  it('warns of DEP0005 and still works', async () => {
    const { code, stdout, stderr } = await runInline(
      "process.stdout.write(new Buffer('hé', 'latin1').toString('hex'))",
    );
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '68e9' });
    expect(stderr).to.include('[DEP0005] DeprecationWarning');
  });

  it('ends a program that throws for what is deprecated', async () => {
    // The warning is thrown in the next tick, where nobody can catch it.
    const program = "new Buffer('a'); setImmediate(() => process.stdout.write('not reached'))";
    const { code, stdout, stderr } = await runInline(program, ['--throw-deprecation']);
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr).to.include('DEP0005');
  });
});

const INSTEAD = [
  { old: "new Buffer('hé')", today: "Buffer.from('hé')" },
  { old: "new Buffer('hé', 'latin1')", today: "Buffer.from('hé', 'latin1')" },
  { old: "new Buffer('hé')", today: "toBytes('hé')" },
  { old: "new Buffer('00ff', 'hex')", today: "toBytes('00ff', 'hex')" },
  { old: 'new Buffer([1, 256, -1])', today: 'Buffer.from([1, 256, -1])' },
  { old: 'new Buffer(Buffer.from([1, 2]))', today: 'Buffer.from(Buffer.from([1, 2]))' },
  {
    old: 'new Buffer(new Uint8Array([1, 2, 3]).buffer, 1, 1)',
    today: 'Buffer.from(new Uint8Array([1, 2, 3]).buffer, 1, 1)',
  },
  { old: 'new Buffer(3)', today: 'Buffer.alloc(3)' },
];

describe('B8: what is used instead of new Buffer', () => {
  /** All in one program, as hex digits: it ends with the first that is deprecated, where it throws for that. */
  const made = (all: readonly string[], flag: string) => {
    const module = JSON.stringify(compiled('fixtures/buffers/conversions.ts'));
    const hex = all.map((one) => `${one}.toString('hex')`).join(', ');
    return runInline(
      `import { toBytes } from ${module};
      const made = [${hex}];
      setImmediate(() => process.stdout.write(JSON.stringify(made)));`,
      [flag],
    );
  };
  let past: Finished;
  let now: Finished;

  before(async () => {
    [past, now] = await Promise.all([
      made(
        INSTEAD.map(({ old }) => old),
        '--no-deprecation',
      ),
      made(
        INSTEAD.map(({ today }) => today),
        '--throw-deprecation',
      ),
    ]);
  });

  it('is not deprecated, and nothing is said', () => {
    expect(now).to.include({ code: 0, stderr: '' });
  });

  for (const [at, { old, today }] of INSTEAD.entries()) {
    it(`${today} makes the bytes of ${old}`, () => {
      const [then, bytes] = [past, now].map(({ stdout }) => (JSON.parse(stdout) as string[])[at]);
      expect(bytes)
        .to.equal(then)
        .and.to.match(/^[0-9a-f]+$/);
    });
  }
});
