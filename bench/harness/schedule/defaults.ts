/** What holds for everything that measures, unless it is asked otherwise: what is calibrated is then what is run. */

/** Rounds of a case at the most, where neither the command nor the time sets another limit. */
export const MOST_ROUNDS = 18;
/** The same, where the time is the limit: some cases are told after six, and what they leave is for the others. */
export const MOST_ROUNDS_IN_TIME = 40;
/** Rounds with a process for every contender, where the first of them hint that contenders disturb each other. */
export const SOLO_ROUNDS = 6;
/** Nanoseconds that a turn is meant to take: long against the clock's step, short against what a neighbour does. */
export const TURN = 1e6;
/** Milliseconds without a sign of life after which a process counts as hung. */
export const PATIENCE = 10_000;
