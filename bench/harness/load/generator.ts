/** The process that loads servers: takes one turn of load after the other, and ends with the process that started it. */
import type { Served } from '../../claim.ts';
import { sentenceOf } from '../../errors.ts';
import { CHANNEL_CLOSED, type Command, type Reply } from '../worker/messages.ts';
import { ask } from './ask.ts';
import { closedLoad } from './closed.ts';
import { openLoad } from './open.ts';
import type { Tally } from './tally.ts';

/** Milliseconds between two signs of life: far less than anybody's patience, and no more than one in most turns. */
const SIGN_OF_LIFE = 1000;

process.on('message', (command: Command) => {
  if (command.do === 'load') tellOutcome(turnOf(command).then((tally) => ({ is: 'loaded', tally })));
  if (command.do === 'greet') tellOutcome(greet(command.served));
});
// The process that steers decides when to end: an interrupt at the terminal reaches both.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(CHANNEL_CLOSED));

function turnOf({ served, load }: Extract<Command, { do: 'load' }>): Promise<Tally> {
  const { rate } = load;
  return rate === undefined ? closedLoad(served, load) : openLoad(served, { ...load, rate });
}

/**
 * Asks once. A server that is slower than the load of the turn before still has requests of it, though their clients have
 * gone: it is done with them when it answers this one. Where it does not, the turn tells.
 */
async function greet(served: Served): Promise<Reply> {
  await ask(served, false).catch(() => undefined);
  return { is: 'greeted' };
}

/** Tells what has come out, and until then that it is at it. */
function tellOutcome(outcome: Promise<Reply>): void {
  const alive = () => tell({ is: 'doing', stage: 'loading the server' });
  alive();
  const signs = setInterval(alive, SIGN_OF_LIFE);
  void outcome
    .catch((error: unknown): Reply => {
      return { is: 'failed', stage: 'loading the server', says: sentenceOf(error), stack: '' };
    })
    .then(tell)
    .finally(() => clearInterval(signs));
}

function tell(reply: Reply): void {
  process.send?.(reply);
}
