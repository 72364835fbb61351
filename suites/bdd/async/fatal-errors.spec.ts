/** What ends a process and what does not, from the outside: exit codes (row P10). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { run, type Finished } from '../../support/program.ts';

const programs = {
  thrown: `setTimeout(() => console.log('still here'), 1); throw new TypeError('mine');`,
  rejected: `setTimeout(() => console.log('still here'), 1); Promise.reject(new TypeError('mine'));`,
  caught: `
    process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
    setImmediate(() => console.log('still here'));
    setImmediate(() => Promise.reject(new TypeError('second')));
    throw new TypeError('first');`,
  heard: `
    process.on('unhandledRejection', (error) => console.log('unhandledRejection', error.message));
    setImmediate(() => console.log('still here'));
    Promise.reject(new TypeError('mine'));`,
} as const;

describe('an error that nobody handles', () => {
  const ended = {} as Record<keyof typeof programs, Finished>;

  before(async () => {
    await Promise.all(
      Object.entries(programs).map(async ([name, code]) => {
        ended[name as keyof typeof programs] = await run(['--eval', code]);
      }),
    );
  });

  it('P10: thrown, it ends the process with the exit code 1, and what was still to come does not', () => {
    const { code, stdout, stderr } = ended.thrown;
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr).to.include('TypeError: mine');
  });

  it('P10: so does a rejection that is not handled, for which there was but a warning when it was written', () => {
    const { code, stdout, stderr } = ended.rejected;
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr).to.include('TypeError: mine');
  });

  it('P10: a listener for uncaughtException keeps the process alive, for errors and for rejections', () => {
    const { code, stdout } = ended.caught;
    expect(code).to.equal(0);
    expect(stdout).to.equal('uncaughtException first\nstill here\nunhandledRejection second\n');
  });

  it('P10: a listener for unhandledRejection keeps it alive as well', () => {
    expect(ended.heard).to.include({ code: 0, stdout: 'unhandledRejection mine\nstill here\n' });
  });
});
