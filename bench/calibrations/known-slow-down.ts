/**
 * Work of a known kind, once as it is and once with a little known arithmetic more: what `calibrate` compares.
 *
 * Both contenders are one function in instances of their own; they differ by the steps of arithmetic that they add. Five
 * per cent more bytes are not five per cent more work; steps are. But a processor does what is independent at the same
 * time: 10 steps beside 1000 of their own read 0.5 % there, not 1 %. So every call has to wait for the steps of the one
 * before it, which choose between two equal inputs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineClaim } from '../claim.ts';
import { seededBytes } from '../../fixtures/data/random.ts';

const BYTES = 1024;
const PARTS = 16;
/** Steps of the arithmetic that is work by itself, about 2 µs of them. */
export const STEPS = 1000;

/** What is set up; what is returned is timed, and adds steps. */
type Make = (more: number) => () => number;

const works = {
  arithmetic: (more) => {
    const steps = STEPS + more;
    return () => shiftXor(0x9e_37_79_b9, steps);
  },
  concat: (more) => {
    const inputs = [chunks(), chunks()] as const;
    return withSteps(more, (which) => Buffer.concat(inputs[which]).length);
  },
  join: (more) => {
    const inputs = [chunks(), chunks()] as const;
    return withSteps(more, (which) => inputs[which].map((part) => part.toString('latin1')).join('').length);
  },
  read: (more) => {
    const files = [0, 1].map((which) => join(tmpdir(), `known-slow-down-${which}`));
    for (const file of files) writeFileSync(file, Buffer.concat(chunks()));
    return withSteps(more, (which) => readFileSync(files[which]!).length);
  },
} satisfies Record<string, Make>;

export type Work = keyof typeof works;
export const WORKS = Object.keys(works) as readonly Work[];

export default defineClaim({
  says: 'A little more work takes a little longer',
  because: 'it is the same work, and some steps of arithmetic more',
  source: 'calibrate',
  given: { work: WORKS, more: [0] as number[] },
  favours: 'plain',
  over: 'more',
  contenders: {
    plain: ({ work }) => works[work](0),
    more: ({ work, more }) => works[work](more),
  },
  wrong: ({ work, more }): { more?: string } =>
    work === 'arithmetic' && more > 0 ? { more: 'it counts further' } : {},
});

function withSteps(more: number, once: (which: 0 | 1) => number): () => number {
  let state = 0x9e_37_79_b9;
  return () => {
    const answer = once((state & 1) as 0 | 1);
    state = shiftXor(state, more);
    return answer;
  };
}

/** Marsaglia (2003): no optimiser can shorten it. */
function shiftXor(from: number, steps: number): number {
  let state = from | 0;
  for (let step = 0; step < steps; step++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

function chunks(): Buffer[] {
  return Array.from({ length: PARTS }, (_, index) => seededBytes(BYTES, index + 1));
}
