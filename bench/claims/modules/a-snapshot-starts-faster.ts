/**
 * What a program computes at its start it computes every time: tables, compiled templates, a parsed grammar. Node.js
 * can write down the heap behind that (`node --snapshot-blob FILE --build-snapshot ENTRY`, nodejs/node #38905) and
 * begin with it the next time. Node.js itself begins with such a snapshot, which is part of its executable.
 *
 * Reading is work, too. Every object of the snapshot is made again, at every start, one by one: a table of a hundred
 * thousand entries takes its time there as well as where it is computed, and what is cheap to compute is not cheaper to
 * read. It wins where much code has run for little that was left, such as a compiler that has set itself up. And a blob
 * has all of Node.js in it, 8 MB and more, which is read from a file rather than being there.
 *
 * So two programs are asked. `table` leaves all that it computes: a Map of 50,000 records. `sum` computes about as
 * long, and leaves one number. A call is a whole process, which answers with a number that it has computed at its start
 * or found in its heap. What a snapshot must not hold is no matter of time: sockets, files, and what is random or
 * depends on the environment.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { spawnProgram } from '../../../fixtures/processes/start.ts';

const env = { PATH: process.env['PATH'], NODE_V8_COVERAGE: '' };

type Leaves = 'table' | 'sum';

/** What is done at the start, as a source that has `answer()` behind it. */
const SOURCES: Readonly<Record<Leaves, string>> = {
  table: `
    const table = new Map();
    for (let at = 0; at < 50_000; at++) table.set('key' + at, { at, name: 'name' + at });
    const answer = () => table.get('key4711').at + table.size;`,
  sum: `
    let last = 1;
    for (let step = 0; step < 1_000_000; step++) last = (Math.imul(last, 48_271) >>> 0) % 2_147_483_647;
    const answer = () => last;`,
};

const ANSWERS: Readonly<Record<Leaves, () => number>> = {
  table: () => 4711 + 50_000,
  sum: () => {
    let last = 1;
    for (let step = 0; step < 1_000_000; step++) last = (Math.imul(last, 48_271) >>> 0) % 2_147_483_647;
    return last;
  },
};

async function starting(leaves: Leaves, how: 'snapshot' | 'script'): Promise<Timed> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const [entry, blob] = ['entry.cjs', 'entry.blob'].map((name) => path.join(folder, name)) as [string, string];
  const last =
    how === 'script'
      ? 'console.log(answer());'
      : `require('node:v8').startupSnapshot.setDeserializeMainFunction(() => console.log(answer()));`;
  fs.writeFileSync(entry, `'use strict';${SOURCES[leaves]}\n${last}\n`);
  if (how === 'snapshot') {
    await promisify(execFile)(process.execPath, ['--snapshot-blob', blob, '--build-snapshot', entry], { env });
  }
  const args = how === 'script' ? [entry] : ['--snapshot-blob', blob];
  return closing(
    async () => Number((await spawnProgram(process.execPath, args, { env }).finished).stdout),
    () => fs.rmSync(folder, { recursive: true }),
  );
}

export default defineClaim({
  says: 'A program starts faster from a snapshot',
  because: 'what it computes at its start is in the heap that is read, and not computed again',
  source: 'a server of eggjs from a snapshot and without: https://github.com/eggjs/egg/pull/6003',
  lacks: () =>
    process.versions['bun'] === undefined && process.versions['deno'] === undefined
      ? undefined
      : 'needs the start-up snapshots of Node.js',
  given: { leaves: ['table', 'sum'] },
  quick: { leaves: ['table'] },
  favours: 'snapshot',
  over: 'script',
  contenders: {
    snapshot: ({ leaves }) => starting(leaves, 'snapshot'),
    script: ({ leaves }) => starting(leaves, 'script'),
  },
  answer: ({ leaves }) => ANSWERS[leaves](),
  elsewhere: [
    {
      source: 'https://github.com/eggjs/egg/pull/6003',
      says: 'a server was ready after 370 ms from a snapshot, and after 1044 ms from its bundle',
      wins: 'snapshot',
      at: { leaves: 'sum' },
      on: 'node@24.18',
    },
  ],
});
