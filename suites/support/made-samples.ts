/** Samples made by hand, of any case: the processes of a round with their cycles and turns, in an order like chance. */

import type { CaseReport, CaseSamples, ProcessSamples, RunReport, Samples } from '../../reports/model.ts';

interface Shape {
  readonly processes?: number;
  readonly turns?: number;
  /** Of the turns of each contender in turn, in nanoseconds a call. */
  readonly value?: (contender: number, turn: number, process: number) => number;
}

/** Every third process only watches. */
export function madeCaseSamples(names: readonly string[], shape: Shape = {}): CaseSamples {
  const { processes = 12, turns = 24, value = wavering } = shape;
  return { processes: Array.from({ length: processes }, (_, at) => processOf(names, turns, at, value)) };
}

/** The same for every case of a report, under the names of its contenders. */
export function madeSamples(report: RunReport, shape: Shape = {}): Samples {
  const cases = new Map(
    report.claims.flatMap(({ id, cases: all }) => all.map((one): [string, CaseReport] => [`${id}\n${one.id}`, one])),
  );
  return {
    of(claim, at) {
      const one = cases.get(`${claim}\n${at}`);
      return (
        one &&
        madeCaseSamples(
          one.contenders.map(({ name }) => name),
          shape,
        )
      );
    },
    file: { name: 'results.ndjson', bytes: new Uint8Array(4) },
  };
}

function processOf(
  names: readonly string[],
  turns: number,
  at: number,
  value: NonNullable<Shape['value']>,
): ProcessSamples {
  const all = names.map((name, contender) => ({
    name,
    values: Array.from({ length: turns }, (_, turn) => value(contender, turn, at)),
  }));
  const [favours, over] = all;
  const ratios = over ? over.values.map((time, turn) => time / favours!.values[turn]!) : [];
  return { apart: at % 3 === 2, ratios, turns: all };
}

function wavering(contender: number, turn: number, process: number): number {
  return 1000 * (contender + 1) * (1.1 + Math.sin((turn + 7 * process + 3 * contender) * 12.9898) / 10);
}
