/** What is known of the machine, from the inside. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { clockStep, lookAround } from '../../../../bench/harness/machine/environment.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

suite('the step of a clock', () => {
  test('is the smallest that was seen', () => {
    const steps = [50, 150, 20, 90, 70];
    let time = 0;
    let looks = 0;
    expect(clockStep(() => (time += steps[looks++ % steps.length]!))).to.equal(20);
  });

  test('is found with a clock that stands still between its steps', () => {
    let looks = 0;
    expect(clockStep(() => 100 * Math.floor(looks++ / 7))).to.equal(100);
  });
});

suite('the environment', () => {
  const directory = temporaryDirectory();

  test('names the runtime, the machine and what verdicts depend on', () => {
    const { runtime, versions, cpu, cores, memory, load, clockStep: step, features } = lookAround(directory.fresh());
    expect(runtime).to.equal(`Node.js ${process.versions.node}`);
    expect(versions).to.include({ v8: process.versions.v8 });
    expect(cpu).not.to.equal('');
    for (const amount of [cores, memory, step]) expect(amount).to.be.above(0);
    expect(load).to.be.at.least(0);
    expect(features).to.include({ 'Buffer.poolSize': Buffer.poolSize });
  });

  test('has no commit outside of a checkout', () => {
    expect(lookAround(directory.fresh())).not.to.have.property('commit');
  });

  test('has the commit of a checkout, with a + where files differ from it that are not published', () => {
    const root = directory.fresh();
    const identity = ['-c', 'user.name=n', '-c', 'user.email=n@localhost', '-c', 'commit.gpgsign=false'];
    const git = (...words: string[]) => execFileSync('git', ['-C', root, ...identity, ...words], { encoding: 'utf8' });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'first');
    const commit = git('rev-parse', '--short', 'HEAD').trim();
    expect(lookAround(root)).to.have.property('commit', commit);
    const add = (name: string) => {
      mkdirSync(join(root, name, '..'), { recursive: true });
      writeFileSync(join(root, name), 'x');
    };
    // What one run publishes makes no other code for the next.
    for (const name of ['README.md', 'reports/published/node-20/report.html', 'reports/published/matrix.md']) add(name);
    expect(lookAround(root)).to.have.property('commit', commit);
    add('reports/new');
    expect(lookAround(root)).to.have.property('commit', `${commit}+`);
  });
});
