// Runs the suites with their coverage, then writes the front page anew, whatever came out: where a test has failed the
// page would go on telling of an earlier run. `npm test -- OPTIONS` hands mocha's options on. It is JavaScript, as
// bench/start.mjs is, because it is no suite.
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';

// Ctrl-C reaches mocha too, which tells what it knows before it ends.
process.on('SIGINT', () => {});

const shell = process.platform === 'win32';
const options = process.argv.slice(2);
const { status, signal, error } = spawnSync('c8', ['mocha', ...options], { stdio: 'inherit', shell });
if (error) console.error(`The suites did not start: ${error.message}. Run npm ci, then npm test.`);
spawnSync(process.execPath, ['dist/bench/cli.js', 'open', '--no-browser'], { stdio: 'inherit' });
process.exitCode = status ?? (signal === null ? 1 : 128 + constants.signals[signal]);
