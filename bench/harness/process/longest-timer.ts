/** Milliseconds: a timer of Node.js that is set for longer goes off at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
