/** Sample files, from the outside: several processes that want the same one, and a disk that ends half-way. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { compiled, inline, run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const LENGTH = 3_000_000;

describe('a sample file', () => {
  const directory = temporaryDirectory();

  const maker = (folder: string): string[] =>
    inline(`
      import { sampleFile } from '${compiled('fixtures/files/sample-file.ts')}';
      try { console.log(sampleFile(${LENGTH}, ${JSON.stringify(folder)})); } catch (error) { console.log(error.code); }`);

  it('is whole and the same for four processes that ask for it at once', async () => {
    const folder = directory.fresh();
    const programs = await Promise.all(Array.from({ length: 4 }, () => run(maker(folder))));
    const file = path.join(folder, `sample-${LENGTH}.bin`);
    for (const { stdout, stderr } of programs) expect(stdout, stderr).to.equal(`${file}\n`);
    expect(fs.readdirSync(folder)).to.deep.equal([path.basename(file)]);
    expect(fs.readFileSync(file).equals(fs.readFileSync(sampleFile(LENGTH, directory.path)))).to.equal(true);
  });

  it('is whole for two instances of the module in one process', async () => {
    const folder = directory.fresh();
    const url = compiled('fixtures/files/sample-file.ts');
    const { stdout, stderr } = await run(
      inline(`
        const instances = await Promise.all([import('${url}?one'), import('${url}?two')]);
        console.log(new Set(instances.map(({ sampleFile }) => sampleFile)).size);
        console.log(new Set(instances.map(({ sampleFile }) => sampleFile(1000, ${JSON.stringify(folder)}))).size);`),
    );
    expect(stdout, stderr).to.equal('2\n1\n');
  });

  it('is not there, nor is a part of it, where the disk ends half-way', async () => {
    const folder = directory.fresh();
    const limited = ['-c', 'ulimit -f 1000 && exec "$0" "$@"', process.execPath, ...maker(folder)];
    const { stdout, stderr } = await run(limited, { command: 'sh', env: { NODE_V8_COVERAGE: '' } });
    expect(stdout, stderr).to.equal('EFBIG\n');
    expect(fs.readdirSync(folder)).to.deep.equal([]);
  });
});
