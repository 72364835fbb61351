/**
 * What telling a run costs: seconds, bytes and memory, from the results file to every format.
 *
 *     npm run build && node dist/bench/calibrations/report-cost.js [CASES]
 *
 * It takes the published run on Node.js 20, or, where CASES is given, as many copies of its claims as make up so many cases.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { count, elapsed, roundBytes } from '../../reports/units.ts';
import { written } from '../../reports/write.ts';
import { readResults } from '../read-results.ts';
import { judgeRun } from '../judge/run.ts';
import { samplesOf } from '../judge/samples.ts';
import { HERE, PRIMARY, resultsIn } from '../publish/places.ts';
import { readRecords } from '../results-file.ts';
import type { ResultRecord } from '../results.ts';

const [asked = '0', file] = process.argv.slice(2);

if (file === undefined)
  inFreshProcess(enlarged(readResults(resultsIn(HERE.published, PRIMARY)).toString(), Number(asked)));
else await tell(file);

/** So that the memory of making the results is not counted to those who read them. */
function inFreshProcess(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-'));
  try {
    const made = join(folder, 'results.ndjson');
    writeFileSync(made, text);
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), asked, made], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As `touchstone report` does. */
async function tell(results: string): Promise<void> {
  const began = performance.now();
  const bytes = readFileSync(results);
  const records = readRecords(bytes);
  const read = performance.now();
  const report = judgeRun(records);
  const judged = performance.now();
  const files = await written(report, samplesOf(records, { name: basename(results), bytes }));
  const done = performance.now();

  const cases = report.claims.reduce((sum, claim) => sum + claim.cases.length, 0);
  console.log(
    `${count(report.claims.length, 'claim')} at ${count(cases, 'case')}, ${roundBytes(bytes.length)} of results:`,
  );
  console.log(
    `read in ${seconds(read - began)}, judged in ${seconds(judged - read)}, told in ${seconds(done - judged)}`,
  );
  for (const { name, text } of files) console.log(`  ${name}: ${roundBytes(Buffer.byteLength(text))}`);
  console.log(`at most ${roundBytes(process.resourceUsage().maxRSS * 1024)} of memory`);
}

function seconds(milliseconds: number): string {
  return elapsed(milliseconds / 1000);
}

/** The same run with its claims again and again under other names, until there are so many cases. */
function enlarged(text: string, atLeast: number): string {
  const lines = text.trimEnd().split('\n');
  const once = lines.filter((line) => line.startsWith('{"kind":"case"')).length;
  const copies = Math.max(1, Math.ceil(atLeast / once));
  const all = Array.from({ length: copies }, (_, copy) =>
    copy === 0 ? lines : lines.flatMap((line) => renamed(line, copy)),
  );
  return `${all.flat().join('\n')}\n`;
}

function renamed(line: string, copy: number): string[] {
  const record = JSON.parse(line) as ResultRecord;
  if (record.kind === 'claim' && !record.claim.control) {
    return [JSON.stringify({ ...record, claim: { ...record.claim, id: `${record.claim.id}-${copy}` } })];
  }
  if (!('claim' in record) || typeof record.claim !== 'string' || record.claim.startsWith('controls/')) return [];
  return [JSON.stringify({ ...record, claim: `${record.claim}-${copy}` })];
}
