/** Blocking, polling and events, from the outside: another process writes when it likes (rows X7 and X8). */
import fs from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { hearByEvents, hearByPolling } from '../../../fixtures/files/polling.ts';
import { openNonBlocking } from '../../../fixtures/files/non-blocking.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { inline, ProgramHung, run } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const title = fifosPossible ? '' : ' (skipped: mkfifo is not installed)';

(fifosPossible ? describe : describe.skip)(`a pipe from another process${title}`, () => {
  const directory = temporaryDirectory();

  /** Writes three words and rests between them. It opens in both directions, so as not to wait for a reader. */
  const writer = (path: string): string[] =>
    inline(`
      import fs from 'node:fs';
      const pipe = fs.openSync(${JSON.stringify(path)}, 'r+');
      for (const word of ['one ', 'two ', 'three']) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        fs.writeSync(pipe, word);
      }`);

  it('X7: to open it in the usual manner takes until somebody writes; without blocking, no time', async () => {
    const path = makeFifo(directory.join('nobody'));
    const code = `
      console.log('opening');
      require('node:fs').openSync(${JSON.stringify(path)}, 'r');
      console.log('opened');`;
    const error = await rejectionOf(run(['--eval', code], { timeoutMs: 3000 }));
    expect(error).to.be.instanceOf(ProgramHung).and.to.have.property('stdout', 'opening\n');
    openNonBlocking(path).close();
  });

  it('X8: polling looks in vain again and again, events never', async () => {
    const heard = [];
    for (const hear of [hearByPolling, hearByEvents]) {
      const path = makeFifo(directory.join(hear.name));
      // Without a writer there would be an end at once: we hold it open until the other process has.
      const held = fs.openSync(path, 'r+');
      const program = run(writer(path));
      const hearing = hear(path);
      const { code } = await program;
      fs.closeSync(held);
      heard.push(await hearing);
      expect(code).to.equal(0);
    }
    const [polled, told] = heard;
    expect(String(polled?.content)).to.equal('one two three');
    expect(String(told?.content)).to.equal('one two three');
    expect(polled?.useless).to.be.greaterThan(10);
    expect(told?.useless).to.equal(0);
    expect(told?.looks).to.be.within(2, 4);
  });
});
