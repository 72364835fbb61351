/** Specifies `touchstone runtimes` from the outside, with a package manager on the PATH that is none. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { main } from '../../../bench/main.ts';
import { fakeRuntime } from '../../support/fake-runtimes.ts';
import { collectingStreams } from '../../support/streams.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { CLI, type Outcome } from '../../support/touchstone.ts';

/** Does as npm does with `install … --prefix FOLDER NAME@RANGE`, as far as anybody here looks. */
const NPM = `#!/bin/sh
echo "$@" >> "$NPM_CALLS"
while [ $# -gt 1 ]; do [ "$1" = --prefix ] && folder=$2; shift; done
name=\${1%@*}
range=\${1##*@}
if [ "$NPM_DOES" = hang ]; then echo > "$folder/half"; exec sleep 1000; fi
[ "$range" = 99 ] && NPM_DOES=ETARGET
if [ -n "$NPM_DOES" ]; then echo "npm error code $NPM_DOES" >&2; exit 1; fi
mkdir -p "$folder/node_modules/$name/bin"
case $name in *bun*) kind=bun;; *) kind=node;; esac
cp "$NPM_GIVES" "$folder/node_modules/$name/bin/$kind"
`;

describe('The command runtimes', () => {
  const directory = temporaryDirectory();
  let bin: string;
  let calls: string;

  before(() => {
    bin = directory.join('bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), NPM);
    chmodSync(join(bin, 'npm'), 0o755);
    calls = directory.join('calls');
    fakeRuntime(directory.join('node22'), 'node', '22.21.1');
  });

  const environment = (cache: string, more: NodeJS.ProcessEnv = {}) => ({
    PATH: `${bin}:${process.env['PATH']}`,
    TOUCHSTONE_CACHE: cache,
    NPM_CALLS: calls,
    NPM_GIVES: directory.join('node22'),
    NPM_DOES: '',
    ...more,
  });

  /** In this process. npm is found by the variables of the process itself, as by a shell. */
  const runtimes = async (cache: string, argv: readonly string[], more?: NodeJS.ProcessEnv): Promise<Outcome> => {
    const env = environment(cache, more);
    const streams = collectingStreams({ env });
    const original = { ...process.env };
    Object.assign(process.env, env);
    try {
      const code = await main(['runtimes', ...argv], streams);
      return { code, out: streams.said(), err: streams.complained() };
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
      Object.assign(process.env, original);
    }
  };

  it('lists the Node.js that runs it, and how the first of the others is fetched', async () => {
    const { code, out } = await runtimes(directory.fresh(), []);
    expect(code).to.equal(0);
    const [first, second] = out.split('\n');
    expect(first).to.equal(`Node.js ${process.versions.node}  runs this  ${process.execPath}`);
    expect(second).to.match(/^None has been fetched into .*\. For example: touchstone runtimes add node@22$/);
  });

  it('adds one, lists it, and removes it', async () => {
    const cache = directory.fresh();
    writeFileSync(calls, '');
    const added = await runtimes(cache, ['add', 'node@22']);
    expect(added.err).to.equal('fetching node@22\n');
    expect(added.out).to.match(/^added Node\.js 22\.21\.1 \(\d+ B\): .*node-22\.21\.1.node\n$/);
    expect(added.code).to.equal(0);
    const asked = readFileSync(calls, 'utf8');
    expect(asked)
      .to.contain('--ignore-scripts')
      .and.to.contain('--no-save')
      .and.to.match(/@22\n$/);

    const listed = JSON.parse((await runtimes(cache, ['--json'])).out) as { runtimes: { path: string }[] };
    expect(listed.runtimes).to.have.length(1);
    expect(listed.runtimes[0]).to.include({ name: 'Node.js 22.21.1', version: '22.21.1' });
    expect(existsSync(listed.runtimes[0]!.path)).to.equal(true);

    expect((await runtimes(cache, ['add', 'node@22'])).out).to.contain('is the newest, and was there');

    const removed = await runtimes(cache, ['remove', 'node']);
    expect(removed.out).to.match(/^removed Node\.js 22\.21\.1 \(\d+ B\)\n$/);
    expect(readdirSync(join(cache, 'runtimes'))).to.deep.equal([]);
  });

  for (const [does, asked, says] of [
    [
      'ENOTFOUND',
      'node@22',
      'node@22 cannot be fetched: the package registry is out of reach (ENOTFOUND). With a network',
    ],
    ['', 'node@99', 'There is no node@99 to fetch for this machine.'],
    ['ENOSPC', 'bun', 'Cannot write'],
    ['EINTEGRITY', 'bun@1.3', 'bun@1.3 was refused: what came is not what the registry says it is'],
    ['EWHATEVER', 'bun', 'bun cannot be fetched: npm failed with EWHATEVER.'],
    ['', 'bun', 'holds Node.js 22.21.1, where bun was asked for.'],
  ] as const) {
    it(`says in a sentence why ${asked} is not added${does === '' ? '' : ` after ${does}`}, and leaves nothing`, async () => {
      const cache = directory.fresh();
      const { code, err } = await runtimes(cache, ['add', asked], { NPM_DOES: does });
      expect(code).to.equal(3);
      expect(err).to.contain(`touchstone: `).and.to.contain(says);
      expect(err.trimEnd().split('\n')).to.have.length(2);
      expect(readdirSync(join(cache, 'runtimes'))).to.deep.equal([]);
    });
  }

  it('adds what can be had where something else cannot', async () => {
    const cache = directory.fresh();
    const { code, out, err } = await runtimes(cache, ['add', 'node@99', 'node@22']);
    expect(code).to.equal(3);
    expect(out).to.contain('added Node.js 22.21.1');
    expect(err).to.contain('There is no node@99');
  });

  it('leaves nothing behind where it is interrupted while it fetches', async () => {
    const cache = directory.fresh();
    const places = () => (existsSync(join(cache, 'runtimes')) ? readdirSync(join(cache, 'runtimes')) : []);
    const env = { ...environment(cache, { NPM_DOES: 'hang' }) };
    const child = spawn(process.execPath, [CLI, 'runtimes', 'add', 'node@22'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((resolve) => child.once('close', resolve));
    const isHalf = () => places().some((name) => existsSync(join(cache, 'runtimes', name, 'half')));
    while (!isHalf()) await sleep(10);
    child.kill('SIGINT');
    expect(await ended).to.equal(130);
    expect(said).to.contain('(INTERRUPTED)');
    expect(places()).to.deep.equal([]);
  });

  for (const [argv, says] of [
    [['ad', 'node@22'], 'Did you mean touchstone runtimes add?'],
    [['node@22'], 'Did you mean touchstone runtimes add node@22?'],
    [['add'], 'add takes the runtimes to add.'],
    [['add', 'nod@22'], 'Did you mean node@22?'],
    [['add', './node'], 'is a path, and nothing is to be fetched for it'],
    [['remove', 'node@22'], 'None has been fetched.'],
    [['remove', process.execPath], 'was not fetched by touchstone, and is left alone'],
    [['list', 'node'], 'list takes no further words.'],
    [['--jsn'], 'Did you mean --json?'],
  ] as const) {
    it(`answers ${argv.map((word) => word.replace(process.execPath, 'a binary of yours')).join(' ')} with what to do`, async () => {
      const { code, err } = await runtimes(directory.fresh(), argv);
      expect(code).to.equal(3);
      expect(err).to.contain(says);
    });
  }
});
