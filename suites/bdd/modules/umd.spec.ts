/** One UMD text in Node.js, in AMD and CMD and by script elements, in a real browser (rows A1 to A3). */
import http from 'node:http';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { umd } from '../../../fixtures/modules/umd.ts';
import { startChromium } from '../../support/chromium.ts';
import { writeTree } from '../../support/file-tree.ts';
import { whenInstalled } from '../../support/installed.ts';
import { listening, type Listening } from '../../support/server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const SCRIPTS = {
  'point.js': umd({ name: 'Point', body: 'return { origin: [0, 0] };' }),
  'circle.js': umd({
    name: 'Circle',
    dependencies: [{ id: './point', as: 'point', global: 'Point' }],
    body: 'return { unit: { centre: point.origin, radius: 1 } };',
  }),
};
const unit = { centre: [0, 0], radius: 1 };

describe('a UMD module', () => {
  const directory = temporaryDirectory();

  it('A1: is required by Node.js, as are its dependencies', () => {
    writeTree(directory.path, SCRIPTS);
    expect(createRequire(directory.join('main.js'))('./circle')).to.deep.equal({ unit });
  });
});

whenInstalled('chromium', describe)('a UMD module in Chromium', (executablePath) => {
  let [browser, page, server]: [Browser?, Page?, Listening?] = [];

  before('starts a browser', async () => {
    server = await listening(http.createServer(answer));
    browser = await startChromium(executablePath);
    page = await browser.newPage();
  });
  after('closes it', async () => {
    await browser?.close();
    await server?.close();
  });

  it('A1: is a global variable where two script elements load it', async () => {
    await page!.goto(`${server!.url}/globals.html`);
    expect(await page!.evaluate('Circle.unit')).to.deep.equal(unit);
  });

  it('A1, A2: is fetched with what it needs by the AMD loader by hand', async () => {
    await page!.goto(`${server!.url}/amd.html`);
    expect(await page!.evaluate('loaded')).to.deep.equal([{ unit }]);
    expect(await page!.evaluate('typeof Circle')).to.equal('undefined');
  });

  it('A3: is fetched with what it needs by the CMD loader by hand', async () => {
    await page!.goto(`${server!.url}/cmd.html`);
    expect(await page!.evaluate('loaded')).to.deep.equal([{ unit }]);
    expect(await page!.evaluate('typeof Circle')).to.equal('undefined');
  });
});

/** A page whose script loads `circle` by one of our loaders: they are ES modules, and a browser runs them as they are. */
const loading = (kind: 'Amd' | 'Cmd', start: string): string => `
  <script type="module">
    import { ${kind}Loader } from '/fixtures/modules/${kind.toLowerCase()}.js';
    const loader = new ${kind}Loader(async (id) => (await fetch('/' + id + '.js')).text());
    globalThis.loaded = loader.${start}(['circle']);
  </script>`;

const PAGES: Readonly<Record<string, string>> = {
  'globals.html': '<script src="point.js"></script><script src="circle.js"></script>',
  'amd.html': loading('Amd', 'require'),
  'cmd.html': loading('Cmd', 'use'),
};

function answer({ url = '/' }: http.IncomingMessage, response: http.ServerResponse): void {
  const name = url.slice(1);
  const content = { ...SCRIPTS, ...PAGES }[name] ?? ownModule(name);
  response.statusCode = content === undefined ? 404 : 200;
  response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
  response.end(content);
}

function ownModule(name: string): string | undefined {
  return /^fixtures\/[a-z/-]+\.js$/.test(name)
    ? fs.readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')
    : undefined;
}
