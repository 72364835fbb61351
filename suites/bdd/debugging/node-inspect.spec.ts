/** The debugger of the command line, with a script of commands: one session for all tests (row D3). */
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';

import { startInspectSession, type InspectSession } from '../../../fixtures/debugging/inspect-session.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const PROGRAM = `function greet(name) {
  const greeting = 'hello ' + name;
  return greeting;
}
globalThis.answer = greet('world');
`;
const env = { PATH: process.env['PATH'] };

describe('D3: node inspect, which is the built-in debugger, and not --inspect as claimed', () => {
  const directory = temporaryDirectory();
  let session: InspectSession;

  before(async () => {
    session = await startInspectSession(directory.write('app.cjs', PROGRAM), { env });
  });
  after(async () => {
    await session?.[Symbol.asyncDispose]();
  });

  it('is a client of what --inspect serves: it starts the program, and connects to it', () => {
    expect(session.said).to.match(/Debugger listening on ws:\/\/127\.0\.0\.1:\d+\//);
    // The two processes write as they like: only what each says has an order.
    expect(session.said)
      .to.include('Debugger attached.')
      .and.to.match(/connecting to 127\.0\.0\.1:\d+ \.\.\./);
  });

  it('stands before the first line of the program, and goes on to a breakpoint with cont', async () => {
    expect(session.said).to.match(/Break on start in .*app\.cjs:5/);
    expect(await session.say('setBreakpoint(3)', /> 3 .*/)).to.include('> 3   return greeting;');
    expect(await session.say('cont', /break in .*/)).to.match(/break in .*app\.cjs:3/);
  });

  it('evaluates in the frame where it stands, with exec', async () => {
    expect(await session.say('exec greeting', /'.*'/)).to.equal("'hello world'");
    expect(await session.say('exec name.length + 1', /\d+/)).to.equal('6');
  });

  it('shows how it came there, with bt', async () => {
    expect(await session.say('bt', /#1 .*/)).to.match(/^#0 greet .*app\.cjs:3:\d+\n#1 /);
  });

  it('ends with .exit, and the program with it', async () => {
    expect(await session.exit()).to.equal(0);
    expect(await rejectionOf(session.say('exec 1', /1/))).to.have.property('code', 'ERR_SESSION_ENDED');
  });
});
