/** What a measured process is given, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { cleanEnvironment } from '../../../../bench/harness/process/bound-process.ts';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';

suite('the environment of a measured process', () => {
  test('keeps what a program needs to find its way', () => {
    const given = { PATH: '/bin', HOME: '/h', LANG: 'C', TZ: 'UTC', UV_THREADPOOL_SIZE: '8' };
    expect(cleanEnvironment('/t', given)).to.include(given);
  });

  test('has a folder of its own for temporary files, whatever was given', () => {
    const { TMPDIR, TEMP, TMP } = cleanEnvironment('/t', { TMPDIR: '/other', TEMP: '/other' });
    expect([TMPDIR, TEMP, TMP]).to.deep.equal(['/t', '/t', '/t']);
  });

  test('has nothing that changes what is measured', () => {
    const given = {
      NODE_OPTIONS: '--inspect',
      NODE_EXTRA_CA_CERTS: '/c',
      NODE_V8_COVERAGE: '/v',
      NODE_ENV: 'test',
      DEBUG: '*',
      SECRET: 'x',
    };
    expect(cleanEnvironment('/t', given)).to.deep.equal({ TMPDIR: '/t', TEMP: '/t', TMP: '/t', NODE_V8_COVERAGE: '' });
  });

  test('is that of this process where no other is given', () => {
    expect(cleanEnvironment('/t')['PATH']).to.equal(process.env['PATH']);
  });
});

suite('a breakage', () => {
  test('says what was being done, and by whom', () => {
    const broken = new Broken('CONTENDER_THREW', { stage: 'proving', contender: 'a' }, 'Error: no', 'Mend it.');
    expect(broken).to.include({ code: 'CONTENDER_THREW', stage: 'proving', contender: 'a', remedy: 'Mend it.' });
    expect(broken.message).to.equal('Error: no');
  });
});
