/** What the samples have to be: turns, and what was seen of the contenders beside them. */
import * as v from 'valibot';
import { count, duration, moving } from './parts.ts';

/** Turns are most of a file. Where all of a list fit it is taken as it is; else each is asked, for what is said of it. */
export function figures(one: v.GenericSchema<number>, fits: (figure: unknown) => boolean): v.GenericSchema<number[]> {
  const all = v.array(one);
  return v.lazy((list) => (Array.isArray(list) && list.every(fits) ? AS_IT_IS : all));
}

const AS_IT_IS = v.custom<number[]>(() => true);
export const isNumber = (figure: unknown) => typeof figure === 'number';
const isDuration = (figure: unknown) => Number.isFinite(figure) && (figure as number) >= 0;
const isMoving = (figure: unknown) => Number.isFinite(figure) && (figure as number) > 0;

export const turns = v.object({
  wall: figures(moving, isMoving),
  held: v.optional(figures(moving, isMoving)),
  cpu: figures(duration, isDuration),
  switches: figures(v.number(), isNumber),
  settled: v.boolean(),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const samples = v.pipe(v.number(), v.integer(), v.minValue(0));
const tier = v.picklist(['interpreter', 'baseline', 'maglev', 'turbofan']);
const functionSeen = { name: v.string(), place: v.string() };

const shares = v.object({ interpreter: share, baseline: share, maglev: share, turbofan: share });

export const tiers = v.object({
  samples,
  shares,
  later: shares,
  functions: v.array(v.object({ ...functionSeen, tier, share })),
  deopts: v.array(v.object({ ...functionSeen, reason: v.string(), timed: v.boolean(), times: count })),
});

export const profile = v.object({
  samples,
  collecting: share,
  harness: share,
  outside: share,
  functions: v.array(v.object({ ...functionSeen, share, native: share })),
  allocated: duration,
  sites: v.array(v.object({ ...functionSeen, share })),
});
