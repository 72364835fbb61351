/**
 * Prints how many tests passed, failed and were skipped, out of what the suites' reporter wrote: `4998 2 12`.
 * Fails where there is no such file, which is what a run leaves that broke down.
 */
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8')).counts;
if (![passed, failed, skipped].every(Number.isInteger)) throw new TypeError(`expected three counts in ${file}`);
console.log(passed, failed, skipped);
