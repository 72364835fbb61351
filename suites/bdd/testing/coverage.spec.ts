/** Coverage that finds the line that no test reached, by V8's own counts and by c8 (row TE5). */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { untestedLines, type ScriptCoverage } from '../../../fixtures/testing/untested-lines.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const SOURCE = `function sign(n) {
  if (n < 0) {
    return -1;
  }
  return n === 0 ? 0 : 1;
}

function never() {
  return 'called';
}

if (sign(0) !== 0 || sign(5) !== 1) throw new Error('wrong');
module.exports = { sign, never };
`;

describe('TE5: coverage, for which jscover and blanket are claimed, and which V8 counts itself today', () => {
  const directory = temporaryDirectory();
  let file: string;
  let raw: string;

  before(async () => {
    file = directory.write('sign.cjs', SOURCE);
    raw = directory.fresh();
    const { code, stderr } = await run([file], { cwd: directory.path, env: { NODE_V8_COVERAGE: raw } });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  });

  it('is written by the program itself at its end, and names the lines that nothing reached', () => {
    const [name] = readdirSync(raw);
    const { result } = JSON.parse(readFileSync(`${raw}/${name}`, 'utf8')) as { result: ScriptCoverage[] };
    const script = result.find(({ url }) => url === pathToFileURL(file).href);
    expect(untestedLines(SOURCE, script!)).to.deep.equal([3, 4, 8, 9, 10]);
  });

  it('is reported by c8 with the same lines', async () => {
    const { Report } = createRequire(import.meta.url)('c8') as { Report: any };
    const reportsDirectory = directory.fresh();
    const report = Report({
      reporter: ['json'],
      reportsDirectory,
      tempDirectory: raw,
      src: [directory.path],
      include: ['**/*.cjs'],
      exclude: [],
      extension: ['.cjs'],
      allowExternal: true,
      resolve: '',
      omitRelative: true,
    });
    await report.run();
    const coverage = JSON.parse(readFileSync(`${reportsDirectory}/coverage-final.json`, 'utf8')) as Record<string, any>;
    const { s: counts, statementMap } = coverage[file];
    // To c8 a line is a statement.
    const missed = Object.keys(counts).filter((statement) => counts[statement] === 0);
    expect(missed.map((statement) => statementMap[statement].start.line)).to.deep.equal([3, 4, 8, 9, 10]);
  });
});
