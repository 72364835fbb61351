/** The catalog: all claims that were found, described as data, and what is broken among them. */
import { sentenceOf, TouchstoneError, type Breakage } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import type { ClaimDescription } from '../../results.ts';
import { isOurs, startBound } from '../process/bound-process.ts';
import type { Selection } from './cases.ts';
import type { DescribeCommand, DescribeReply } from './describe.ts';
import type { ClaimFile } from './find.ts';
import { interrupted } from '../process/measured-process.ts';
import type { Runtime } from '../process/runtime.ts';

export interface Catalog {
  readonly claims: readonly ClaimDescription[];
  readonly broken: readonly Breakage[];
}

/**
 * Describes the claims in a process of its own, started again behind a claim that never ends or ends the process.
 *
 * @param patience milliseconds that one claim may take to load
 * @param runtime what they are to run on, where it is not what runs this process
 * @throws {TouchstoneError} ARGUMENT_INVALID where a value is asked for that a claim's axis does not take; INTERRUPTED
 *   when the signal is aborted
 */
export async function describeClaims(
  files: readonly ClaimFile[],
  selection: Selection,
  patience: number,
  signal?: AbortSignal,
  runtime?: Runtime,
): Promise<Catalog> {
  const around = { patience, signal, runtime };
  const untold = runtime?.untold;
  const claims: ClaimDescription[] = [];
  const broken = files.flatMap((file) => (file.complaint === undefined ? [] : [uncompiled(file, file.complaint)]));
  let left = files.filter(({ complaint }) => complaint === undefined);
  const keep = (described: readonly Told[]) => {
    for (const reply of described) {
      if (reply.is === 'described') claims.push(reply.claim);
      else if (reply.is === 'refused') throw refused(reply);
      else broken.push(unusable(reply));
    }
  };
  const describeAlone = async (file: ClaimFile) => {
    const { described, stuck } = await describeUntilStuck({ files: [file], selection, untold }, around);
    keep(described);
    if (stuck) broken.push(stuck.breakage);
  };
  while (left.length > 0) {
    const { described, stuck } = await describeUntilStuck({ files: left, selection, untold }, around);
    const rest = stuck && left.slice(left.findIndex(({ id }) => id === stuck.id));
    keep(described);
    if (!stuck || !rest) break;
    // What another claim had left running may have ended the process: by itself each stands for itself.
    if (left.length === 1) broken.push(stuck.breakage);
    else await describeAlone(rest[0]!);
    left = rest.slice(1);
  }
  return { claims, broken };
}

type Told = Exclude<DescribeReply, { is: 'loading' }>;

interface Stuck {
  readonly id: string;
  readonly breakage: Breakage;
}

interface Around {
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
  readonly runtime: Runtime | undefined;
}

function describeUntilStuck(
  command: DescribeCommand,
  { patience, signal, runtime }: Around,
): Promise<{ described: Told[]; stuck?: Stuck }> {
  return new Promise((resolve, reject) => {
    const described: Told[] = [];
    let loading: string | undefined;
    let late = false;
    const { child, end, clear } = startBound(new URL('./describe.js', import.meta.url), { runtime });
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    const kill = () => {
      late = true;
      end();
    };
    let watch = setTimeout(kill, patience);
    child.on('message', (reply: DescribeReply) => {
      if (!isOurs(reply)) return;
      clearTimeout(watch);
      watch = setTimeout(kill, patience);
      if (reply.is === 'loading') loading = reply.id;
      else {
        described.push(reply);
        loading = undefined;
      }
    });
    const finish = (how: string) => {
      clearTimeout(watch);
      clear();
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) return reject(interrupted());
      // What comes next in the list is what it ended behind, if it has not come to the end of it.
      const id = loading ?? command.files[described.length]?.id;
      if (id === undefined) return resolve({ described });
      const says = late ? `it did not finish loading within ${patience / 1000} s` : `it ended the process (${how})`;
      return resolve({ described, stuck: { id, breakage: unloadable(id, says, late) } });
    };
    child.once('close', (code, ended) => finish(String(ended ?? code)));
    child.once('error', (error) => finish(sentenceOf(error)));
    child.send(command, () => undefined);
  });
}

function uncompiled({ id, file }: ClaimFile, complaint: string): Breakage {
  const says = `it does not compile: ${complaint}`;
  return { claim: id, stage: 'compiling', code: 'CLAIM_DOES_NOT_COMPILE', says, remedy: `Mend ${file}.` };
}

function refused({ id, axis, text, known }: Extract<Told, { is: 'refused' }>): TouchstoneError {
  const numeric = typeof known[0] === 'number';
  const near = numeric ? undefined : nearest(text, known.map(String));
  const remedy = near === undefined ? `It takes ${numeric ? 'numbers' : known.join(', ')}.` : `Did you mean ${near}?`;
  return new TouchstoneError('ARGUMENT_INVALID', `The parameter "${axis}" of ${id} does not take "${text}".`, remedy);
}

function unusable(reply: Extract<Told, { is: 'invalid' | 'unloadable' }>): Breakage {
  const { id, says } = reply;
  if (reply.is === 'unloadable') return unloadable(id, says, false, reply.place);
  return {
    claim: id,
    stage: 'loading',
    code: 'CLAIM_INVALID',
    says,
    remedy: 'See "Add a claim" in the README.',
  };
}

function unloadable(id: string, says: string, late: boolean, place?: string): Breakage {
  const mend = place === undefined ? 'Mend the module, or what it imports.' : `Look at ${place}.`;
  const remedy = late ? 'Look for a loop without an end at the top of the module.' : mend;
  return { claim: id, stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD', says, remedy };
}
