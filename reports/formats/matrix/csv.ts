/** A matrix as a table for a spreadsheet, R or pandas: a row for each case of a claim on each runtime, in CSV (RFC 4180). */

import { changeBehind } from '../../crossings.ts';
import type {
  CrossingReport,
  MatrixCase,
  MatrixClaim,
  MatrixLink,
  MatrixReport,
  MatrixRuntime,
  MatrixShift,
} from '../../model.ts';
import { linkSentence, noKnownChange } from '../../shifts.ts';
import { csvTable, type CsvColumn } from '../csv/table.ts';

/** What was not measured on a runtime has a row too, whose reason says why; where nothing is known, a cell is empty. */
export function matrixCsv(report: MatrixReport): string {
  const names = [...new Set(report.claims.flatMap(({ axes }) => Object.keys(axes)))];
  const axes = Object.fromEntries(names.map((name) => [`given ${name}`, axis(name)]));
  return csvTable({ ...columns, ...axes }, rowsOf(report));
}

interface Row {
  readonly claim: MatrixClaim;
  readonly runtimes: readonly MatrixRuntime[];
  readonly runtime: MatrixRuntime;
  /** The place of the runtime. */
  readonly at: number;
  readonly one?: MatrixCase;
}

function rowsOf({ claims, runtimes }: MatrixReport): Row[] {
  return claims.flatMap((claim) =>
    runtimes.flatMap((runtime, at): Row[] => {
      const cases = claim.cases.filter(({ found }) => found[at] !== null);
      return cases.length === 0
        ? [{ claim, runtimes, runtime, at }]
        : cases.map((one) => ({ claim, runtimes, runtime, at, one }));
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
  changed_from: ({ runtimes, ...row }) =>
    shiftsAt(row)
      .map(({ from }) => runtimes[from]!.name)
      .join('; '),
  changed_by: (row) =>
    shiftsAt(row)
      .map(({ changes }) => changesText(changes))
      .join('; '),
  winner_changes_by: (row) => crossingOf(row)?.between[1],
  even_at: (row) => crossingOf(row)?.estimate,
  even_at_low: (row) => crossingOf(row)?.low,
  even_at_high: (row) => crossingOf(row)?.high,
  reason: ({ claim, one, at, runtime }) => one?.found[at]?.reason ?? runtime.says ?? claim.cells[at]?.sentence,
  margin: ({ claim }) => claim.margin,
  at_least: ({ claim }) => claim.atLeast,
};

/** To this version from one before it, at this case. */
function shiftsAt({ claim, one, at }: Omit<Row, 'runtimes'>): readonly MatrixShift[] {
  return claim.shifts.filter(({ to, cases }) => to === at && one !== undefined && cases.includes(one.id));
}

function changesText(changes: readonly MatrixLink[]): string {
  if (changes.length === 0) return noKnownChange;
  return changes.map((change) => `${linkSentence(change)} (${change.source})`).join('; ');
}

/** Between this case and the next along the claim's axis. */
function crossingOf({ claim, one, at }: Row): CrossingReport | undefined {
  return one && changeBehind(claim.cells[at]?.crossings ?? [], one.given);
}

/** The parameters once more, each in a column of its own, to filter and to plot by. */
function axis(name: string): CsvColumn<Row> {
  return ({ one }) => one?.given[name];
}
