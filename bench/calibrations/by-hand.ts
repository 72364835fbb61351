/**
 * The loop of shift-xor.ts timed by hand, without any of touchstone: 10⁸ steps of each, in ten stretches in turn. Prints
 * the nanoseconds of a call of each as JSON.
 *
 * `node dist/bench/calibrations/by-hand.js`
 */
import { chained } from './shift-xor.ts';

const STEPS = 1e8;
const STRETCHES = 10;

const eight = chained(8)();
const sixteen = chained(16)();

/** Nanoseconds a call. One function for each, so that neither loop learns of the other's calls. */
function timeEight(calls: number): number {
  const from = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) eight();
  return Number(process.hrtime.bigint() - from) / calls;
}

function timeSixteen(calls: number): number {
  const from = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) sixteen();
  return Number(process.hrtime.bigint() - from) / calls;
}

timeEight(1e5);
timeSixteen(1e5);
const found = { eight: [] as number[], sixteen: [] as number[] };
for (let stretch = 0; stretch < STRETCHES; stretch++) {
  found.eight.push(timeEight(STEPS / 8 / STRETCHES));
  found.sixteen.push(timeSixteen(STEPS / 16 / STRETCHES));
}
const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(JSON.stringify({ eight: middle(found.eight), sixteen: middle(found.sixteen) }));
