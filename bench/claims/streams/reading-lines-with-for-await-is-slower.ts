/**
 * The manual of readline shows how to read a file line by line with `for await`, and says beside it that this “can be a
 * bit slower”. The lines of a chunk are found at once, by one regular expression, and each is an event; the loop
 * listens to these events and puts the lines into a queue, from which it takes one for each turn of the queue of
 * microtasks, and pauses the file when too many have come together (`events.on`, since nodejs/node #41276).
 *
 * So it is again a price for each piece, and here the pieces are lines, of 64 characters on average: a small file has
 * dozens, a log has millions. What is done with a line has to be about as cheap as to find it, or nobody will notice.
 * `by hand` is what people write instead: to split the text of each chunk, and to keep what is behind its last end of
 * line. It knows no ends of line but `\n`, which is all that this file has.
 *
 * The file is read from the page cache, and the answer is made of the number of lines and the lengths of all, in order.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { textOf } from '../../../fixtures/data/text.ts';

interface Seen {
  lines: number;
  lengths: number;
}

function see(seen: Seen, line: string): void {
  seen.lines++;
  seen.lengths = (31 * seen.lengths + line.length) | 0;
}

/** Writes the file; `read` makes of its path what is timed. */
function reading(bytes: number, read: (file: string) => Promise<Seen>): Timed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchstone-'));
  const file = path.join(folder, 'lines.txt');
  fs.writeFileSync(file, textOf('ascii', bytes));
  return closing(
    () => read(file),
    () => fs.rmSync(folder, { recursive: true }),
  );
}

export default defineClaim({
  says: "Reading lines with for await is slower than with 'line' events",
  because: 'each line is awaited through a queue and a promise, where an event is a call',
  source: 'the manual of Node.js: Readline › Read file stream line-by-line, https://nodejs.org/api/readline.html',
  quote: 'Currently, for await...of loop can be a bit slower.',
  given: { bytes: [4096, 262_144] },
  quick: { bytes: [262_144] },
  favours: "'line' events",
  over: 'for await',
  contenders: {
    "'line' events": ({ bytes }) =>
      reading(
        bytes,
        (file) =>
          new Promise((resolve) => {
            const seen = { lines: 0, lengths: 0 };
            readline
              .createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity })
              .on('line', (line) => see(seen, line))
              .once('close', () => resolve(seen));
          }),
      ),
    'for await': ({ bytes }) =>
      reading(bytes, async (file) => {
        const seen = { lines: 0, lengths: 0 };
        const lines = readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity });
        for await (const line of lines) see(seen, line);
        return seen;
      }),
    'by hand': ({ bytes }) =>
      reading(bytes, async (file) => {
        const seen = { lines: 0, lengths: 0 };
        let rest = '';
        for await (const chunk of fs.createReadStream(file, 'utf8')) {
          const lines = (rest + (chunk as string)).split('\n');
          rest = lines.pop()!;
          for (const line of lines) see(seen, line);
        }
        if (rest !== '') see(seen, rest);
        return seen;
      }),
  },
  answer: ({ bytes }) => {
    const seen = { lines: 0, lengths: 0 };
    const lines = textOf('ascii', bytes).split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) see(seen, line);
    return seen;
  },
  elsewhere: [
    {
      source: 'https://github.com/nodejs/node/pull/26472',
      says: 'the events were about three times as fast as the iterator when that was new',
      wins: "'line' events",
      at: { bytes: 262_144 },
    },
  ],
});
