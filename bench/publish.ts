/** Puts the verdicts of the published run into the README: `node dist/bench/publish.js`, from wherever it is called. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { RunReport } from '../reports/model.ts';
import { withVerdicts } from '../reports/readme.ts';

// The root of touchstone itself: this file is dist/bench/publish.js.
const readme = new URL('../../README.md', import.meta.url);
const published = new URL('../../reports/published/report.json', import.meta.url);

const report = JSON.parse(readFileSync(published, 'utf8')) as RunReport;
writeFileSync(readme, withVerdicts(readFileSync(readme, 'utf8'), report));
