/** The process that loads servers: takes one turn of load after the other, and ends with the process that started it. */
import { sentenceOf } from '../../errors.ts';
import { CHANNEL_CLOSED, type Command, type Reply } from '../worker/messages.ts';
import { closedLoad } from './closed.ts';
import { openLoad } from './open.ts';

/** Milliseconds between two signs of life: far less than anybody's patience, and no more than one in most turns. */
const SIGN_OF_LIFE = 1000;

process.on('message', (command: Command) => {
  if (command.do !== 'load') return;
  const { served, load } = command;
  const { rate } = load;
  const alive = () => tell({ is: 'doing', stage: 'loading the server' });
  alive();
  const signs = setInterval(alive, SIGN_OF_LIFE);
  const turn = rate === undefined ? closedLoad(served, load) : openLoad(served, { ...load, rate });
  turn
    .finally(() => clearInterval(signs))
    .then(
      (tally) => tell({ is: 'loaded', tally }),
      (error: unknown) => tell({ is: 'failed', stage: 'loading the server', says: sentenceOf(error), stack: '' }),
    );
});
// The process that steers decides when to end: an interrupt at the terminal reaches both.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(CHANNEL_CLOSED));

function tell(reply: Reply): void {
  process.send?.(reply);
}
