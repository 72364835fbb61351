/** Requests for the workers of `supervised-http.ts`: such as are answered at once, and such as are held half sent. */
import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

/** On a connection of its own: who has answered. */
export async function whoAnswers(port: number, path: string): Promise<{ pid: number }> {
  const request = http.get({ port, path, host: '127.0.0.1', agent: false });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  await text(response);
  return { pid: Number(response.headers['x-pid']) };
}

export interface HeldRequest {
  /** Who has it. */
  readonly pid: number;
  /** Sends the rest, and resolves with the answer: all that was sent. Rejects where the connection breaks. */
  readonly end: (rest: string) => Promise<string>;
  /** The code with which the connection breaks; pending while it does not. */
  readonly broken: Promise<string | undefined>;
}

/** A request that is under way until its end is sent. Its first part is `begin, `. */
export async function holdRequest(port: number): Promise<HeldRequest> {
  const request = http.request({ port, path: '/echo', host: '127.0.0.1', method: 'POST', agent: false });
  request.write('begin, ');
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const broken = new Promise<string | undefined>((resolve) => {
    for (const side of [request, response]) side.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
  return {
    pid: Number(response.headers['x-pid']),
    broken,
    end(rest) {
      request.end(rest);
      return text(response);
    },
  };
}
