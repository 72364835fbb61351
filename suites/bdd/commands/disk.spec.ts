/** Specifies what becomes of a run whose results cannot be written: it says so, and what was written can be read. */
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { run } from '../../support/program.ts';
import { skip } from '../../support/skip.ts';
import { CLI, LONG, modelOf, PLAIN, recordsOf, toyProjects } from '../../support/touchstone.ts';

const LITTLE = ['--quick', '--rounds', '1', '--patience', '60'];
const FAILED = /touchstone: Cannot write .* Choose another folder with --out DIR, or make room\. \(OUTPUT_FAILED\)\n$/;
/** Where nobody may write, not even root. */
const READ_ONLY = '/sys/kernel';

describe('A run that cannot write its results', () => {
  const { make } = toyProjects();

  it('ends before it measures where the folder is read-only', async function () {
    if (!existsSync(READ_ONLY)) skip(this, `there is no ${READ_ONLY}`);
    const project = make({ 'claims/plain.js': PLAIN });
    const out = join(READ_ONLY, 'touchstone');
    const outcome = await project.touchstone('run', ...LITTLE, ...project.here.slice(0, 2), '--out', out);
    expect([outcome.code, outcome.out]).to.deep.equal([3, '']);
    expect(outcome.err).to.match(FAILED).and.to.contain(out);
  });

  it('ends before it measures where the disk is full', async function () {
    if (!existsSync('/dev/full')) skip(this, 'there is no /dev/full');
    const project = make({ 'claims/plain.js': PLAIN, 'out/.keep': '' });
    symlinkSync('/dev/full', project.results);
    const outcome = await project.touchstone('run', ...LITTLE, ...project.here);
    expect([outcome.code, outcome.out]).to.deep.equal([3, '']);
    expect(outcome.err).to.match(FAILED).and.to.contain('ENOSPC');
  });

  it('ends where the disk is full half-way, tells what it has measured, and leaves what it had written', async function () {
    if (process.platform === 'win32') skip(this, 'there is no ulimit on Windows');
    this.timeout(LONG);
    const project = make({ 'claims/plain.js': PLAIN });
    // A limit of 8 KiB for every file that it writes, which is enough for the first rounds.
    const limited = `trap '' XFSZ; ulimit -f 8; exec "$@"`;
    const argv = [
      process.execPath,
      CLI,
      'run',
      '--quick',
      '--rounds',
      '2',
      '--patience',
      '60',
      '--json',
      ...project.here,
    ];
    const env = { TMPDIR: project.tmp, NODE_V8_COVERAGE: '' };
    const ended = await run(['-c', limited, 'bash', ...argv], { command: 'bash', env, timeoutMs: LONG });
    expect(ended.code, ended.stderr).to.equal(3);
    expect(ended.stderr).to.match(FAILED).and.to.contain('EFBIG');
    const told = modelOf(ended.stdout);
    expect(told.complete).to.equal(false);
    expect(told.controlClaims.some((claim) => claim.cases.length > 0)).to.equal(true);

    expect(statSync(project.results).size).to.equal(8192);
    expect(recordsOf(project.records(), 'round')).not.to.deep.equal([]);
    expect((await project.touchstone('report', project.results)).code).to.equal(0);
  });

  it('has whole results, and tells them, where only a report cannot be written', async function () {
    this.timeout(LONG);
    const project = make({ 'claims/plain.js': PLAIN });
    mkdirSync(join(project.out, 'report.md', 'in the way'), { recursive: true });
    const outcome = await project.touchstone('run', ...LITTLE, ...project.here);
    expect(outcome.code).to.equal(3);
    expect(outcome.err).to.match(FAILED).and.to.contain(project.out);
    expect(outcome.out).to.contain('plain');
    expect(project.records().at(-1)).to.include({ kind: 'end', complete: true });
    expect(readdirSync(project.out).filter((name) => name.endsWith('.part'))).to.deep.equal([]);
  });
});
