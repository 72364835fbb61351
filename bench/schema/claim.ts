/** What a claim's description has to be, where it is read and where it is made. */
import * as v from 'valibot';
import { METRICS } from '../claim.ts';
import { count, name, value } from './parts.ts';

const byte = v.pipe(v.number(), v.finite(), v.minValue(0));

const cell = v.object({
  at: byte,
  bytes: byte,
  label: v.string(),
  state: v.picklist(['allocated', 'grey', 'live', 'forwarded', 'moved', 'dead', 'free']),
  cameFrom: v.optional(v.object({ space: v.string(), at: byte })),
});

const space = v.object({ name: v.string(), bytes: v.pipe(byte, v.gtValue(0)), cells: v.array(cell) });

const drawing = v.object({
  title: name,
  steps: v.array(v.object({ says: v.string(), spaces: v.array(space) })),
});

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
/** Numbers of connections. */
const ascending = v.check<number[], string>(
  (numbers) => numbers.every((each, at) => at === 0 || each > numbers[at - 1]!),
  'a sweep takes ascending numbers of connections',
);
const load = v.pipe(
  v.object({
    connections: count,
    rate: v.optional(positive),
    turn: positive,
    turns: count,
    sweep: v.optional(v.pipe(v.array(count), v.minLength(2), ascending)),
  }),
  v.check(({ rate, sweep }) => rate === undefined || sweep === undefined, 'a sweep goes with a closed model'),
);

const expected = v.picklist(['confirmed', 'refuted', 'equivalent']);
/** An address that a report may link to. */
const address = v.pipe(v.string(), v.regex(/^https?:\/\//, 'a source is an address that begins with http'));

/** What a claim's description has to be. */
export const claimSchema = v.object({
  id: name,
  file: v.string(),
  control: v.boolean(),
  says: v.string(),
  because: v.string(),
  source: v.string(),
  quote: v.optional(v.string()),
  metric: v.picklist(METRICS),
  figure: v.optional(v.object({ name, unit: v.picklist(['bytes', 'count', 'share']) })),
  lacks: v.optional(name),
  margin: v.optional(v.pipe(v.number(), v.gtValue(0))),
  atLeast: v.optional(positive),
  favours: name,
  over: name,
  known: v.optional(v.pipe(v.number(), v.gtValue(0))),
  sides: v.optional(v.pipe(v.array(name), v.minLength(1))),
  axes: v.record(v.string(), v.array(value)),
  crossing: v.optional(v.string()),
  landmarks: v.array(v.object({ at: v.number(), name: v.string() })),
  contenders: v.array(v.object({ name, code: v.string() })),
  cases: v.array(
    v.object({
      id: v.string(),
      given: v.record(v.string(), value),
      expects: v.optional(expected),
      load: v.optional(load),
    }),
  ),
  drawings: v.optional(v.array(drawing)),
  expires: v.optional(v.pipe(v.string(), v.isoDate('"expires" takes a day such as 2027-06-30'))),
  changes: v.optional(
    v.array(
      v.object({
        since: v.pipe(v.string(), v.regex(/^(?:node|bun|deno)@\d+(?:\.\d+)*$/, 'takes a version such as node@22')),
        says: name,
        source: address,
      }),
    ),
  ),
  elsewhere: v.optional(
    v.array(
      v.object({
        source: address,
        says: name,
        verdict: expected,
        cases: v.array(v.string()),
        on: v.optional(name),
        differs: v.optional(name),
      }),
    ),
  ),
});

/** What of a claim's description would be refused when the file is read; `undefined` where nothing is. */
export function faultOfDescription(description: unknown): string | undefined {
  const result = v.safeParse(claimSchema, description);
  if (result.success) return undefined;
  const issue = result.issues[0];
  return `"${v.getDotPath(issue) ?? 'it'}" is not what it ought to be: ${issue.message}`;
}
