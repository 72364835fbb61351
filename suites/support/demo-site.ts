/** The demo site for a suite: with passwords that cost nothing, a clock that stands, and its faults in a list. */
import fs from 'node:fs';
import request from 'supertest';
import type { Fault } from '../../fixtures/web/application/application.ts';
import { hashPassword } from '../../fixtures/web/application/passwords.ts';
import { openSite, type Site, type SiteOptions } from '../../fixtures/web/demo/site.ts';
import { MemoryStore } from '../../fixtures/web/sessions/memory-store.ts';
import { madeClock, type MadeClock } from './made-clock.ts';

export interface DemoSite extends Site {
  readonly faults: Fault[];
  readonly clock: MadeClock;
  /** The names of the files that have been uploaded, or are being so. */
  readonly files: () => readonly string[];
}

export const LOG_COST = 2;
export const PASSWORD = 'right <&"';

/** @param directory is for this site alone */
export async function demoSite(directory: string, options: Partial<SiteOptions> = {}): Promise<DemoSite> {
  const faults: Fault[] = [];
  const clock = madeClock();
  const hash = await hashPassword(PASSWORD, LOG_COST);
  const site = await openSite({
    store: new MemoryStore(),
    users: new Map(['ada', 'bob'].map((name) => [name, hash])),
    logCost: LOG_COST,
    key: Buffer.alloc(32, 7),
    log: (fault) => faults.push(fault),
    secure: false,
    attempts: { now: () => clock.now() },
    clock,
    ...options,
    uploads: { directory, ...options.uploads },
  });
  return { ...site, faults, clock, files: () => fs.readdirSync(directory) };
}

/** What keeps cookies, as a browser does. */
export type Agent = ReturnType<typeof request.agent>;

/** The token of the forms in a page. */
export function tokenIn(page: string): string {
  const [, token] = /name="token" value="([\w-]+)"/.exec(page) ?? [];
  if (token === undefined) throw new Error(`expected a form with a token in the page, but it is ${page.slice(0, 500)}`);
  return token;
}

/** A browser that has signed in, and the token of the forms that it then sees. */
export async function signedInAgent(
  url: string,
  name = 'ada',
): Promise<{ agent: Agent; token: string; cookie: string }> {
  const agent = request.agent(url);
  const shown = await agent.get('/sign-in').expect(200);
  const fields = { token: tokenIn(shown.text), name, password: PASSWORD };
  const done = await agent.post('/sign-in').type('form').send(fields).expect(303);
  const { text } = await agent.get('/uploads').expect(200);
  const cookie = [...cookiesOf(shown), ...cookiesOf(done)].map((line) => line.split(';')[0]).join('; ');
  return { agent, token: tokenIn(text), cookie };
}

/** The headers Set-Cookie of an answer. */
export function cookiesOf({ headers }: { readonly headers: object }): readonly string[] {
  return (headers as { 'set-cookie'?: string[] })['set-cookie'] ?? [];
}
