/** Specifies what becomes of `new Buffer`, in a fresh Node that may throw for it. */
import { expect } from 'chai';
import { describe, it } from 'mocha';

import { compiled, runInline } from '../../support/program.ts';

describe('new Buffer (B8)', () => {
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

describe('what is used instead of new Buffer (B8)', () => {
  for (const { old, today } of [
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
  ]) {
    it(`${today} makes the bytes of ${old}, and nothing is said`, async () => {
      const say = (made: string) => {
        const module = JSON.stringify(compiled('fixtures/buffers/conversions.ts'));
        return `import { toBytes } from ${module}; process.stdout.write(${made}.toString('hex'))`;
      };
      const [before, now] = await Promise.all([
        runInline(say(old), ['--no-deprecation']),
        runInline(say(today), ['--throw-deprecation']),
      ]);
      expect(now).to.deep.equal({ ...before, code: 0, stderr: '' });
      expect(now.stdout).to.not.equal('');
    });
  }
});
