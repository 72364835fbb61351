/** A matrix as a table for a spreadsheet, R or pandas: a row for each case of a claim on each runtime, in CSV (RFC 4180). */

import type { MatrixCase, MatrixClaim, MatrixReport, MatrixRuntime } from '../../model.ts';
import { csvTable, type CsvColumn } from '../csv/table.ts';

/** What was not measured on a runtime has a row too, whose reason says why; where nothing is known, a cell is empty. */
export function matrixCsv(report: MatrixReport): string {
  const names = [...new Set(report.claims.flatMap(({ axes }) => Object.keys(axes)))];
  const axes = Object.fromEntries(names.map((name) => [`given ${name}`, axis(name)]));
  return csvTable({ ...columns, ...axes }, rowsOf(report));
}

interface Row {
  readonly claim: MatrixClaim;
  readonly runtime: MatrixRuntime;
  /** The place of the runtime. */
  readonly at: number;
  readonly one?: MatrixCase;
}

function rowsOf({ claims, runtimes }: MatrixReport): Row[] {
  return claims.flatMap((claim) =>
    runtimes.flatMap((runtime, at): Row[] => {
      const cases = claim.cases.filter(({ found }) => found[at] !== null);
      return cases.length === 0 ? [{ claim, runtime, at }] : cases.map((one) => ({ claim, runtime, at, one }));
    }),
  );
}

const columns: Readonly<Record<string, CsvColumn<Row>>> = {
  runtime: ({ runtime }) => runtime.name,
  asked: ({ runtime }) => runtime.asked,
  run: ({ runtime }) => runtime.run?.id,
  started: ({ runtime }) => runtime.run?.started,
  commit: ({ runtime }) => runtime.run?.environment.commit,
  engine: ({ runtime }) => runtime.run?.environment.engine,
  platform: ({ runtime }) => runtime.run?.environment.platform,
  cpu: ({ runtime }) => runtime.run?.environment.cpu,
  controls: ({ runtime: { run } }) => run && (run.controls.passed ? 'passed' : 'failed'),
  complete: ({ runtime }) => runtime.run?.complete,
  topic: ({ claim }) => claim.topic,
  claim: ({ claim }) => claim.id,
  says: ({ claim }) => claim.says,
  metric: ({ claim }) => claim.figure?.name ?? claim.metric,
  agreement: ({ claim }) => claim.agreement,
  claim_is: ({ claim, at }) => claim.cells[at]?.is,
  given: ({ one }) => one?.id,
  case_agreement: ({ one }) => one?.agreement,
  verdict: ({ one, at }) => one?.found[at]?.verdict,
  ground: ({ one, at }) => one?.found[at]?.ground,
  ratio: ({ one, at }) => one?.found[at]?.ratio?.estimate,
  ratio_low: ({ one, at }) => one?.found[at]?.ratio?.low,
  ratio_high: ({ one, at }) => one?.found[at]?.ratio?.high,
  reason: ({ claim, one, at, runtime }) => one?.found[at]?.reason ?? runtime.says ?? claim.cells[at]?.sentence,
  margin: ({ claim }) => claim.margin,
  at_least: ({ claim }) => claim.atLeast,
};

/** The parameters once more, each in a column of its own, to filter and to plot by. */
function axis(name: string): CsvColumn<Row> {
  return ({ one }) => one?.given[name];
}
