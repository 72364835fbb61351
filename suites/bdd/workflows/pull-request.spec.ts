/** The workflow that compares a pull request: what its scripts do with what they are given, and with how commands end. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { fakeCommands } from '../../support/fake-commands.ts';
import { fakeGitHub } from '../../support/fake-github.ts';
import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import {
  isNewBash,
  parseWorkflow,
  postComment,
  root,
  runStep,
  stepsOf,
  workflowText,
} from '../../support/workflows.ts';

const workflow = parseWorkflow(workflowText('pull-request.yml'));
const commenting = parseWorkflow(workflowText('pull-request-comment.yml'));
const { inputs = {} } = workflow.on['workflow_call'] ?? {};

describe('the workflow for pull requests', () => {
  it('describes each input that another repository may give, and has a default for it', () => {
    const told = Object.entries(inputs).map(([name, { description, type, default: value }]) => ({
      name,
      ends: description?.endsWith('.'),
      fits: typeof value === type,
    }));
    expect(told).to.have.length.above(5);
    expect(told.filter(({ ends, fits }) => !ends || !fits)).to.deep.equal([]);
  });

  it('is called by the sample with inputs that there are', () => {
    const sample = readFileSync(new URL('fixtures/testing/samples/compare.yml', root), 'utf8');
    const [job] = Object.values(parseWorkflow(sample).jobs);
    const { uses = '', with: given = {} } = job as { uses?: string; with?: Record<string, unknown> };
    expect(uses).to.match(/\/\.github\/workflows\/pull-request\.yml@/);
    expect(Object.entries(given).map(([name, value]) => [name, typeof value])).to.deep.equal(
      Object.keys(given).map((name) => [name, inputs[name]?.type]),
    );
  });

  it('takes the same where nobody calls it', () => {
    const text = workflowText('pull-request.yml');
    for (const name of ['seconds', 'shards', 'working-directory']) {
      const values = [...text.matchAll(new RegExp(`inputs\\.${name} \\|\\| '?([^' )]+)`, 'g'))].map(
        ([, value]) => value,
      );
      expect(new Set(values), name).to.deep.equal(new Set([String(inputs[name]?.default)]));
    }
  });

  it('goes on where a shard fails, and begins the comment with its end', () => {
    expect(workflow.jobs['compare']?.strategy?.['fail-fast']).to.equal(false);
    const { workflows } = commenting.on['workflow_run'] as unknown as { workflows: string[] };
    expect(workflows).to.deep.equal([workflow.name]);
    const names = stepsOf(workflow).map((step) => step.with?.['name']);
    const [wanted] = stepsOf(commenting).flatMap((step) => step.with?.['name'] ?? []);
    expect(names).to.include(wanted);
  });
});

whenInstalled(
  'bash',
  describe,
  process.env,
  isNewBash,
)('the scripts of the workflow for pull requests', () => {
  const directory = temporaryDirectory();
  /** A runner's folder for what is not kept, and its files. */
  const runner = () => {
    const temp = directory.fresh();
    const files = { GITHUB_OUTPUT: join(temp, '.output'), GITHUB_STEP_SUMMARY: join(temp, '.summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(temp, name)), { recursive: true });
      writeFileSync(join(temp, name), text);
    };
    return {
      temp,
      write,
      env: { RUNNER_TEMP: temp, ...files },
      read: (name: string) => readFileSync(join(temp, name), 'utf8'),
    };
  };

  describe('that numbers the shards', () => {
    const number = async (SHARDS: string) => {
      const { temp, env, read } = runner();
      const { code } = await runStep(workflow, ['plan', 'Number the shards'], { cwd: temp, env: { ...env, SHARDS } });
      return { code, output: read('.output') };
    };

    it('makes as many as are asked for', async () => {
      expect(await number('1')).to.deep.equal({ code: 0, output: 'shards=[1]\n' });
      expect(await number('3')).to.deep.equal({ code: 0, output: 'shards=[1,2,3]\n' });
    });

    for (const wrong of ['0', '100', '2.5', '-1', '', '2\n3', '$(seq 9)']) {
      it(`refuses ${JSON.stringify(wrong)}`, async () => {
        expect(await number(wrong)).to.deep.equal({ code: 3, output: '' });
      });
    }
  });

  whenInstalled('git', describe)('that compares', () => {
    let checkout: string;
    let commits: Record<'base' | 'ahead' | 'merge', string>;
    before('makes a pull request that is merged, of which the base has gone on since', () => {
      checkout = directory.fresh();
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args], {
          cwd: checkout,
          // Neither the settings of whoever runs this, nor the repository of a hook that does.
          env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
      const commit = (message: string) => git('commit', '-q', '--allow-empty', '-m', message);
      git('init', '-q', '-b', 'main');
      commit('the base');
      const base = git('rev-parse', 'HEAD');
      git('checkout', '-q', '-b', 'theirs');
      commit('the change');
      git('checkout', '-q', '--detach', base);
      git('merge', '-q', '--no-ff', '-m', 'the merge', 'theirs');
      const merge = git('rev-parse', 'HEAD');
      git('checkout', '-q', 'main');
      commit('another change');
      const ahead = git('rev-parse', 'HEAD');
      git('update-ref', 'refs/remotes/origin/release', ahead);
      git('checkout', '-q', '--detach', merge);
      commits = { base, ahead, merge };
    });

    const usual = {
      BASE: '',
      CLAIMS: '',
      COMMAND: 'touchstone',
      EVERYTHING: '',
      PATTERN: '',
      SECONDS_EACH: '600',
      SHARD: '1/2',
      TOLERANCE: '',
    };
    const compare = async (given: Partial<typeof usual> = {}, does = 'exit 0') => {
      const { temp, env } = runner();
      const { env: path, calls } = fakeCommands(directory.fresh(), { touchstone: does });
      const all = { ...env, ...path, ...usual, ...given, GITHUB_ACTIONS: 'true' };
      const end = await runStep(workflow, ['compare', 'Compare'], { cwd: checkout, env: all });
      return { ...end, calls: calls(), temp };
    };

    it('asks for a part of what has changed, against the base that the merge was made with', async () => {
      const { code, calls, temp } = await compare();
      expect(code).to.equal(0);
      expect(calls).to.deep.equal([
        [
          'touchstone',
          'compare',
          commits.base,
          'HEAD',
          '--shard=1/2',
          '--seconds=600',
          '--limit=3000',
          `--out=${temp}/compare`,
          '--changed',
        ],
      ]);
    });

    it('hands on what it is given, word by word, whatever it is', async () => {
      const hostile = '$(touch pwned); touch pwned `touch pwned` "\' --out=/ *';
      const { calls } = await compare({
        COMMAND: 'touchstone --first',
        CLAIMS: hostile,
        EVERYTHING: 'true',
        PATTERN: `buffers/*\n\n ${hostile}\n`,
        TOLERANCE: hostile,
      });
      expect(calls[0]!.slice(0, 5)).to.deep.equal(['touchstone', '--first', 'compare', commits.base, 'HEAD']);
      expect(calls[0]!.slice(9)).to.deep.equal([
        `--tolerance=${hostile}`,
        `--claims=${hostile}`,
        '--only=buffers/*',
        `--only=${hostile}`,
      ]);
      expect(existsSync(join(checkout, 'pwned'))).to.equal(false);
    });

    it('compares with another base by its name here or at the origin', async () => {
      for (const [BASE, commit] of [
        ['release', commits.ahead],
        ['theirs^', commits.base],
        [commits.ahead, commits.ahead],
      ] as const) {
        expect((await compare({ BASE })).calls[0]![2], BASE).to.equal(commit);
      }
    });

    for (const BASE of ['nowhere', '--since=now', 'HEAD^9']) {
      it(`says that there is no base ${BASE}`, async () => {
        const { code, stdout, calls } = await compare({ BASE });
        expect({ code, calls }).to.deep.equal({ code: 3, calls: [] });
        expect(stdout).to.match(/^::error title=touchstone::There is no base/);
      });
    }

    for (const [code, shard] of [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 3],
      [124, 124],
    ]) {
      it(`ends with ${shard} where the shard ends with ${code}`, async () => {
        expect((await compare({}, `exit ${code}`)).code).to.equal(shard);
      });
    }
  });

  describe('that judges', () => {
    const judge = async (files: readonly string[], does = 'exit 0') => {
      const { temp, write, env } = runner();
      for (const file of files) write(file, '{}\n');
      const { env: path, calls } = fakeCommands(directory.fresh(), { touchstone: does });
      const all = { ...env, ...path, COMMAND: 'touchstone' };
      const { code, stdout } = await runStep(workflow, ['verdict', 'Judge'], { cwd: temp, env: all });
      return { code, stdout, calls: calls().map((call) => call.map((word) => word.replace(temp, 'TEMP'))) };
    };
    const both = ['shards/touchstone-shard-1/results.ndjson', 'shards/touchstone-shard-2/results.ndjson'];

    it('joins what the shards have left; a single one lies in no folder of its own', async () => {
      const merged = (files: readonly string[]) => [
        ['touchstone', 'merge', ...files.map((file) => `TEMP/${file}`), '--out=TEMP/compare'],
      ];
      expect((await judge(both)).calls).to.deep.equal(merged(both));
      const single = ['shards/results.ndjson'];
      expect((await judge(single)).calls).to.deep.equal(merged(single));
    });

    it('is never skipped where a job before it has failed: such a check would pass', () => {
      const { verdict } = workflow.jobs as Record<string, { if?: string }>;
      expect(verdict?.if).to.equal('${{ !cancelled() }}');
    });

    for (const code of [0, 1, 3]) {
      it(`is the gate: it ends with ${code} as they do together`, async () => {
        expect((await judge(both, `exit ${code}`)).code).to.equal(code);
      });
    }

    it('ends with 3 where a shard has failed and none has left anything', async () => {
      const { code, stdout, calls } = await judge([]);
      expect({ code, calls }).to.deep.equal({ code: 3, calls: [] });
      expect(stdout).to.match(/^::error title=touchstone::No shard has left results/);
    });
  });

  describe('that tells', () => {
    const tell = async (files: Readonly<Record<string, string>>) => {
      const { temp, write, env, read } = runner();
      for (const [name, text] of Object.entries(files)) write(name, text);
      await runStep(workflow, ['verdict', 'Tell'], { cwd: temp, env });
      return read('.summary');
    };

    it('writes the summary of the job, and the shorter one where GitHub would drop it', async () => {
      const short = 'short\n';
      expect(await tell({ 'compare/comparison.md': 'long\n', 'compare/comparison.comment.md': short })).to.equal(
        'long\n',
      );
      const long = `${'x'.repeat(1_000_001)}\n`;
      expect(await tell({ 'compare/comparison.md': long, 'compare/comparison.comment.md': short })).to.match(
        /^The whole comparison is too long .*\nshort\n$/,
      );
    });

    it('says that there is nothing to tell', async () => {
      expect(await tell({})).to.match(/^Nothing can be told/);
    });

    it('lays out what the other workflow posts', async () => {
      await using github = await fakeGitHub('a token');
      const repo = { id: 1, full_name: 'house/touchstone' };
      github.pulls.set(12, { number: 12, state: 'open', head: { sha: 'a', ref: 'b', repo }, base: { repo } });
      const { temp, write, env } = runner();
      const text = '<!-- touchstone: compare -->\ntold\n';
      write('compare/comparison.comment.md', text);
      await runStep(workflow, ['verdict', 'Lay the comment out'], { cwd: temp, env: { ...env, NUMBER: '12' } });
      write(
        'event.json',
        JSON.stringify({ workflow_run: { head_sha: 'a', html_url: 'a-run', head_branch: 'b', head_repository: repo } }),
      );
      const end = await run([postComment, join(temp, 'comment')], {
        env: {
          GITHUB_API_URL: github.url,
          GITHUB_EVENT_PATH: join(temp, 'event.json'),
          GITHUB_REPOSITORY: 'house/touchstone',
          GITHUB_TOKEN: 'a token',
        },
      });
      expect(end).to.include({ code: 0, stderr: '' });
      expect(github.comments.get(12)?.map(({ body }) => body)).to.deep.equal([
        `${text}\nMeasured at a. Every figure and the samples are among the artifacts of [the run](a-run).\n`,
      ]);
    });
  });
});
