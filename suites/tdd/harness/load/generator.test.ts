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
    // Of one turn and a bit more, with a sign each second.
    const load = { connections: 1, turn: 1200, turns: 1, rate: 10 };
    const told = await toldOf({ do: 'load', served: { url: server.url }, load });
    const doing = { is: 'doing', stage: 'loading the server' };
    expect(told.slice(0, 2)).to.deep.equal([doing, doing]);
    expect(told.at(-1)).to.include({ is: 'loaded' });
  });

  test('greets with one request, and is done when it is answered, whatever the answer', async () => {
    const seen: string[] = [];
    await using server = await listening(
      createServer(({ method, url }, response) => {
        seen.push(`${method} ${url}`);
        response.writeHead(500).end(() => seen.push('answered'));
      }),
    );
    const told = await toldOf({ do: 'greet', served: { url: `${server.url}/a?b`, method: 'PUT' } });
    expect(told.at(-1)).to.deep.equal({ is: 'greeted' });
    expect(seen).to.deep.equal(['PUT /a?b', 'answered']);
  });

  test('is done with a greeting where nobody answers: it is for the turn to tell', async () => {
    const gone = await listening(createServer());
    await gone.close();
    const told = await toldOf({ do: 'greet', served: { url: gone.url } });
    expect(told.at(-1)).to.deep.equal({ is: 'greeted' });
  });
});

/** All that it tells until it has done what it is asked. */
async function toldOf(command: Command): Promise<readonly Reply[]> {
  const { child, end, clear } = startBound(new URL(compiled('bench/harness/load/generator.ts')), { errors: true });
  try {
    const told: Reply[] = [];
    await new Promise<void>((resolve, reject) => {
      child.on('message', (reply: Reply) => {
        told.push(reply);
        if (reply.is !== 'doing') resolve();
      });
      child.once('exit', () => reject(new Error('it has ended')));
      child.send(command);
    });
    return told;
  } finally {
    end();
    clear();
  }
}
