/** A program of many modules, started as people start it. */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { graphTotal, writeGraph } from '../../../fixtures/modules/module-graph.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('a program of many modules', () => {
  const directory = temporaryDirectory();

  for (const format of ['CommonJS', 'ES modules'] as const) {
    for (const bundled of [false, true]) {
      it(`prints its total as ${format} ${bundled ? 'in one file' : 'of a file each'}`, async () => {
        const main = writeGraph(directory.fresh(), { modules: 40, format, bundled });
        expect(await run([main])).to.deep.include({ code: 0, stdout: `${graphTotal(40)}\n`, stderr: '' });
      });
    }
  }
});
