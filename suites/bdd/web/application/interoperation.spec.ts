/**
 * The demo site and programs that others have written: curl signs in and uploads, ab and wrk ask often, two stores keep
 * sessions.
 *
 * Here wrk asks 200 times. To let it ask as often as it can, for 10 s:
 * `TOUCHSTONE_WRK_SECONDS=10 npx mocha --no-config --timeout 60000 dist/suites/bdd/web/application/interoperation.spec.js`
 */
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { openStore } from '../../../../fixtures/web/demo/stores.ts';
import { amount } from '../../../support/amount.ts';
import { demoSite, PASSWORD, signedInAgent, tokenIn } from '../../../support/demo-site.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { run } from '../../../support/program.ts';
import { storeProgram, type StoreProgramOptions } from '../../../support/store-program.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

whenInstalled('curl', describe)('the demo site for curl', (curl) => {
  const directory = temporaryDirectory();

  it('keeps its cookies, follows its redirects, takes its upload, and gives it back', async () => {
    await using site = await demoSite(directory.fresh());
    const jar = directory.join('jar');
    const ask = async (...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await run(['-sS', '--fail-with-body', '-L', '-b', jar, '-c', jar, ...args], {
        command: curl,
      });
      expect({ code, stderr }, stdout).to.deep.equal({ code: 0, stderr: '' });
      return stdout;
    };
    const token = tokenIn(await ask(site.url));
    const fields = ['token', 'name', 'password'].flatMap((name, index) => [
      '--data-urlencode',
      `${name}=${[token, 'ada', PASSWORD][index]}`,
    ]);
    const list = await ask(...fields, `${site.url}/sign-in`);
    const file = directory.write('ü <1>.txt', 'from curl');
    const after = await ask('-F', `token=${tokenIn(list)}`, '-F', `file=@${file}`, `${site.url}/uploads`);
    const [, id, name] = /href="\/uploads\/([\w-]+)"><bdi>(.*?)<\/bdi>/.exec(after)!;
    expect(name).to.equal('ü 1.txt');
    expect(await ask(`${site.url}/uploads/${id}`)).to.equal('from curl');
    expect(await ask('-I', `${site.url}/uploads/${id}`)).to.match(/content-length: 9\r/i);
  });
});

whenInstalled('ab', describe)('the demo site for ab', (ab) => {
  const directory = temporaryDirectory();

  it('answers a hundred requests on kept connections, all in the same length', async () => {
    await using site = await demoSite(directory.fresh());
    const { cookie } = await signedInAgent(site.url);
    const { stdout } = await run(['-n', '100', '-c', '8', '-k', '-C', cookie, `${site.url}/uploads`], { command: ab });
    expect(stdout)
      .to.match(/Complete requests: +100\n/)
      .and.match(/Failed requests: +0\n/)
      .and.match(/Keep-Alive requests: +100\n/);
    expect(stdout).not.to.include('Non-2xx');
    expect(site.faults).to.deep.equal([]);
  });
});

whenInstalled('wrk', describe)('the demo site for wrk', (wrk) => {
  const directory = temporaryDirectory();
  const SECONDS = amount('WRK_SECONDS', 1);
  const CONNECTIONS = 8;

  it('answers a browser that is signed in, as often as it asks on kept connections: every answer is right, and counted', async () => {
    await using site = await demoSite(directory.fresh());
    const { cookie } = await signedInAgent(site.url);
    let served = 0;
    const statuses = new Set<number>(); // wrk does not mind being sent to sign in
    site.server.on('request', (_, response) => {
      served += 1;
      response.once('close', () => statuses.add(response.statusCode));
    });
    // It goes on for its time in any case; with this it is idle soon.
    const enough = directory.write(
      'enough.lua',
      'local n = 0; function response() n = n + 1; if n == 200 then wrk.thread:stop() end end',
    );
    const load = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS.count}s`, '-H', `Cookie: ${cookie}`];
    const args = [...load, ...(SECONDS.asked ? [] : ['-s', enough]), `${site.url}/uploads`];
    const { stdout } = await run(args, { command: wrk, timeoutMs: SECONDS.count * 1000 + 14_000 });
    SECONDS.tell(`${served} requests served; ${stdout.split('\n').slice(-4).join(' ').trim()}`);
    expect(stdout).not.to.match(/Socket errors|Non-2xx/);
    expect([...statuses]).to.deep.equal([200]);
    // Those under way when it stops are served and not counted.
    expect(served - Number(/(\d+) requests in/.exec(stdout)?.[1])).to.be.within(0, CONNECTIONS);
    expect(site.faults).to.deep.equal([]);
  });
});

const programs: Readonly<
  Record<
    string,
    { store: string } & Pick<StoreProgramOptions, 'asked' | 'answers'> & { args: (socket: string) => string }
  >
> = {
  'redis-server': {
    store: 'redis',
    args: (socket) => `--port 0 --save  --appendonly no --daemonize no --unixsocket ${socket}`,
    asked: 'PING\r\n',
    answers: '+PONG',
  },
  memcached: { store: 'memcached', args: (socket) => `-u root -s ${socket}`, asked: 'version\r\n', answers: 'VERSION' },
};

for (const [program, { store: name, args, ...questions }] of Object.entries(programs)) {
  whenInstalled(program, describe)(`the demo site over ${name}`, (command) => {
    const directory = temporaryDirectory();
    const socket = (): string => directory.join('store');
    const started = storeProgram({ command, args: () => args(socket()).split(' '), socket, ...questions });

    it('WA11: keeps its sessions in it, so that two processes of a site could; is 503 when it is killed, and right again', async () => {
      await using store = await openStore(name, socket());
      await using site = await demoSite(directory.fresh(), { store });
      await started.start();
      await untilUp(store);
      const { agent, cookie } = await signedInAgent(site.url);
      await using other = await demoSite(directory.fresh(), { store });
      expect((await request(other.url).get('/uploads').set('Cookie', cookie).expect(200)).text).to.include(
        '<strong>ada</strong>',
      );
      await started.kill();
      await agent.get('/uploads').expect(503);
      await started.start();
      await untilUp(store);
      // It has lost what it had, and nobody is signed in: but nobody is refused.
      await agent.get('/uploads').expect(303);
      await signedInAgent(site.url);
    });
  });
}

async function untilUp(store: object): Promise<void> {
  await (store as { ready: () => Promise<void> }).ready();
}
