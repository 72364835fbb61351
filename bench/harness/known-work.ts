/** Work whose cost is known to be what it is: the controls do it once or twice. */

/** Each does about two microseconds of the same work at every call, and answers with something of it. */
export const work = {
  /** Integer arithmetic: xorshift (Marsaglia 2003), which no optimiser can shorten. */
  arithmetic: (): number => {
    let state = 0x9e37_79b9 | 0;
    for (let step = 0; step < 1000; step++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
    }
    return state;
  },
  /** Many short-lived strings, as a program that handles text makes them. */
  allocation: (): number => {
    let length = 0;
    for (let step = 0; step < 20; step++) length += JSON.stringify({ step, text: `step ${step}` }).length;
    return length;
  },
} as const;
