/** Copying files, from the outside: a disk that ends half-way, a process that is killed, readers who look meanwhile. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { ways } from '../../../fixtures/files/copying.ts';
import type { Way } from '../../../fixtures/files/reading.ts';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { fifosPossible, makeFifo } from '../../support/fifo.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const WAYS: readonly Way[] = ['sync', 'callback', 'promise', 'stream'];

describe('copying files', () => {
  const directory = temporaryDirectory();
  let [folder, source, target] = ['', '', ''];

  beforeEach(() => {
    folder = directory.fresh();
    source = sampleFile(4 << 20, directory.path);
    target = path.join(folder, 'target');
    fs.writeFileSync(target, 'old');
  });

  /** Prints what one copy ends with. */
  const copier = (way: Way, options = '{}'): string[] =>
    inline(`
      import { ways } from '${compiled('fixtures/files/copying.ts')}';
      const copy = async () => ways.${way}(${JSON.stringify(source)}, ${JSON.stringify(target)}, ${options});
      console.log(await copy().catch((error) => error.code));`);

  for (const way of WAYS) {
    it(`${way}: copies 4 MiB to the byte, and closes everything`, async () => {
      expect(await ways[way](source, target)).to.equal(4 << 20);
      expect(fs.readFileSync(target).equals(fs.readFileSync(source))).to.equal(true);
      if (descriptorsCountable) {
        expect(openDescriptors(directory.path)).to.equal(0);
      }
    });

    it(`${way}: where no file may grow beyond half of it, the old target stays, and no partial file`, async () => {
      // The limit counts blocks of 512 or 1024 bytes, as the shell likes; the profile of the coverage would not fit.
      const limited = ['-c', 'ulimit -f 2000 && exec "$0" "$@"', process.execPath, ...copier(way)];
      const { stdout, stderr } = await run(limited, { command: 'sh', env: { NODE_V8_COVERAGE: '' } });
      expect(stdout, stderr).to.equal('EFBIG\n');
      expect(fs.readFileSync(target, 'utf8')).to.equal('old');
      expect(fs.readdirSync(folder)).to.deep.equal(['target']);
    });

    it(`${way}: a process that is killed before the end leaves the old target`, async () => {
      const { signal, stdout } = await run(copier(way, `{ onProgress: () => process.kill(process.pid, 'SIGKILL') }`));
      expect({ signal, stdout }).to.deep.equal({ signal: 'SIGKILL', stdout: '' });
      expect(fs.readFileSync(target, 'utf8')).to.equal('old');
      // Nobody was left to remove the partial file; its name says what it is.
      for (const name of fs.readdirSync(folder)) expect(name).to.match(/^(target|\..*\.partial)$/);
    });

    it(`${way}: keeps the mode whatever the umask of the process`, async () => {
      const secret = path.join(folder, 'source');
      fs.writeFileSync(secret, 'x');
      fs.chmodSync(secret, 0o664);
      const before = process.umask(0o077);
      try {
        await ways[way](secret, target);
      } finally {
        process.umask(before);
      }
      expect((fs.statSync(target).mode & 0o777).toString(8)).to.equal('664');
    });
  }

  for (const way of WAYS) {
    it(`${way}: another process that looks meanwhile always sees a whole file, the old or the new`, async () => {
      const sources = ['a', 'b'].map((letter) => {
        const file = path.join(folder, letter);
        fs.writeFileSync(file, Buffer.alloc(2 << 20, letter));
        return file;
      });
      await ways[way](sources[0]!, target);
      const looking = run(
        inline(`
          import fs from 'node:fs';
          const [target, done] = ${JSON.stringify([target, path.join(folder, 'done')])};
          const seen = {};
          fs.writeFileSync(done + '.ready', '');
          while (!fs.existsSync(done)) {
            const content = fs.readFileSync(target);
            const what = content.length + (content.equals(Buffer.alloc(content.length, content[0])) ? '' : ' mixed');
            seen[what] = (seen[what] ?? 0) + 1;
          }
          console.log(Object.keys(seen).join());`),
      );
      for (let looks = 0; looks < 2000 && !fs.existsSync(path.join(folder, 'done.ready')); looks++) await sleep(5);
      for (let copy = 1; copy <= 20; copy++) await ways[way](sources[copy % 2]!, target);
      await sleep(20); // for at least one look
      fs.writeFileSync(path.join(folder, 'done'), '');
      const { stdout, stderr } = await looking;
      expect(stdout, stderr).to.equal(`${2 << 20}\n`);
    });
  }

  const title = 'refuses a pipe on either side: a rename would replace it, and reading would wait';
  if (fifosPossible) {
    it(title, async () => {
      const pipe = makeFifo(path.join(folder, 'pipe'));
      for (const way of WAYS) {
        for (const [from, to] of [
          [source, pipe],
          [pipe, target],
        ] as const) {
          const error = await rejectionOf((async () => ways[way](from, to))());
          expect(error).to.have.property('code', 'NOT_A_FILE');
          expect(error.message).to.include(`"${pipe}"`);
        }
      }
      expect(fs.statSync(pipe).isFIFO()).to.equal(true);
    });
  } else {
    it.skip(`${title} (skipped: mkfifo is not installed)`);
  }
});
