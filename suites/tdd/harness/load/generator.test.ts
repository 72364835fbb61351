/** The process that loads servers: what it tells, and in which order. */
import { createServer } from 'node:http';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { startBound } from '../../../../bench/harness/process/bound-process.ts';
import type { Command, Reply } from '../../../../bench/harness/worker/messages.ts';
import { compiled } from '../../../support/program.ts';
import { listening } from '../../../support/server.ts';

suite('the process that loads', () => {
  test('gives signs of life until a turn is over, however long it takes', async () => {
    await using server = await listening(createServer((_, response) => response.end()));
    const { child, end, clear } = startBound(new URL(compiled('bench/harness/load/generator.ts')), [], true);
    try {
      const told: Reply[] = [];
      const loaded = new Promise<void>((resolve, reject) => {
        child.on('message', (reply: Reply) => {
          told.push(reply);
          if (reply.is === 'loaded') resolve();
        });
        child.once('exit', () => reject(new Error('it has ended')));
      });
      // Of one turn and a bit more, with a sign each second.
      const load = { connections: 1, turn: 1200, turns: 1, rate: 10 };
      child.send({ do: 'load', served: { url: server.url }, load } satisfies Command);
      await loaded;
      const doing = { is: 'doing', stage: 'loading the server' };
      expect(told.slice(0, 2)).to.deep.equal([doing, doing]);
      expect(told.at(-1)).to.include({ is: 'loaded' });
    } finally {
      end();
      clear();
    }
  });
});
