/**
 * The log that V8 writes under `--prof --log-deopt`, line by line: which code was compiled for which function, what was
 * thrown away and why, and what ran at every sample.
 *
 * It is what V8's own tick processor reads, and its marks stand for the same tiers from Node.js 20 (V8 11.3) to 26 (14.6),
 * where the bits of `%GetOptimizationStatus` have moved twice. Source: deps/v8/src/logging/log.cc and
 * deps/v8/tools/profile.mjs in Node.js.
 *
 * ```
 * code-creation,JS,12,115104,0x7f5a68009280,1144,timed file:///c.mjs:4:22,0x31e43110b6f0,*     what, where, how large, of which function, tier
 * code-source-info,0x7f5a68009280,86,224,343,C0O224C250O240I0,F0O772,S0x31e43110b748           which of its bytes are inlined from where
 * code-deopt,295476,704,0x7f74bc00b8c0,-1,794,deopt-eager,<file:///c.mjs:15:14>,wrong map
 * tick,0x7f46a40080f4,178441,0,0x0,0,0x7f46a4009530,0x7f46c3e8450b                             address, …, state, addresses of the callers
 * ```
 */
import type { Tier } from '../../results.ts';

/** A function as V8 names it; lines and columns count from 1. */
export interface LoggedFunction {
  /** Empty where it has none. */
  readonly name: string;
  /** A URL or a path, without its query; empty for code that was made of a string. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type LogEvent =
  | {
      readonly is: 'created';
      readonly address: number;
      readonly size: number;
      readonly tier: Tier;
      /** The address of what V8 knows of the function, whichever code it has. */
      readonly id: number;
      readonly of: LoggedFunction;
    }
  | {
      readonly is: 'explained';
      readonly address: number;
      readonly positions: string;
      readonly inlined: string;
      readonly functions: string;
    }
  | { readonly is: 'moved'; readonly what: 'code' | 'function'; readonly from: number; readonly to: number }
  | {
      readonly is: 'thrown back';
      readonly address: number;
      /** Of the function that was inlined there; -1 for the code's own. */
      readonly inlining: number;
      /** `deopt-eager`, `deopt-lazy`, `dependency-change` … */
      readonly kind: string;
      /** Where, the innermost first. */
      readonly places: readonly Place[];
      readonly reason: string;
    }
  | {
      readonly is: 'tick';
      readonly collecting: boolean;
      /** What ran, and its callers. */
      readonly addresses: readonly number[];
    };

const TIERS: Readonly<Record<string, Tier>> = {
  '~': 'interpreter',
  '^': 'baseline',
  '+': 'maglev',
  '*': 'turbofan',
};

/** V8's state while it collects garbage. */
const COLLECTING = '1';

/** What a line says; `undefined` for what does not matter here: built-ins, scripts, libraries. */
export function eventOf(line: string): LogEvent | undefined {
  const fields = line.split(',');
  switch (fields[0]) {
    case 'code-creation':
      return created(fields);
    case 'code-source-info': {
      const [, address, , , , positions = '', inlined = '', functions = ''] = fields;
      return { is: 'explained', address: Number(address), positions, inlined, functions };
    }
    case 'code-move':
    case 'sfi-move': {
      const what = fields[0] === 'code-move' ? 'code' : 'function';
      return { is: 'moved', what, from: Number(fields[1]), to: Number(fields[2]) };
    }
    case 'code-deopt': {
      const [, , , address, inlining, , kind = '', where = '', reason = ''] = fields;
      const places = [...unescape(where).matchAll(/<([^<>]*):(\d+):(\d+)>/g)].map(([, file, at, column]) => ({
        file: bare(file!),
        line: Number(at),
        column: Number(column),
      }));
      return { is: 'thrown back', address: Number(address), inlining: Number(inlining), kind, places, reason };
    }
    case 'tick': {
      const [, address, , , , state, ...callers] = fields;
      const addresses = [address, ...callers].map(Number);
      return { is: 'tick', collecting: state === COLLECTING, addresses };
    }
    default:
      return undefined;
  }
}

/** Only functions carry a mark of their tier, such as `*`, `*'` or `o*` (which is for on-stack replacement). */
function created([, , , , address, size, described = '', id, mark = '']: readonly string[]): LogEvent | undefined {
  const tier = TIERS[/^o?([~^+*])/.exec(mark)?.[1] ?? ''];
  const parts = /^(.*?) ?((?:file:|node:|\/|[A-Za-z]:\\).*)?:(\d+):(\d+)$/.exec(unescape(described));
  if (!tier || !parts) return undefined;
  const [, name = '', file = '', line, column] = parts;
  const of = { name, file: bare(file), line: Number(line), column: Number(column) };
  return { is: 'created', address: Number(address), size: Number(size), tier, id: Number(id), of };
}

/** A contender's instance of a module is told apart from the others by a query. */
function bare(file: string): string {
  return file === 'unknown' ? '' : file.replace(/\?.*$/, '');
}

/** A comma within a field is written as `\x2C`. */
function unescape(field: string): string {
  return field.replaceAll(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))/g,
    (_, byte?: string, unit?: string, other?: string) => {
      const code = byte ?? unit;
      return code === undefined ? (other ?? '') : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}
