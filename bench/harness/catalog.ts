/** The catalog: all claims that were found, described as data, and what is broken among them. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Breakage } from '../errors.ts';
import type { ClaimDescription } from '../results.ts';
import type { Selection } from './cases.ts';
import type { DescribeCommand, DescribeReply } from './describe.ts';
import type { ClaimFile } from './find.ts';
import { cleanEnvironment } from './measured-process.ts';
import { tmpdir } from 'node:os';

export interface Catalog {
  readonly claims: readonly ClaimDescription[];
  readonly broken: readonly Breakage[];
}

/**
 * Describes the claims in a process of its own, started again behind a claim that never ends or ends the process.
 *
 * @param patience milliseconds that one claim may take to load
 */
export async function describeClaims(
  files: readonly ClaimFile[],
  selection: Selection,
  patience: number,
): Promise<Catalog> {
  const claims: ClaimDescription[] = [];
  const broken = files.flatMap((file) => (file.complaint === undefined ? [] : [uncompiled(file, file.complaint)]));
  let left = files.filter(({ complaint }) => complaint === undefined);
  while (left.length > 0) {
    const { described, stuck } = await describeUntilStuck({ files: left, selection }, patience);
    for (const reply of described) {
      if (reply.is === 'described') claims.push(reply.claim);
      else broken.push(unusable(reply));
    }
    if (!stuck) break;
    broken.push(stuck.breakage);
    left = left.slice(left.findIndex(({ id }) => id === stuck.id) + 1);
  }
  return { claims, broken };
}

type Told = Exclude<DescribeReply, { is: 'loading' }>;

interface Stuck {
  readonly id: string;
  readonly breakage: Breakage;
}

function describeUntilStuck(command: DescribeCommand, patience: number): Promise<{ described: Told[]; stuck?: Stuck }> {
  return new Promise((resolve) => {
    const described: Told[] = [];
    let loading: string | undefined;
    let late = false;
    const child = fork(fileURLToPath(new URL('./describe.js', import.meta.url)), [], {
      execArgv: [],
      env: cleanEnvironment(tmpdir()),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const kill = () => {
      late = true;
      child.kill('SIGKILL');
    };
    let watch = setTimeout(kill, patience);
    child.on('message', (reply: DescribeReply) => {
      clearTimeout(watch);
      watch = setTimeout(kill, patience);
      if (reply.is === 'loading') loading = reply.id;
      else {
        described.push(reply);
        loading = undefined;
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(watch);
      if (loading === undefined) return resolve({ described });
      const says = late
        ? `it did not finish loading within ${patience / 1000} s`
        : `it ended the process (${signal ?? code})`;
      return resolve({ described, stuck: { id: loading, breakage: unloadable(loading, says, late) } });
    });
    child.send(command);
  });
}

function uncompiled({ id, file }: ClaimFile, complaint: string): Breakage {
  const says = `it does not compile: ${complaint}`;
  return { claim: id, stage: 'compiling', code: 'CLAIM_DOES_NOT_COMPILE', says, remedy: `Mend ${file}.` };
}

function unusable({ id, is, says }: Exclude<Told, { is: 'described' }>): Breakage {
  if (is === 'unloadable') return unloadable(id, says, false);
  return {
    claim: id,
    stage: 'loading',
    code: 'CLAIM_INVALID',
    says,
    remedy: 'See "How to add a claim" in the README.',
  };
}

function unloadable(id: string, says: string, late: boolean): Breakage {
  const remedy = late
    ? 'Look for a loop without an end at the top of the module.'
    : 'Mend the module, or what it imports.';
  return { claim: id, stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD', says, remedy };
}
