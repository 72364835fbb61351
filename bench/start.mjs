// Compiles what has changed, then hands over to the command: `npm run bench` is `node bench/start.mjs run`.
//
// A claim that does not compile must not stop the others, nor be measured in the shape that the compiler guessed: what
// the compiler says is left in dist/diagnostics.txt, where the catalog looks. Anything else that does not compile ends
// it here. It is JavaScript because it runs before anything is compiled.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const diagnostics = `${root}dist/diagnostics.txt`;
const compiler = findCompiler();

const { status, stdout, stderr, error } = spawnSync(process.execPath, [compiler, '--pretty', 'false'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: Infinity,
});
if (error) {
  console.error(`touchstone: the compiler did not start: ${error.message}.`);
  process.exit(3);
}
if (status === 0) {
  rmSync(diagnostics, { force: true });
} else {
  const complaints = stdout.split('\n').filter((line) => /^\S/.test(line));
  // A compiler that fails without a word has compiled nothing: what lies in dist may be of another day.
  if (complaints.length === 0 || complaints.some((line) => !line.startsWith('bench/claims/'))) {
    console.error(`${stdout}${stderr}touchstone: this does not compile. Mend it and run again.`);
    process.exit(3);
  }
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(diagnostics, stdout);
}
await import('../dist/bench/cli.js');

function findCompiler() {
  try {
    const found = createRequire(import.meta.url).resolve('typescript/package.json');
    return found.replace('package.json', 'bin/tsc');
  } catch {
    console.error('touchstone: the compiler is not installed. Run npm ci first.');
    return process.exit(3);
  }
}
