/** The workflow of every night: what it measures, and how its scripts join one night and tell it with those before. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect } from 'chai';
import { describe, it } from 'mocha';

import { fakeCommands } from '../../support/fake-commands.ts';
import { whenInstalled } from '../../support/installed.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { isNewBash, parseWorkflow, runStep, stepsOf, workflowText } from '../../support/workflows.ts';

const workflow = parseWorkflow(workflowText('nightly.yml'));
const matrix = workflow.jobs['measure']?.strategy?.matrix as { runtime: string[]; shard: number[] };

describe('the workflow of every night', () => {
  it('measures on each runtime, all shards of it, and asks how far the machine can be trusted', () => {
    expect(matrix.runtime).to.deep.equal(['node@20', 'node@22', 'node@24', 'node@26', 'bun', 'deno']);
    expect(matrix.shard).to.deep.equal(Array.from({ length: Number(workflow.env?.['SHARDS']) }, (_, at) => at + 1));
    expect(workflow.jobs['measure']?.strategy?.['fail-fast']).to.equal(false);
    expect(workflow.jobs['calibrate']?.steps?.map(({ run }) => run)).to.satisfy((scripts: string[]) =>
      scripts.some((script) => script?.includes('touchstone -- calibrate')),
    );
  });

  it('never has two nights at once, and none in a fork', () => {
    expect(workflow.concurrency).to.deep.equal({ group: 'nightly', 'cancel-in-progress': false });
    const conditions = Object.values(workflow.jobs).map((job) => (job as { if?: string }).if);
    expect(conditions.filter((is) => !is?.includes('!github.event.repository.fork'))).to.deep.equal([]);
  });

  it('reads of earlier nights what it leaves for later ones', () => {
    const left = stepsOf(workflow).map((step) => step.with?.['name']);
    const fetches = stepsOf(workflow).find(({ name }) => name === 'Fetch earlier nights');
    expect(left).to.include(/--name (\S+)/.exec(fetches?.run ?? '')?.[1]);
  });
});

whenInstalled(
  'bash',
  describe,
  process.env,
  isNewBash,
)('the scripts of the workflow of every night', () => {
  const directory = temporaryDirectory();

  /** Runs a step in a runner's folder with these files, each of which holds its own name. */
  const act = async (
    step: readonly [string, string],
    files: readonly string[],
    does: Record<string, string>,
    more = {},
  ) => {
    const temp = directory.fresh();
    for (const file of files) {
      mkdirSync(dirname(join(temp, file)), { recursive: true });
      writeFileSync(join(temp, file), file);
    }
    const { env, calls } = fakeCommands(directory.fresh(), does);
    const all = {
      ...env,
      RUNNER_TEMP: temp,
      GITHUB_RUN_ID: '100',
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      ...more,
    };
    const end = await runStep(workflow, step, { cwd: temp, env: { SHARDS: '2', ...all } });
    const called = calls().map((call) => call.map((word) => word.replace(temp, 'TEMP')).join(' '));
    return { ...end, calls: called, temp };
  };

  it('measure a part of the catalogue on a runtime', async () => {
    const more = { RUNTIME: 'node@22', SHARD: '2' };
    const { calls } = await act(['measure', 'Measure'], [], { npm: '' }, more);
    expect(calls).to.deep.equal([
      'npm run -s touchstone -- run --runtime=node@22 --shard=2/2 --limit=4800 --out=TEMP/night',
    ]);
  });

  const shards = [
    'shards/shard-bun-1/results.ndjson',
    'shards/shard-bun-2/results.ndjson',
    'shards/shard-node@20-1/node@20/results.ndjson',
    'shards/shard-node@20-2/node@20/results.ndjson',
    'shards/shard-node@20-2/node@20/report.json',
  ];
  const joined = [
    `npm run -s touchstone -- merge TEMP/${shards[0]} TEMP/${shards[1]} --out=TEMP/night/bun`,
    `npm run -s touchstone -- merge TEMP/${shards[2]} TEMP/${shards[3]} --out=TEMP/night/node@20`,
  ];
  const joining = ['tell', 'Join the shards of each runtime'] as const;

  it('join the shards of each runtime, wherever a shard has put its results', async () => {
    const { code, calls } = await act(joining, shards, { npm: '' });
    expect(code).to.equal(0);
    expect(calls.toSorted()).to.deep.equal(joined);
  });

  it('join the other runtimes where one cannot be joined, and fail with its code', async () => {
    const { code, calls } = await act(joining, shards, { npm: 'exit 3' });
    expect(code).to.equal(3);
    expect(calls.toSorted()).to.deep.equal(joined);
  });

  it('fail where no shard has left anything', async () => {
    const { code, stdout } = await act(joining, [], { npm: '' });
    expect(code).to.equal(3);
    expect(stdout).to.match(/^::error title=touchstone::No shard has left results/);
  });

  it('fetch what earlier nights have left, of those only that the schedule began', async () => {
    const gh = `
      if [ "$2" = list ]; then printf '%s\\n' 100 99 98 97
      elif cat >/dev/null; [ "$3" = 98 ]; then exit 1
      else mkdir -p "\${@: -1}/bun" && echo "$3" >"\${@: -1}/bun/results.ndjson"; fi`;
    const { code, stdout, calls, temp } = await act(
      ['tell', 'Fetch earlier nights'],
      [],
      { gh },
      { GH_TOKEN: 'a token' },
    );
    expect(code).to.equal(0);
    expect(calls[0]).to.match(/^gh run list --workflow nightly\.yml --event schedule --status completed --limit \d+ /);
    expect(calls.slice(1)).to.deep.equal(
      [99, 98, 97].map((id) => `gh run download ${id} --name night --dir TEMP/nights/${id}`),
    );
    expect(stdout).to.equal('::notice title=touchstone::Night 98 has left no results, or they have expired.\n');
    expect(readdirSync(join(temp, 'nights')).toSorted()).to.deep.equal(['97', '99']);
  });

  it('tell tonight with them, a history for each runtime', async () => {
    const files = [
      'night/bun/results.ndjson',
      'night/bun/report.html',
      'night/deno/results.ndjson',
      'nights/99/bun/results.ndjson',
    ];
    const { code, calls, temp } = await act(['tell', 'Tell tonight together with them'], files, { npm: '' });
    expect(code).to.equal(0);
    const told = readdirSync(join(temp, 'histories'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => [name, readFileSync(join(temp, 'histories', name), 'utf8')]);
    expect(Object.fromEntries(told)).to.deep.equal({
      'bun/100.ndjson': 'night/bun/results.ndjson',
      'bun/99.ndjson': 'nights/99/bun/results.ndjson',
      'deno/100.ndjson': 'night/deno/results.ndjson',
    });
    expect(calls.toSorted()).to.deep.equal(
      ['bun', 'deno'].map(
        (name) => `npm run -s touchstone -- report --history TEMP/histories/${name} --out=TEMP/history/${name}`,
      ),
    );
  });

  it('tell the runtimes side by side, and show that with the night', async () => {
    const files = ['night/bun/results.ndjson', 'night/deno/results.ndjson', 'matrix/matrix.md'];
    const { calls } = await act(['tell', 'Tell them side by side'], files, { npm: '' });
    expect(calls).to.deep.equal([
      `npm run -s touchstone -- report TEMP/${files[0]} TEMP/${files[1]} --matrix --out=TEMP/matrix`,
    ]);
    const { temp } = await act(['tell', 'Summary of the night'], files, {});
    expect(readFileSync(join(temp, 'summary'), 'utf8')).to.equal('matrix/matrix.md');
  });
});
