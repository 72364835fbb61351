/** A turn's sample, and the samples of a contender's turns in time order: a column for each thing that is read. */

export interface Sample {
  /** Nanoseconds that the whole batch took. */
  readonly wall: number;
  /** Nanoseconds for which its calls held the event loop up, added up; only where the claim is about that. */
  readonly held?: number;
  /** Nanoseconds that the process spent on processors meanwhile. */
  readonly cpu: number;
  /** Involuntary context switches meanwhile. */
  readonly switches: number;
}

/** One number a turn; `held` only where the claim is about it. See {@link Sample} for the units. */
export interface Column {
  readonly wall: number[];
  held?: number[];
  readonly cpu: number[];
  readonly switches: number[];
}

export function newColumn(): Column {
  return { wall: [], cpu: [], switches: [] };
}

export function addSample(column: Column, { wall, held, cpu, switches }: Sample): void {
  column.wall.push(above0(wall));
  if (held !== undefined) (column.held ??= []).push(above0(held));
  column.cpu.push(cpu);
  column.switches.push(switches);
}

export function addColumn(column: Column, { wall, held, cpu, switches }: Column): void {
  column.wall.push(...wall);
  if (held) (column.held ??= []).push(...held);
  column.cpu.push(...cpu);
  column.switches.push(...switches);
}

/** Whole nanoseconds. A clock that has not moved gives 1: the logarithm of 0 is no number. */
function above0(nanoseconds: number): number {
  return Math.max(1, Math.round(nanoseconds));
}
