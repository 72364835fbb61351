/** One browser at the demo site, over one kept connection: it keeps its cookies, signs in, and looks at its uploads. */
import http, { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { PASSWORD, tokenIn } from './demo-site.ts';

export interface Seen {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

export class DemoVisitor {
  readonly #port: number;
  readonly #limitMs: number;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();

  /** @param limitMs of a request: one that takes longer rejects */
  constructor(port: number, limitMs: number) {
    this.#port = port;
    this.#limitMs = limitMs;
  }

  get(path: string): Promise<Seen> {
    return this.#ask('GET', path);
  }

  /** Resolves with 303 when it is signed in, and with what came instead where it is not. */
  async signIn(): Promise<Seen> {
    const shown = await this.get('/sign-in');
    if (shown.status !== 200) return shown;
    const fields = new URLSearchParams({ token: tokenIn(shown.text), name: 'ada', password: PASSWORD });
    return this.#ask('POST', '/sign-in', String(fields));
  }

  /** Ends its connection. */
  close(): void {
    this.#agent.destroy();
  }

  async #ask(method: string, path: string, form?: string): Promise<Seen> {
    const cookie = Array.from(this.#cookies, (pair) => pair.join('=')).join('; ');
    const type = form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.#port, agent: this.#agent, timeout: this.#limitMs };
      const asked = http.request({ ...options, method, path, headers: { cookie, ...type } }, resolve);
      asked.once('error', reject).once('timeout', () => asked.destroy(new Error('it hangs')));
      asked.end(form);
    });
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const { statusCode: status = 0, headers } = response;
    return { status, location: headers.location, text: await text(response) };
  }
}
