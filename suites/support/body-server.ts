/** A server that tells of every body what it has read, as JSON, and refuses as an application would. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { handleBodies } from '../../fixtures/web/bodies/expectation.ts';
import { readBody, type Body, type ReadOptions } from '../../fixtures/web/bodies/read-body.ts';
import type { UploadedFile } from '../../fixtures/web/bodies/uploads.ts';
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
  const dealt: Resolvable[] = [];
  const dealing = (nth: number): Resolvable => (dealt[nth - 1] ??= resolvable());
  const server = createServer();
  handleBodies(
    server,
    (request, response, proceed) => {
      const nth = requests.push(request);
      void answer(request, response, { ...options, proceed })
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

async function answer(request: IncomingMessage, response: ServerResponse, options: ReadOptions): Promise<void> {
  const body = await readBody(request, options);
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(told(body)));
  if (body.kind === 'uploads') await body.uploads.discard();
}

interface Resolvable {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function resolvable(): Resolvable {
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
  return { kind: 'uploads', fields: [...fields], files: files.map(shownOf) };
}

/** Without its place on the disk. */
function shownOf({ field, bytes, claimedType, shownName }: UploadedFile): object {
  return { field, bytes, claimedType, shownName };
}
