/** A server that tells of every body what it has read, as JSON, and refuses as an application would. */
import { createServer, type IncomingMessage } from 'node:http';
import { handleBodies } from '../../fixtures/web/bodies/expectation.ts';
import { readBody, type Body, type ReadOptions } from '../../fixtures/web/bodies/read-body.ts';
import { refuse, type RefusalOptions } from '../../fixtures/web/bodies/refusal.ts';
import { listening, type Listening } from './server.ts';

export interface BodyServer extends Listening {
  /** What the requests were refused for, in order. */
  readonly faults: any[];
  readonly requests: IncomingMessage[];
  /** Resolves when a request has been dealt with, the n-th from 1: its answer is out, or there is nobody for it. */
  readonly dealtWith: (nth: number) => Promise<void>;
}

/** Uploads are discarded behind the answer. */
export async function bodyServer(options: ReadOptions = {}, refusal: RefusalOptions = {}): Promise<BodyServer> {
  const faults: unknown[] = [];
  const requests: IncomingMessage[] = [];
  const dealt: PromiseWithResolversLike[] = [];
  const dealing = (nth: number): PromiseWithResolversLike => (dealt[nth - 1] ??= resolvable());
  const server = createServer();
  handleBodies(
    server,
    (request, response, proceed) => {
      const nth = requests.push(request);
      void readBody(request, { ...options, proceed })
        .then(async (body) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(JSON.stringify(told(body)));
          if (body.kind === 'uploads') await body.uploads.discard();
        })
        .catch((error: unknown) => {
          faults.push(error);
          return refuse(request, response, error, refusal);
        })
        .finally(() => dealing(nth).resolve());
    },
    refusal,
  );
  return Object.assign(await listening(server), { faults, requests, dealtWith: (nth: number) => dealing(nth).promise });
}

interface PromiseWithResolversLike {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function resolvable(): PromiseWithResolversLike {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function told(body: Body): unknown {
  if (body.kind === 'form') return { kind: 'form', fields: [...body.fields] };
  if (body.kind === 'xml') return { kind: 'xml', name: body.root.name, children: body.root.children };
  if (body.kind !== 'uploads') return body;
  const { fields, files } = body.uploads;
  return { kind: 'uploads', fields: [...fields], files: files.map(({ path: _, keep: __, ...file }) => file) };
}
