/** Hashing files, from the outside: a file that is longer than what may be held of it. */
import fs from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compiled, inline, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const LENGTH = 160 << 20;

describe('hashing files', () => {
  const directory = temporaryDirectory();

  for (const way of ['sync', 'callback', 'promise', 'stream'] as const) {
    it(`${way}: hashes 160 MiB with less than half of it in memory`, async () => {
      const path = directory.write('sparse', '');
      fs.truncateSync(path, LENGTH); // a hole: it takes no room on the disk
      const { stdout, stderr } = await run(
        inline(`
          import { ways } from '${compiled('fixtures/files/hashing.ts')}';
          const before = process.resourceUsage().maxRSS;
          const digest = await ways.${way}(${JSON.stringify(path)}, 'sha1');
          console.log(digest, (process.resourceUsage().maxRSS - before) * 1024);`),
      );
      const [digest, growth] = stdout.trim().split(' ');
      expect(digest, stderr).to.equal('0fee4f25330788a994f271e87b4d8d0cc52a6aac');
      expect(Number(growth)).to.be.lessThan(LENGTH / 2);
    });
  }
});
