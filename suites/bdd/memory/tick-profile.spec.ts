/** V8's own profiler, from the outside: the log that `--prof` writes, and the tool that reads it (rows G17 and G18). */
import fs from 'node:fs';
import vm from 'node:vm';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { run, type Finished } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** As the notes have it. */
const NOTED = 'for(var i=0; i<000000; i++) {\n    var a = {};\n}\n';

describe('the log of --prof (G17)', () => {
  const directory = temporaryDirectory();
  let profiled: Finished;
  let logs: string[];
  let processed: Finished;
  before('profiles a program and reads what that wrote', async () => {
    const program = directory.write('test01.cjs', NOTED.replace('000000', '200000'));
    const cwd = directory.fresh();
    profiled = await run(['--prof', program], { cwd });
    logs = fs.readdirSync(cwd);
    // Without nm the functions of Node itself have no names; with it, reading takes a second.
    processed = await run(['--prof-process', '--nm=true', ...logs], { cwd });
  });

  it('G17: is named for its isolate and its process, and not v8.log as claimed', () => {
    expect(profiled).to.include({ code: 0, stderr: '' });
    expect(logs).to.have.length(1);
    expect(logs[0]).to.match(/^isolate-0x[\da-f]+-\d+-v8\.log$/);
  });

  it('G17: is read by node --prof-process, and the linux-tick-processor that is claimed is not needed', () => {
    expect(processed.code).to.equal(0);
    expect(processed.stdout).to.include(`Statistical profiling result from ${logs[0]}`);
    for (const part of ['[JavaScript]:', '[C++]:', '[Summary]:', '[Bottom up (heavy) profile]:']) {
      expect(processed.stdout).to.include(part);
    }
  });

  it('G17: tells the share of the collector: its ticks are some of all', () => {
    const ticks = (line: RegExp): number => Number(line.exec(processed.stdout)?.[1]);
    const all = ticks(/, \((\d+) ticks, /);
    expect(all).to.be.above(0);
    expect(ticks(/^ +(\d+) +[\d.]+%.* GC$/m)).to.be.within(0, all);
  });
});

describe('the program of the notes for it (G18)', () => {
  it('G18: never goes round its loop, since 000000 is 0, and allocates nothing to be seen as claimed', () => {
    const rounds: unknown = vm.runInNewContext(`var rounds = 0;\n${NOTED.replace('var a = {}', 'rounds++')}; rounds;`);
    expect(rounds).to.equal(0);
  });

  it('G18: does not even begin in strict code or in a module', async () => {
    expect(() => new vm.Script(`'use strict';\n${NOTED}`)).to.throw(SyntaxError, /[Oo]ctal|leading zeros/);
    const { code, stderr } = await run(['--input-type=module', '--eval', NOTED]);
    expect(code).to.equal(1);
    expect(stderr).to.include('SyntaxError');
  });
});
