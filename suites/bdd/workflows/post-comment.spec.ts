/** The comment on a pull request: the program that posts it, against an API on loopback and artifacts of strangers. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';

import { fakeGitHub, type FakeComment, type Failure, type FakeGitHub } from '../../support/fake-github.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { postComment as program } from '../../support/workflows.ts';

/** What the program exports. */
interface Poster {
  readonly main: (
    directory: string,
    env: Readonly<Record<string, string>>,
    print: (line: string) => void,
  ) => Promise<number>;
}

const MARKER = '<!-- touchstone: compare -->';
const TEXT = `${MARKER}\n\n**Nothing is slower.**\n`;
const BOT = 'github-actions[bot]';
const sha = 'a'.repeat(40);

/** What GitHub says of the run that has ended: pull request 7, from a fork. */
const ended = {
  head_sha: sha,
  head_branch: 'faster',
  head_repository: { id: 2, full_name: 'guest/touchstone' },
  html_url: 'https://github.invalid/house/touchstone/actions/runs/1',
};
/** What every comment ends with. */
const END = `\nMeasured at ${sha.slice(0, 12)}. Every figure and the samples are among the artifacts of [the run](${ended.html_url}).\n`;
const pull = (more: { number?: number; state?: string; head?: object; base?: object } = {}) => ({
  number: 7,
  state: 'open',
  ...more,
  head: { sha, ref: 'faster', repo: { id: 2, full_name: 'guest/touchstone' }, ...more.head },
  base: { repo: { id: 1, full_name: 'house/touchstone' }, ...more.base },
});
const comment = (id: number, body: string, login: string | null = BOT): FakeComment => ({
  id,
  body,
  user: login === null ? null : { login },
});

describe('the comment on a pull request', () => {
  const directory = temporaryDirectory();
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await fakeGitHub('a token');
    github.pulls.set(7, pull());
  });
  afterEach(() => github.close());

  /** An artifact with these files. */
  const artifact = (files: Readonly<Record<string, string | Uint8Array>>): string => {
    const folder = directory.fresh();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return folder;
  };
  const usual = (text = TEXT) => artifact({ 'comment.json': '{"number":7}', 'comparison.comment.md': text });
  const environment = (about: object = ended) => ({
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_PATH: directory.write('event.json', JSON.stringify({ workflow_run: about })),
    GITHUB_REPOSITORY: 'house/touchstone',
    GITHUB_TOKEN: 'a token',
  });
  /** Runs it in this process, and returns its exit code and what it says. */
  const post = async (folder: string, about: object = ended): Promise<{ code: number; says: string }> => {
    const { main } = (await import(pathToFileURL(program).href)) as Poster;
    const said: string[] = [];
    const code = await main(folder, environment(about), (line) => said.push(line));
    expect(said).to.have.length(1);
    return { code, says: said[0]! };
  };
  const bodies = (number = 7) => (github.comments.get(number) ?? []).map(({ body }) => body);
  const written = () => github.asked.filter((asked) => !asked.startsWith('GET '));

  it('is posted where there is none, by a program of its own', async () => {
    const { code, stdout, stderr } = await run([program, usual()], { env: environment() });
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: '::notice title=touchstone::The comment on pull request 7 is posted.\n',
      stderr: '',
    });
    expect(bodies()).to.deep.equal([TEXT + END]);
  });

  it('is replaced where it is there, and nobody else’s is', async () => {
    const others = [
      comment(1, 'Thanks!', 'guest'),
      comment(2, TEXT, 'guest'),
      comment(3, `${MARKER} in a sentence of a user who is gone`, null),
      comment(4, `Another workflow’s, which quotes\n${MARKER}`),
    ];
    github.comments.set(7, [...others, comment(5, `${MARKER}\nold`)]);
    expect(await post(usual())).to.deep.include({ code: 0 });
    expect(bodies()).to.deep.equal([...others.map(({ body }) => body), TEXT + END]);
    expect(written()).to.deep.equal(['PATCH /repos/house/touchstone/issues/comments/5']);
  });

  it('is found on a later page', async () => {
    const chat = Array.from({ length: 230 }, (_, at) => comment(at + 1, 'and another thing', 'guest'));
    github.comments.set(7, [...chat, comment(900, `${MARKER}\nold`)]);
    await post(usual());
    expect(bodies().filter((body) => body.startsWith(MARKER))).to.deep.equal([TEXT + END]);
    expect(github.asked.filter((asked) => asked.includes('page='))).to.have.length(3);
  });

  it('is one also where two runs look before either has posted', async () => {
    let looking = 0;
    let both = (): void => {};
    const met = new Promise<void>((resolve) => (both = resolve));
    github.hold = async (asked) => {
      if (!asked.startsWith('GET /repos/house/touchstone/issues/') || looking >= 2) return;
      if (++looking === 2) both();
      await met;
    };
    const ends = await Promise.all([post(usual(`${TEXT}one`)), post(usual(`${TEXT}other`))]);
    expect(ends.map(({ code }) => code)).to.deep.equal([0, 0]);
    expect(written().filter((asked) => asked.startsWith('POST '))).to.have.length(2);
    expect(bodies()).to.have.length(1);
  });

  it('says that a comparison did not come to its end, where an earlier one stands there', async () => {
    const nothing = artifact({ 'comment.json': '{"number":7}' });
    expect(await post(nothing)).to.deep.include({ code: 0 });
    expect(bodies()).to.deep.equal([]);
    github.comments.set(7, [comment(1, TEXT)]);
    await post(nothing);
    expect(bodies()).to.deep.equal([
      `${MARKER}\n\nThe comparison of ${sha} did not come to its end: [its log](${ended.html_url}) says why.\n`,
    ]);
  });

  describe('is not posted', () => {
    const table: readonly [title: string, found: object | undefined, run: object, code: number, says: RegExp][] = [
      ['to a pull request that is closed', pull({ state: 'closed' }), ended, 0, /is closed: nothing is posted/],
      ['of a commit that is no longer the head', pull({ head: { sha: 'b' } }), ended, 0, /has gone on since/],
      ['to somebody else’s pull request', pull({ head: { repo: { id: 3 } } }), ended, 1, /not of pull request 7/],
      ['to one of another branch', pull({ head: { ref: 'else' } }), ended, 1, /not of pull request 7/],
      [
        'to one of another repository',
        pull({ base: { repo: { full_name: 'x/y' } } }),
        ended,
        1,
        /not of pull request 7/,
      ],
      [
        'where the fork is gone',
        pull({ head: { repo: null } }),
        { ...ended, head_repository: null },
        1,
        /fork is gone/,
      ],
      ['to one that there is not', undefined, ended, 1, /GET \/repos\/house\/touchstone\/pulls\/7 with 404/],
    ];
    for (const [title, found, about, code, says] of table) {
      it(title, async () => {
        if (found === undefined) github.pulls.clear();
        else github.pulls.set(7, found);
        const end = await post(usual(), about);
        expect(end.code).to.equal(code);
        expect(end.says).to.match(says);
        expect(written()).to.deep.equal([]);
      });
    }
  });

  describe('that a stranger has made', () => {
    const numbers = [
      '',
      'null',
      '{}',
      '{"number":"7"}',
      '{"number":-7}',
      '{"number":7.5}',
      '{"number":"../../x"}',
      '[7]',
    ];
    for (const json of [...numbers, `{"number":7,"more":"${'x'.repeat(1000)}"}`]) {
      it(`names no pull request, and nothing is asked: ${json.slice(0, 30) || 'nothing'}`, async () => {
        const end = await post(artifact({ 'comment.json': json, 'comparison.comment.md': TEXT }));
        expect(end.code).to.equal(1);
        expect(end.says).to.match(/^::error title=touchstone::comment\.json of the artifact/);
        expect(github.asked).to.deep.equal([]);
      });
    }

    it('is refused without its first line, with which it would not be found again', async () => {
      expect((await post(usual('Nothing is slower.'))).says).to.include(`is to begin with the line ${MARKER}`);
      expect(github.asked).to.deep.equal([]);
    });

    it('is refused where it is larger than any comment', async () => {
      const end = await post(usual(`${MARKER}\n${'x'.repeat(300_000)}`));
      expect(end.says).to.include('has more than the 262144 bytes that it may have');
      expect(github.asked).to.deep.equal([]);
    });

    it('is no way to the files of the machine, nor a pipe to wait at', async () => {
      const secret = directory.write('secret.md', `${MARKER}\na secret\n`);
      const link = artifact({ 'comment.json': '{"number":7}' });
      symlinkSync(secret, join(link, 'comparison.comment.md'));
      const pipe = artifact({ 'comment.json': '{"number":7}' });
      execFileSync('mkfifo', [join(pipe, 'comparison.comment.md')]);
      const folder = artifact({ 'comment.json': '{"number":7}' });
      mkdirSync(join(folder, 'comparison.comment.md'));
      for (const [made, says] of [
        [link, 'cannot be read: ELOOP'],
        [pipe, 'is no file'],
        [folder, 'is no file'],
      ] as const) {
        expect((await post(made)).says).to.include(says);
      }
      expect(github.asked).to.deep.equal([]);
    });

    it('is cut where GitHub would refuse it, and never within a character', async () => {
      await post(usual(`${MARKER}\n${'🪨'.repeat(40_000)}`));
      const [body] = bodies();
      expect(body!.length).to.be.within(65_500, 65_536);
      expect(body).to.match(/🪨\n\n… The rest is too long for a comment/u);
      expect(body!.endsWith(END)).to.equal(true);
    });

    it('calls nobody, commands no other bot, and hides nothing', async () => {
      await post(
        usual(
          `${MARKER}\n@house/team, _@bot_ merge &#64;bot &#x040;bot &commat;bot @<!-- -->bot\n/approve\n> /merge\n\u202Ereversed \u0000\u001B[31m`,
        ),
      );
      expect(bodies()).to.deep.equal([
        `${MARKER}\n@\u200Bhouse/team, _@\u200Bbot_ merge @\u200Bbot @\u200Bbot @\u200Bbot @\u200B<!-- -->bot\n/\u200Bapprove\n> /\u200Bmerge\nreversed [31m${END}`,
      ]);
    });

    it('is data to every shell and to JSON', async () => {
      const hostile = `${MARKER}\n"; $(touch pwned) \`id\` \${{ github.token }} \\" <script> ::set-output name=x::y\n`;
      expect((await post(usual(hostile))).says).to.not.include('set-output');
      expect(bodies()).to.deep.equal([hostile + END]);
    });
  });

  describe('that GitHub refuses', () => {
    const failures: readonly [start: string, failure: Failure, says: RegExp][] = [
      ['GET /repos/house/touchstone/pulls', { status: 404 }, /with 404: there is nothing of that kind/],
      [
        'POST',
        { status: 403 },
        /POST \S+\/7\/comments with 403: .*pull-requests: write, or the conversation is locked/,
      ],
      ['POST', { status: 422, message: 'body is too long' }, /with 422: the text is not accepted\. .*body is too long/],
      ['POST', { status: 429, headers: { 'retry-after': '60' } }, /rate limit\), run this again in 60 s/],
      ['POST', { status: 403, message: 'You have exceeded a secondary rate limit' }, /\(rate limit\), .* later/],
      [
        'GET',
        { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' } },
        /rate limit\), run this again after 2027-01-15T08:00:00\.000Z/,
      ],
      [
        'GET',
        { status: 502, page: 'Bad\r\n::error::50%' },
        /with 502: run this again later\. .*: Bad%0D%0A::error::50%25$/,
      ],
    ];
    for (const [start, failure, says] of failures) {
      it(`is told with what to do: ${JSON.stringify(failure)}`, async () => {
        github.fails.set(start, failure);
        const end = await post(usual());
        expect(end.code).to.equal(1);
        expect(end.says).to.match(/^::error title=touchstone::[^\n]+$/);
        expect(end.says).to.match(says);
      });
    }

    it('is told where the token is not accepted, and where nobody answers', async () => {
      const env = { ...environment(), GITHUB_TOKEN: 'another' };
      const folder = usual();
      expect((await run([program, folder], { env })).stdout).to.match(/with 401: the token is not accepted/);
      await github.close();
      const end = await run([program, folder], { env });
      expect(end).to.include({ code: 1, stderr: '' });
      expect(end.stdout).to.match(/GitHub does not answer \(ECONNREFUSED\): run this again later/);
    });
  });
});
