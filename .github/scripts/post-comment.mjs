/**
 * Posts what a comparison has said as the one comment of a pull request, or puts it into the one that is there.
 *
 * `node post-comment.mjs DIR`: DIR holds comment.json and, where there was something to tell, comparison.comment.md. A
 * fork may have made both: they are read as data, within limits, and the number in them is believed only where GitHub
 * says that the run was of that pull request. It has no dependencies, since it runs beside a token that may write.
 * It is JavaScript because nothing is compiled there.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first line of the comment, by which it is found again. */
export const MARKER = '<!-- touchstone: compare -->';
/** Characters that GitHub takes in a comment. */
export const LONGEST = 65_536;
/** Who posts with the token of a workflow. */
const BOT = 'github-actions[bot]';
const A_PAGE = 100;

/** An end that a person can act on. */
class Refused extends Error {}

/**
 * @param directory the artifact
 * @param env GITHUB_API_URL, GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_TOKEN: what the runner sets, and the token
 * @param print takes a line for the log
 * @returns the exit code: 0 where it is posted, or need not be; 1 where it cannot be, and it is said why
 */
export async function main(directory, env, print) {
  try {
    const { workflow_run: run } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
    const ask = asker(env.GITHUB_API_URL, env.GITHUB_TOKEN);
    print(told('notice', await postComment(directory, run, env.GITHUB_REPOSITORY, ask)));
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    print(told('error', error.message));
    return 1;
  }
}

async function postComment(directory, run, repository, ask) {
  const number = readNumber(directory);
  const text = readText(directory, source(run));
  const pull = await ask('GET', `/repos/${repository}/pulls/${number}`);
  refuseAnother(pull, run, repository);
  if (pull.state !== 'open') return `Pull request ${number} is closed: nothing is posted.`;
  if (pull.head.sha !== run.head_sha) return `Pull request ${number} has gone on since: the next run posts.`;

  const comments = `/repos/${repository}/issues/${number}/comments`;
  const change = (id, body) => ask('PATCH', `/repos/${repository}/issues/comments/${id}`, { body });
  const there = await oldest(comments, ask);
  if (there !== undefined) {
    await change(there, text ?? unfinished(run));
    return `The comment on pull request ${number} is replaced.`;
  }
  if (text === undefined) return `There is nothing to tell of pull request ${number}, and no comment to replace.`;
  const { id } = await ask('POST', comments, { body: text });
  // Another run may have posted between looking and posting. Whoever is not the oldest yields to it.
  const first = await oldest(comments, ask);
  if (first !== undefined && first !== id) {
    await change(first, text);
    await ask('DELETE', `/repos/${repository}/issues/comments/${id}`);
  }
  return `The comment on pull request ${number} is posted.`;
}

/** Whoever made the artifact may have named the pull request of somebody else. */
function refuseAnother({ head, base, number }, run, repository) {
  const from = run.head_repository?.id;
  const same = from !== undefined && head.repo?.id === from && head.ref === run.head_branch;
  if (same && base.repo.full_name === repository) return;
  throw new Refused(
    `The run was not of pull request ${number}, which its artifact names: it may be forged, or the fork is gone. Nothing is posted.`,
  );
}

/** The id of our first comment. GitHub lists them as they were made. */
async function oldest(comments, ask) {
  for (let page = 1; ; page++) {
    const list = await ask('GET', `${comments}?per_page=${A_PAGE}&page=${page}`);
    const found = list.find(({ user, body }) => user?.login === BOT && body?.startsWith(MARKER));
    if (found !== undefined) return found.id;
    if (list.length < A_PAGE) return undefined;
  }
}

/** What an earlier commit was told must not stand there as if it were about this one. */
function unfinished({ head_sha: sha, html_url: log }) {
  return `${MARKER}\n\nThe comparison of ${sha} did not come to its end: [its log](${log}) says why.\n`;
}

function readNumber(directory) {
  let number;
  try {
    number = JSON.parse(read(directory, 'comment.json', 1000)).number;
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Refused('comment.json of the artifact is to be {"number": N}, the number of a pull request.');
}

/** Where it comes from, as GitHub knows it, and not as its author says. */
function source({ head_sha: sha, html_url: log }) {
  return `\nMeasured at ${sha.slice(0, 12)}. Every figure and the samples are among the artifacts of [the run](${log}).\n`;
}

/** @param end what it ends with, whatever is in it */
function readText(directory, end) {
  // A character has at most four bytes.
  const text = read(directory, 'comparison.comment.md', 4 * LONGEST);
  if (text === undefined) return undefined;
  if (text.startsWith(`${MARKER}\n`)) return cut(tamed(text), LONGEST - end.length) + end;
  throw new Refused(`comparison.comment.md of the artifact is to begin with the line ${MARKER}.`);
}

/**
 * A file as text, or undefined where there is none. A link could lead to a file of this machine, and a pipe has no end.
 *
 * @throws {Refused} where it is no regular file, or has more bytes than `most`
 */
function read(directory, name, most) {
  let file;
  try {
    file = openSync(join(directory, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new Refused(`${name} of the artifact cannot be read: ${error.code}.`);
  }
  try {
    if (!fstatSync(file).isFile()) throw new Refused(`${name} of the artifact is no file.`);
    const bytes = Buffer.alloc(most + 1);
    const length = readSync(file, bytes);
    if (length > most) throw new Refused(`${name} of the artifact has more than the ${most} bytes that it may have.`);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

/**
 * With nothing that acts: the bot would call people, and command other bots that listen to it (`@bot merge`, `/merge`). An
 * invisible space takes that away, also where HTML or Markdown would hide what stands around (`_@name_`). Characters that cannot be seen are taken out: they turn text around, or GitHub
 * does not take them.
 */
function tamed(text) {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => ('\t\n'.includes(character) ? character : ''))
    .replace(/@|&(?:#0*64|#x0*40|commat);?/gi, '@\u200b')
    .replace(/^([\s>*+-]*)\/(?=\w)/gm, '$1/\u200b');
}

function cut(text, longest) {
  if (text.length <= longest) return text;
  const more = '\n\n… The rest is too long for a comment: it is among the artifacts.\n';
  // Half a character is none.
  return text.slice(0, longest - more.length).replace(/[\ud800-\udbff]$/, '') + more;
}

/** Asks GitHub, and says in a sentence what it refuses. */
function asker(url, token) {
  return async (method, path, body) => {
    const response = await answer(`${url}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Refused(await whyNot(response, method, path));
    return response.status === 204 ? undefined : response.json();
  };
}

async function answer(url, request) {
  try {
    return await fetch(url, request);
  } catch (error) {
    const why = error.cause?.code ?? error.name;
    throw new Refused(`GitHub does not answer (${why}): run this again later.`, { cause: error });
  }
}

const WHY = {
  401: 'the token is not accepted',
  403: 'the token may not do this, for which it needs pull-requests: write, or the conversation is locked',
  404: 'there is nothing of that kind, or the token may not see it',
  410: 'it is gone',
  422: 'the text is not accepted',
};

async function whyNot(response, method, path) {
  const { status, headers } = response;
  const said = (await response.text()).slice(0, 300);
  const limited = status === 429 || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(said);
  const why = (status === 403 || status === 429) && limited ? limit(headers) : (WHY[status] ?? 'run this again later');
  return `GitHub answers ${method} ${path} with ${status}: ${why}. It says: ${said}`;
}

/** Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function limit(headers) {
  const [after, reset] = [headers.get('retry-after'), headers.get('x-ratelimit-reset')].map(Number);
  const when = after > 0 ? `in ${after} s` : reset > 0 ? `after ${new Date(reset * 1000).toISOString()}` : 'later';
  return `it was asked too often (rate limit), run this again ${when}`;
}

/** A line for the log that GitHub shows with the run. Source: reports/tests/annotations.ts */
function told(kind, text) {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::${kind} title=touchstone::${escaped}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv[2], process.env, console.log);
}
