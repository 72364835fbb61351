/** As much of GitHub's API as comments on a pull request need, on loopback; and it may refuse. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { listening, type Listening } from './server.ts';

export interface FakeComment {
  readonly id: number;
  readonly user: { readonly login: string } | null;
  body: string;
}

export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** What it answers instead of JSON, as a proxy does. */
  readonly page?: string;
}

export interface FakeGitHub extends Listening {
  /** By number, of the repository `house/touchstone`. */
  readonly pulls: Map<number, object>;
  /** Of all pull requests together; each has the comments of its number. */
  readonly comments: Map<number, FakeComment[]>;
  /** `GET /repos/…`, in order. */
  readonly asked: string[];
  /** How it answers what begins with this, instead of doing it: `PATCH /repos/`. */
  readonly fails: Map<string, Failure>;
  /** Every request passes here before anything is looked up or done. */
  hold: (asked: string) => Promise<void>;
}

const REPOSITORY = '/repos/house/touchstone';

export async function fakeGitHub(token: string): Promise<FakeGitHub> {
  const state = {
    pulls: new Map<number, object>(),
    comments: new Map<number, FakeComment[]>(),
    asked: [] as string[],
    fails: new Map<string, Failure>(),
    hold: async (_asked: string): Promise<void> => {},
  };
  const server = createServer((request, response) => {
    void answer(state, request, token).then(({ status, headers = {}, body }) =>
      response.writeHead(status, headers).end(typeof body === 'object' ? JSON.stringify(body) : body),
    );
  });
  return Object.assign(state, await listening(server));
}

type State = Omit<FakeGitHub, keyof Listening>;
interface Answer extends Pick<Failure, 'status' | 'headers'> {
  readonly body?: object | string;
}

async function answer(state: State, request: IncomingMessage, token: string): Promise<Answer> {
  const asked = `${request.method} ${request.url}`;
  const body = await text(request);
  state.asked.push(asked);
  await state.hold(asked);
  if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, body: { message: 'Bad credentials' } };
  const [, failure] = [...state.fails].find(([start]) => asked.startsWith(start)) ?? [];
  if (failure) return { ...failure, body: failure.page ?? { message: failure.message ?? 'No.' } };
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
  const path = pathname.startsWith(REPOSITORY) ? pathname.slice(REPOSITORY.length) : '';
  return (
    pullOf(state, asked, path) ??
    listed(state, asked, path, searchParams) ??
    changed(state, asked, path, body) ?? { status: 404, body: { message: 'Not Found' } }
  );
}

function pullOf({ pulls }: State, asked: string, path: string): Answer | undefined {
  const pull = pulls.get(Number(/^\/pulls\/(\d+)$/.exec(path)?.[1]));
  return asked.startsWith('GET ') && pull !== undefined ? { status: 200, body: pull } : undefined;
}

/** A list begins with what was made first. */
function listed({ comments }: State, asked: string, path: string, search: URLSearchParams): Answer | undefined {
  const number = /^\/issues\/(\d+)\/comments$/.exec(path)?.[1];
  if (!asked.startsWith('GET ') || number === undefined) return undefined;
  const [each, page] = [Number(search.get('per_page') ?? 30), Number(search.get('page') ?? 1)];
  return { status: 200, body: (comments.get(Number(number)) ?? []).slice((page - 1) * each, page * each) };
}

function changed({ comments }: State, asked: string, path: string, body: string): Answer | undefined {
  const number = Number(/^\/issues\/(\d+)\/comments$/.exec(path)?.[1]);
  if (asked.startsWith('POST ') && number > 0) {
    const ids = [...comments.values()].flat().map(({ id }) => id);
    const made: FakeComment = {
      id: Math.max(0, ...ids) + 1,
      user: { login: 'github-actions[bot]' },
      ...JSON.parse(body),
    };
    comments.set(number, [...(comments.get(number) ?? []), made]);
    return { status: 201, body: made };
  }
  const id = Number(/^\/issues\/comments\/(\d+)$/.exec(path)?.[1]);
  const there = [...comments.values()].flat().find((comment) => comment.id === id);
  if (there === undefined) return undefined;
  if (asked.startsWith('PATCH ')) return { status: 200, body: Object.assign(there, JSON.parse(body)) };
  if (!asked.startsWith('DELETE ')) return undefined;
  for (const [pull, list] of comments)
    comments.set(
      pull,
      list.filter((comment) => comment !== there),
    );
  return { status: 204 };
}
