/** The program of the demo: tells where it is, serves, and ends well on Ctrl-C. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import request from 'supertest';
import { closed } from '../../../../fixtures/processes/closed.ts';
import { tokenIn } from '../../../support/demo-site.ts';
import { smallEnvironment } from '../../../support/own-child.ts';
import { compiled, run } from '../../../support/program.ts';
import { listening } from '../../../support/server.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const MAIN = fileURLToPath(compiled('fixtures/web/demo/main.ts'));

describe('npm run demo', () => {
  const directory = temporaryDirectory();
  let child: ChildProcess | undefined;
  after('ends it', () => child?.kill('SIGKILL'));

  it('prints its address and its passwords, serves, and on Ctrl-C ends with 0 and leaves nothing', async () => {
    const env = { ...smallEnvironment, TMPDIR: directory.path, NODE_V8_COVERAGE: process.env['NODE_V8_COVERAGE'] };
    child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = closed(child);
    const [, url = '', password = ''] = await hears(child, /at (http:\S+)\/ until[^]*ada with ([\w-]{8}),/);
    const agent = request.agent(url);
    const fields = { token: tokenIn((await agent.get('/sign-in')).text), name: 'ada', password };
    await agent.post('/sign-in').type('form').send(fields).expect(303).expect('Location', '/uploads');
    const token = tokenIn((await agent.get('/uploads').expect(200)).text);
    await agent.post('/uploads').field('token', token).attach('file', Buffer.from('x'), 'x.txt').expect(303);
    const [folder] = fs.readdirSync(directory.path);
    expect(fs.readdirSync(directory.join(folder!))).to.have.length(1);
    child.kill('SIGINT');
    expect(await ended).to.include({ code: 0, signal: null });
    expect(fs.readdirSync(directory.path)).to.deep.equal([]);
  });

  it('says in a sentence that a port is taken', async () => {
    await using taken = await listening(createServer());
    const told = await run([MAIN, '--port', String(taken.port)]);
    expect(told).to.include({ code: 1, stdout: '' });
    expect(told.stderr).to.match(/^the port is taken: .*\n\nnpm run demo/);
  });
});

/** Waits until what it has printed matches. */
async function hears(program: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  for await (const piece of program.stdout!.iterator({ destroyOnReturn: false })) {
    text += String(piece);
    const match = pattern.exec(text);
    if (match) return match;
  }
  throw new Error(`expected ${pattern} of the program, but it has said ${text}`);
}
