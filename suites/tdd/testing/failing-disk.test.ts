/** Specifies how a failure of the disk is put on, three ways (row TE6). */
import fs from 'node:fs/promises';
import { mock } from 'node:test';

import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';

import { readSettings, type Disk } from '../../../fixtures/testing/settings.ts';
import { systemError } from '../../support/failing-disk.ts';
import { rejectionOf } from '../../support/rejection.ts';

const disk = (answer: string | Error): Disk => ({
  readFile: async () => {
    if (typeof answer === 'string') return answer;
    throw answer;
  },
});

suite('TE6: a disk that fails is simulated', () => {
  afterEach(() => {
    sinon.restore();
    mock.restoreAll();
  });

  for (const code of ['EIO', 'EACCES', 'EMFILE']) {
    test(`by handing one in: ${code} is an error of its own, with the system’s as its cause`, async () => {
      const cause = systemError(code);
      const error = await rejectionOf(readSettings('/etc/it.json', disk(cause)));
      expect(error).to.include({ code: 'ERR_SETTINGS_UNREADABLE', cause });
      expect(error.message).to.include('/etc/it.json').and.to.include(code);
    });
  }

  test('by handing one in: a file that is not there is no settings, and no failure', async () => {
    expect(await readSettings('it', disk(systemError('ENOENT')))).to.deep.equal({});
  });

  for (const text of ['', '{', '[]', 'null', '3']) {
    test(`by handing one in: ${text || 'nothing'} is refused`, async () => {
      expect(await rejectionOf(readSettings('it', disk(text)))).to.have.property('code', 'ERR_SETTINGS_INVALID');
    });
  }

  test('by sinon, on the module’s object: only who calls it by that object is given the double', async () => {
    const double = sinon.stub(fs, 'readFile').rejects(systemError('EIO'));
    expect(await rejectionOf(readSettings('it', fs))).to.have.property('code', 'ERR_SETTINGS_UNREADABLE');
    expect(double.calledOnceWithExactly('it', 'utf8')).to.equal(true);
    // What was imported by name is bound to the real one.
    expect(await readSettings('/no/such/file')).to.deep.equal({});
    expect(double.callCount).to.equal(1);
  });

  test('by the mock of node:test, which Node has itself', async () => {
    const { mock: calls } = mock.method(fs, 'readFile', async () => '{"a":1}');
    expect(await readSettings('it', fs)).to.deep.equal({ a: 1 });
    expect(calls.calls.map(({ arguments: given }) => given)).to.deep.equal([['it', 'utf8']]);
    mock.restoreAll();
    expect(await readSettings('/no/such/file', fs)).to.deep.equal({});
  });
});
