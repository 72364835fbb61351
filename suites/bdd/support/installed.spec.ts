/** Specifies what becomes of tests whose program is not installed. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { installed } from '../../../fixtures/processes/installed.ts';
import { whenInstalled } from '../../support/installed.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('programs that tests need', () => {
  const directory = temporaryDirectory();

  it('are found on the PATH, if they may be executed', () => {
    const program = directory.write('program', '');
    const env = { PATH: ['/nowhere', directory.path].join(path.delimiter) };
    fs.chmodSync(program, 0o644);
    expect(installed('program', env)).to.equal(undefined);
    fs.chmodSync(program, 0o755);
    expect(installed('program', env)).to.equal(program);
    expect(installed('other', env)).to.equal(undefined);
    expect(installed('program', env, (file) => file !== program)).to.equal(undefined);
  });

  for (const { where, env, told } of [
    { where: 'there', env: { PATH: path.dirname(process.execPath) }, told: ['runs a suite'] },
    { where: 'missing', env: { PATH: '' }, told: ['skips a suite (skipped: node is not installed)'] },
    {
      where: 'missing and required',
      env: { PATH: '', TOUCHSTONE_REQUIRE_ALL: '1' },
      told: ['runs a suite (node is not installed)'],
    },
  ]) {
    it(`${where}: ${told.join()}`, () => {
      const declared: string[] = [];
      const declare = Object.assign((title: string) => declared.push(`runs ${title}`), {
        skip: (title: string) => declared.push(`skips ${title}`),
      });
      whenInstalled('node', declare, env)('a suite', () => {});
      expect(declared).to.deep.equal(told);
    });
  }
});
