/**
 * `structuredClone` was made to send values to another thread. It writes the value down as bytes, with what refers to what,
 * and reads it again, and at each call it sets up what a message takes. By way of JSON the value is written as text and parsed,
 * both of which V8 has been polishing for a long time; since V8 13.8 it writes plain objects more than twice as fast
 * (https://v8.dev/blog/json-stringify). Neither was made for copying, and a function that walks through the value itself
 * need write nothing at all.
 *
 * The wrong way is to compare times where the copies differ. JSON has no dates, maps, `undefined` or cycles: the date of the
 * copy is a text, its map is empty, and no error says so. Where the value has those, JSON does not compete here. And one kind of
 * value is not all: long texts are copied by `structuredClone` as they are, and searched for what must be escaped by JSON.
 */
import v8 from 'node:v8';
import { defineClaim } from '../../claim.ts';

interface Plain {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly inStock: boolean;
  readonly tags: readonly string[];
  readonly maker: { readonly name: string; readonly city: string; readonly phone: string | null };
}

interface Rich extends Plain {
  readonly since: Date;
  readonly sizes: ReadonlyMap<string, number>;
  readonly note: string | undefined;
}

function plainRecord(id: number): Plain {
  return {
    id,
    name: `Article ${id}`,
    price: id * 1.25,
    inStock: id % 3 > 0,
    tags: ['new', `shelf ${id % 7}`, 'small'],
    maker: { name: `Maker ${id % 11}`, city: 'Köln', phone: id % 2 > 0 ? null : '+49 221 0' },
  };
}

function richRecord(id: number): Rich {
  return { ...plainRecord(id), since: new Date(1e12 + id), sizes: new Map([['length', id]]), note: undefined };
}

function valueOf(kind: 'plain' | 'rich', records: number): readonly (Plain | Rich)[] {
  return Array.from({ length: records }, (_, id) => (kind === 'plain' ? plainRecord(id) : richRecord(id)));
}

/** Copies what these records are made of; cycles it does not know. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) return new Map([...value].map(([key, of]) => [key, copied(of)]));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copied((value as Record<string, unknown>)[key]);
  return copy;
}

export default defineClaim({
  says: 'JSON.parse(JSON.stringify()) copies faster than structuredClone',
  because: 'structuredClone keeps track of references and types, and sets up a message for every call',
  source: 'https://github.com/nodejs/node/issues/50320',
  quote: 'structuredClone performance is quite slow compared to alternative object copying',
  given: { kind: ['plain', 'rich'], records: [1, 100] },
  where: ({ kind, records }) => kind === 'plain' || records > 1,
  quick: { kind: ['plain'], records: [100] },
  favours: 'JSON',
  over: 'structuredClone',
  contenders: {
    JSON: ({ kind, records }) => {
      const value = valueOf(kind, records);
      return () => JSON.parse(JSON.stringify(value)) as unknown;
    },
    structuredClone: ({ kind, records }) => {
      const value = valueOf(kind, records);
      return () => structuredClone(value);
    },
    'v8.serialize': ({ kind, records }) => {
      const value = valueOf(kind, records);
      return () => v8.deserialize(v8.serialize(value)) as unknown;
    },
    'by hand': ({ kind, records }) => {
      const value = valueOf(kind, records);
      return () => copied(value);
    },
  },
  answer: ({ kind, records }) => valueOf(kind, records),
  wrong: ({ kind }) =>
    kind === 'rich' ? { JSON: 'a date becomes a text, a map an empty object, and undefined is left out' } : {},
  changes: [
    {
      since: 'node@25',
      says: 'V8 14.1 writes plain objects as JSON more than twice as fast',
      source: 'https://nodejs.org/blog/release/v25.0.0',
    },
  ],
  elsewhere: [
    {
      source:
        'https://github.com/RafaelGSS/nodejs-bench-operations/blob/6d0a2afe61d3d8cc77e56e61af3d10ecbe050a90/RESULTS-v20.md',
      says: 'of 20 headers structuredClone does 293 and JSON 193 thousand copies a second',
      wins: 'structuredClone',
      at: { kind: 'plain', records: 1 },
      on: 'node@20.19',
      differs: 'their value has no numbers and no objects inside, but 20 texts, most of them long',
    },
    {
      source:
        'https://github.com/RafaelGSS/nodejs-bench-operations/blob/6d0a2afe61d3d8cc77e56e61af3d10ecbe050a90/RESULTS-v24.md',
      says: 'of 20 headers JSON does 313 and structuredClone 291 thousand copies a second',
      wins: 'JSON',
      at: { kind: 'plain', records: 1 },
      on: 'node@24.9',
    },
  ],
  expects: ({ kind, records }) => (kind === 'rich' && records === 100 ? 'refuted' : undefined),
});
