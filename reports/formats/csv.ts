/** The run as a table for a spreadsheet, R or pandas: a row for each contender of each case, in CSV (RFC 4180). */

import { changeBehind } from '../crossings.ts';
import type { Format } from '../format.ts';
import type { CaseReport, ClaimReport, ContenderReport, CrossingReport, Metric, RunReport } from '../model.ts';
import { csvTable, type CsvColumn } from './csv/table.ts';
import { concordAt } from '../life.ts';

export const format: Format = { file: 'report.csv', write: (report) => csv(report) };

/** A claim without a case has one row too, whose reason says why; where nothing is known, a cell is empty. */
export function csv(report: RunReport): string {
  const names = [...new Set(report.claims.flatMap(({ axes }) => Object.keys(axes)))];
  const table = {
    ...columns,
    ...(report.machines && { shard }),
    ...(report.expectations && { expected }),
    ...(report.claims.some((claim) => claim.elsewhere) && { elsewhere }),
    ...Object.fromEntries(names.map((name) => [`given ${name}`, axis(name)])),
  };
  return csvTable(table, rowsOf(report));
}

interface Row {
  readonly report: RunReport;
  readonly claim: ClaimReport;
  readonly one?: CaseReport;
  readonly contender?: ContenderReport;
}

type Column = CsvColumn<Row>;

function rowsOf(report: RunReport): Row[] {
  return report.claims.flatMap((claim) => {
    const cases = claim.cases.flatMap((one) =>
      one.contenders.map((contender) => ({ report, claim, one, contender }) satisfies Row),
    );
    return cases.length === 0 ? [{ report, claim }] : cases;
  });
}

/** Ratios, shares and intervals are plain numbers, values in the unit that stands beside them. */
const columns: Readonly<Record<string, Column>> = {
  run: ({ report }) => report.id,
  started: ({ report }) => report.started,
  commit: ({ report }) => report.environment.commit,
  runtime: ({ report }) => report.environment.runtime,
  platform: (row) => machineOf(row)?.environment.platform,
  cpu: (row) => machineOf(row)?.environment.cpu,
  controls: (row) => machineOf(row) && (machineOf(row)!.controls.passed ? 'passed' : 'failed'),
  topic: ({ claim }) => claim.topic,
  claim: ({ claim }) => claim.id,
  says: ({ claim }) => claim.says,
  metric: ({ claim }) => claim.figure?.name ?? claim.metric,
  unit: ({ claim }) => claim.figure?.unit ?? units[claim.metric],
  given: ({ one }) => one?.id,
  contender: ({ contender }) => contender?.name,
  role: ({ contender }) => contender?.role,
  answer: ({ contender }) => contender?.answer,
  median: ({ contender }) => contender?.value?.estimate,
  lower: ({ contender }) => contender?.value?.low,
  upper: ({ contender }) => contender?.value?.high,
  times_favoured: ({ contender }) => contender?.timesFavoured?.estimate,
  times_favoured_low: ({ contender }) => contender?.timesFavoured?.low,
  times_favoured_high: ({ contender }) => contender?.timesFavoured?.high,
  verdict: ({ one }) => one?.verdict,
  reason: ({ claim, one }) => one?.reason ?? claim.sentence,
  ratio: ({ one }) => one?.ratio?.estimate,
  ratio_low: ({ one }) => one?.ratio?.low,
  ratio_high: ({ one }) => one?.ratio?.high,
  margin: ({ claim }) => claim.margin,
  at_least: ({ claim }) => claim.atLeast,
  winner_changes_by: (row) => changeOf(row)?.between[1],
  even_at: (row) => changeOf(row)?.estimate,
  even_at_low: (row) => changeOf(row)?.low,
  even_at_high: (row) => changeOf(row)?.high,
  rounds: ({ one }) => one?.together.length,
  rounds_apart: ({ one }) => one?.apart.length,
  decided_by: ({ one }) => (one?.ground === 'answers' ? 'answers' : one?.decidedBy),
  clock: ({ one }) => one?.clock,
  doubts: ({ claim, one }) =>
    one || claim.doubts
      ? [...(claim.doubts ?? []), ...(one?.doubts ?? [])].map(({ code }) => code).join(' ')
      : undefined,
};

/** Between this case and the next along the claim's axis. */
function changeOf({ claim, one }: Row): CrossingReport | undefined {
  return one && changeBehind(claim.crossings, one.given);
}

/** Which of several machines measured a case; of a claim without one nobody did. */
const shard: Column = ({ one }) => one?.shard;

/** The verdict that the claim expects at a case. */
const expected: Column = ({ one }) => one?.expected;

/** What the figures of others come to at a case. */
const elsewhere: Column = ({ claim, one }) => one && concordAt(claim, one);

/** Of a row where several machines measured, the one that did. */
function machineOf({ report, one }: Row): Pick<RunReport, 'environment' | 'controls'> | undefined {
  return report.machines ? report.machines.find((machine) => machine.shard === one?.shard) : report;
}

/** The parameters once more, each in a column of its own, to filter and to plot by. */
function axis(name: string): Column {
  return ({ one }) => one?.given[name];
}

const units: Readonly<Record<Metric, string>> = {
  time: 'ns',
  'loop delay': 'ns',
  'cpu time': 'ns',
  allocated: 'bytes',
  'gc count': 'count',
  'gc time': 'ns',
  'loop utilisation': 'share',
  'resident memory': 'bytes',
  'external memory': 'bytes',
  'first call': 'ns',
  'context switches': 'count',
  figure: 'count',
  throughput: 'ns',
  'latency p50': 'ns',
  'latency p99': 'ns',
  errors: 'share',
  retained: 'bytes',
};
