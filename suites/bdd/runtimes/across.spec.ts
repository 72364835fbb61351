/** Specifies `run --across runtimes` from the outside: each contender on every runtime, in turns. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../../reports/model.ts';
import { occupant } from '../../../bench/harness/machine/lock.ts';
import { main } from '../../../bench/main.ts';
import { thisNodeAs } from '../../support/fake-runtimes.ts';
import { collectingStreams, collector } from '../../support/streams.ts';
import { claimOf, LONG, recordsOf, toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

const RIGHT = 'let sum = 0; for (let n = 0; n < 5000; n++) sum = (sum + n * 7) % 1009; return sum;';
/** One that a compiler makes many times as fast, and one that answers otherwise on each of them. */
const CLAIM = claimOf({ a: `() => () => { ${RIGHT} }`, b: '() => () => process.versions.node' });

describe('A comparison across runtimes', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let compared: ComparisonReport;
  /** Who had the machine whenever something was said. */
  const holders: unknown[] = [];

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/one.js': CLAIM,
      'claims/old.js': `if (process.versions.node === '99.1.0') throw new Error('not here');\n${CLAIM}`,
    });
    const runtimes = [
      thisNodeAs(join(project.root, 'node98'), '98.2.0'),
      thisNodeAs(join(project.root, 'node99'), '99.1.0', '--jitless'),
      join(project.root, 'missing'),
    ].flatMap((path) => ['--runtime', path]);
    const asked = ['--quick', '--rounds', '6', '--patience', '60', '--json'];
    const argv = ['run', '--across', 'runtimes', ...runtimes, ...asked, ...project.here];
    const [streams, err] = [collectingStreams(), collector()];
    const write = err.stream.write.bind(err.stream);
    err.stream.write = (text: string) => {
      holders.push(occupant()?.process);
      return write(text);
    };
    const code = await main(argv, { ...streams, err: err.stream, controls: join(project.root, 'controls') });
    outcome = { code, out: streams.said(), err: err.text() };
    expect(outcome.out, outcome.err).not.to.equal('');
    compared = JSON.parse(outcome.out) as ComparisonReport;
  });

  const changeOf = (contender: string) => compared.changes.find((one) => one.contender === contender)!;

  it('has the machine for itself, from the first runtime that it looks for to the last that it measures', () => {
    expect(holders, outcome.err).to.have.length.above(2);
    expect(new Set(holders), outcome.err).to.deep.equal(new Set([process.pid]));
  });

  it('finds what one of them is really slower at', () => {
    const { is, ratio, side, reason } = changeOf('a');
    expect([is, side]).to.deep.equal(['slower', 'Node.js 99.1.0']);
    expect(ratio!.low).to.be.above(1.05);
    expect(reason).to.match(/^Node\.js 99\.1\.0 has .*×.* the time .*of Node\.js 98\.2\.0, more than/);
  });

  it('takes turns across a process for every runtime, and one for the twin of the first', () => {
    const rounds = recordsOf(project.records(), 'round').filter(({ claim }) => claim === 'one#a');
    expect(rounds).to.have.length(6);
    for (const { together, loaded, order } of rounds) {
      expect(together).to.equal(false);
      expect(loaded.toSorted()).to.deep.equal(['Node.js 98.2.0', 'Node.js 99.1.0', 'twin']);
      expect(order.length).to.be.above(1);
    }
  });

  it('compares no times where they answer otherwise', () => {
    const { ground, reason, is, rounds } = changeOf('b');
    expect(rounds, 'no further round is taken').to.have.length.below(2);
    expect([is, ground]).to.deep.equal(['inconclusive', 'answers']);
    expect(reason)
      .to.contain('99.1.0')
      .and.to.contain('98.2.0')
      .and.to.match(/: they do not do the same\.$/);
  });

  it('tells where a claim cannot be loaded', () => {
    const told = compared.standings.find(({ claim }) => claim === 'old');
    expect(told).to.deep.include({ is: 'broken' });
    expect(told!.says).to.contain('on Node.js 99.1.0').and.to.contain('not here');
  });

  it('says at the end which of them is missing, and exits with 3', () => {
    expect(outcome.code).to.equal(3);
    expect(outcome.err).to.match(/\ntouchstone: There is no runtime at .*missing\. .*\(RUNTIME_NOT_FOUND\)\n$/);
  });

  for (const option of [['--resume'], ['--metrics'], ['--tiers'], ['--why']]) {
    it(`refuses ${option.join(' ')} before it looks for anything`, async () => {
      const other = make({ 'claims/one.js': CLAIM });
      const runtimes = ['--runtime', './gone', '--runtime', './gone too'];
      const { code, err } = await other.touchstone(
        'run',
        '--across',
        'runtimes',
        ...runtimes,
        ...option,
        ...other.here,
      );
      expect(code).to.equal(3);
      expect(err).to.contain(`${option[0]} does not go with --across.`);
      expect(existsSync(other.out)).to.equal(false);
    });
  }

  it('takes two runtimes or more, and tells what is missing where fewer can be had', async () => {
    const one = await project.touchstone('run', '--across', 'runtimes', '--runtime', process.execPath, ...project.here);
    expect([one.code, one.err]).to.satisfy(
      ([code, err]: [number, string]) => code === 3 && err.includes('two runtimes'),
    );
    const runtimes = ['--runtime', process.execPath, '--runtime', './gone'];
    const two = await project.touchstone('run', '--across', 'runtimes', ...runtimes, ...project.here);
    expect([two.code, two.err]).to.satisfy(
      ([code, err]: [number, string]) => code === 3 && err.includes('There is no runtime at'),
    );
  });
});
