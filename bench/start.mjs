// Compiles what has changed, then hands over to the command: `npm run bench` is `node bench/start.mjs run`.
//
// A claim that does not compile must not stop the others, nor be measured in the shape that the compiler guessed: what
// the compiler says is left in dist/diagnostics.txt, where the catalog looks. Anything else that does not compile ends
// it here. It is JavaScript because it runs before anything is compiled.
//
// Compiling is work for the machine, so that a run does not begin with it beside another run: see harness/machine/lock.ts.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const diagnostics = `${root}dist/diagnostics.txt`;
const command = `${root}dist/bench/cli.js`;
const [name, ...options] = process.argv.slice(2);

const measures = ['run', 'compare', 'calibrate'].includes(name);

if (measures && options.includes('--wait')) await others();
// Where another run measures, this one is only told so.
const refused = measures && !options.includes('--force') && other() !== undefined;
if (!refused || !existsSync(command)) compile(findCompiler());
await import('../dist/bench/cli.js');

function compile(compiler) {
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
}

/** Waits until no other run measures. */
async function others() {
  for (let told; other() !== undefined; await sleep(1000)) {
    const { pid, since } = other() ?? {};
    if (pid !== undefined && pid !== told) {
      told = pid;
      console.error(`waiting for another run (process ${pid}, since ${since}) before anything is compiled`);
    }
  }
}

/** The run that has the machine. */
function other() {
  let text = '';
  try {
    text = readFileSync(`${tmpdir()}/touchstone.lock`, 'utf8');
  } catch {
    return undefined;
  }
  for (const [, pid, since] of text.matchAll(/^(\d+) (\S*)(?: ".*")?$/gm)) {
    try {
      process.kill(Number(pid), 0);
      return { pid, since };
    } catch (error) {
      if (error.code === 'EPERM') return { pid, since };
    }
  }
  return undefined;
}

function findCompiler() {
  try {
    const found = createRequire(import.meta.url).resolve('typescript/package.json');
    return found.replace('package.json', 'bin/tsc');
  } catch {
    console.error('touchstone: the compiler is not installed. Run npm ci first.');
    return process.exit(3);
  }
}
