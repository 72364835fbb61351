/** Small suites in a folder of their own, with source maps as the compiler makes them, to be run by the real mocha. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './catalogue.ts';
import { type Finished, run, type RunOptions } from './program.ts';

const MOCHA = join(ROOT, 'node_modules/mocha/bin/mocha.js');
const REPORTER = fileURLToPath(new URL('../../reports/tests/reporter.js', import.meta.url));

/** Lines that the source has above what is compiled: a place in it is told apart from one in the compiled file. */
const HEAD = '// A comment that the compiler leaves out.\n\n';

/** @param suites code by the name of its file, such as `suites/tdd/web/a.test` */
export function writeSuites(folder: string, suites: Readonly<Record<string, string>>): void {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, code] of Object.entries(suites)) {
    const [source, compiled] = [join(folder, `${name}.ts`), join(folder, 'dist', `${name}.js`)];
    for (const file of [source, compiled]) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(source, HEAD + code);
    // Each line is the one two below it: in base 64 VLQ `E` is 2 and `C` is 1.
    const mappings = code.split('\n').map((_, at) => (at === 0 ? 'AAEA' : 'AACA'));
    const map = { version: 3, sources: [source], names: [], mappings: mappings.join(';') };
    const inline = Buffer.from(JSON.stringify(map)).toString('base64');
    writeFileSync(compiled, `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`);
  }
}

/** Runs them with our reporter; `out` is the folder that it writes into. */
export function runSuites(
  folder: string,
  out: string,
  names: readonly string[],
  options: readonly string[] = [],
  more: RunOptions = {},
): Promise<Finished> {
  const files = names.map((name) => `dist/${name}.js`);
  const reporter = ['--reporter', REPORTER, '--reporter-option', `folder=${out}`];
  // `--enable-source-maps` for mocha would have it start a process of its own, and its workers would not know of it.
  return run(['--enable-source-maps', MOCHA, '--no-config', ...reporter, ...options, ...files], {
    cwd: folder,
    ...more,
  });
}
