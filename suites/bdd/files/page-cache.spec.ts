/** Files that are taken out of the page cache, from the outside: a process of its own reads them from the disk. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { lacksForgetting } from '../../../fixtures/files/page-cache.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { skip } from '../../support/skip.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Reads a file that has been forgotten, and then once more; tells how often the system had to go to the disk for each. */
const PROGRAM = `
  import fs from 'node:fs';
  import { forget } from '${compiled('fixtures/files/page-cache.ts')}';
  const file = process.env.FILE;
  const read = () => {
    const before = process.resourceUsage().fsRead;
    return [fs.readFileSync(file).length, process.resourceUsage().fsRead - before];
  };
  forget([file]);
  console.log(JSON.stringify([read(), read()]));`;

describe('a file that the page cache has forgotten', () => {
  const directory = temporaryDirectory();

  it('is read from the disk, once', async function () {
    const lacks = lacksForgetting(directory.path);
    if (lacks !== undefined) skip(this, lacks);
    const { stdout, stderr } = await run(inline(PROGRAM), {
      env: { FILE: directory.write('large', 'x'.repeat(1_000_000)) },
    });
    expect(stdout, stderr).to.match(/^\[/);
    const [first, second] = JSON.parse(stdout) as [number, number][];
    expect(first![0]).to.equal(1_000_000);
    expect(first![1]).to.be.greaterThan(0);
    expect(second).to.deep.equal([1_000_000, 0]);
  });
});
