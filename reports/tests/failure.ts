/** An error that mocha tells of, as the model has it: its message, the difference, its frames, and the line to look at. */

import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import type { TestError, TestPlace } from '../model.ts';
import type { Told } from './beside.ts';

/** What a reporter is handed: over a process boundary it keeps its fields, and loses its class. */
export type Failure = Told & { readonly uncaught?: boolean; readonly actual?: unknown; readonly expected?: unknown };

export interface Sources {
  /** The folder that paths are told from. */
  readonly root: string;
  /** The text of a file below it; undefined where it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

/** @param file the one that the test stands in, as {@link sourceOf} tells it; empty where nobody knows */
export function failureOf(failure: Failure, file: string, sources: Sources): TestError {
  const { message, frames } = taken(failure);
  const said = failure.uncaught === true ? `Uncaught ${message}` : message;
  const stack = [...frames, ...causes(failure)].map((line) => fromRoot(line, sources.root)).join('\n');
  const diff = difference(failure);
  const place = placeOf(frames, file, sources);
  return {
    message: fromRoot(said, sources.root),
    ...(diff === undefined ? {} : { diff }),
    ...(stack === '' ? {} : { stack }),
    ...(place === undefined ? {} : { place }),
  };
}

/** The `.ts` file from the root: `/home/me/touchstone/dist/suites/a.test.js` is `suites/a.test.ts`. */
export function sourceOf(path: string, root: string): string {
  if (path === '') return '';
  const inside = relative(root, path.startsWith('file:') ? fileURLToPath(path) : path).replaceAll(sep, '/');
  return compiled.test(inside) ? inside.replace(compiled, '$1.ts') : inside;
}

const compiled = /^dist\/(.+)\.js$/;

/** The stack's head is the message under its class's name; V8 writes it once, so that one changed later counts. */
function taken(error: Error): { readonly message: string; readonly frames: readonly string[] } {
  const lines = (error.stack ?? '').split('\n');
  const first = lines.findIndex((line) => isFrame.test(line));
  const head = (first === -1 ? lines : lines.slice(0, first)).join('\n').trimEnd();
  const frames = first === -1 ? [] : lines.slice(first).filter(worthTelling);
  const { message } = error;
  return { message: head.includes(message) && head !== '' ? head : message, frames };
}

const isFrame = /^\s+at\s/;

function worthTelling(line: string): boolean {
  return line.trim() !== '' && !/node:internal\/|node_modules[\\/]mocha[\\/]/.test(line);
}

function causes({ beside }: Failure): string[] {
  return (beside?.causes ?? []).flatMap((stack) => {
    const [head = '', ...more] = stack.split('\n').filter(worthTelling);
    return [`Caused by: ${head}`, ...more];
  });
}

/** Lines of the `.ts` files are told from the root, as mocha tells most of them. */
function fromRoot(text: string, root: string): string {
  const folder = root.endsWith(sep) ? root : root + sep;
  return text.replaceAll(`file://${folder}`, '').replaceAll(folder, '');
}

/** What mocha shows; its colours and the heading are left out. */
function difference(failure: Failure): string | undefined {
  const base = Mocha.reporters.Base as unknown as Differing;
  const { actual, expected } = failure;
  if (base.hideDiff === true || !base.showDiff(failure)) return undefined;
  if (typeof actual !== 'string' || typeof expected !== 'string') return undefined;
  const { useColors, inlineDiffs } = base;
  Object.assign(base, { useColors: false, inlineDiffs: false });
  try {
    const lines = base.generateDiff(actual, expected).split('\n').slice(3);
    return lines
      .map((line) => line.replace(/^ {6}/, ''))
      .join('\n')
      .trimEnd();
  } finally {
    Object.assign(base, { useColors, inlineDiffs });
  }
}

interface Differing {
  readonly hideDiff?: boolean;
  readonly useColors: boolean;
  readonly inlineDiffs: boolean;
  readonly showDiff: (error: Error) => boolean;
  readonly generateDiff: (actual: string, expected: string) => string;
}

/** The line in the test's own file comes before a helper's, and that before a line of what is tested. */
function placeOf(frames: readonly string[], file: string, { root, read }: Sources): TestPlace | undefined {
  const places = frames.flatMap((frame) => {
    const place = framePlace(frame, root);
    return place === undefined || /^\.\.\/|^node:|(?:^|\/)node_modules\//.test(place.file) ? [] : [place];
  });
  const found =
    places.find((place) => place.file === file) ??
    places.find((place) => place.file.startsWith('suites/')) ??
    places[0] ??
    (file === '' ? undefined : { file });
  const code = found?.line === undefined ? undefined : read(found.file)?.split('\n')[found.line - 1]?.trim();
  return found && code ? { ...found, code } : found;
}

/** `at name (suites/a.test.ts:3:5)`, `at async file:///…:3:5`. Of a compiled file the line is not the source's. */
function framePlace(frame: string, root: string): TestPlace | undefined {
  const [, path, line, column] = /^\s*at (?:.*\()?(?:async )?(.+?):(\d+):(\d+)\)?$/.exec(frame) ?? [];
  if (path === undefined) return undefined;
  const absolute = path.startsWith('file:') || path.startsWith('/') || /^[A-Za-z]:/.test(path);
  const source = sourceOf(absolute ? path : `${root}/${path}`, root);
  if (path.endsWith('.js') && source.endsWith('.ts')) return { file: source };
  return path.startsWith('node:') ? undefined : { file: source, line: Number(line), column: Number(column) };
}
