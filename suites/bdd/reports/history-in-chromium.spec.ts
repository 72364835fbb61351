/** The page of a history in a real browser: read aloud, in the dark, and on screens from a phone's on. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { judgeHistory } from '../../../bench/judge/history.ts';
import { historyHtml } from '../../../reports/formats/history.ts';
import { startChromium } from '../../support/chromium.ts';
import { whenInstalled } from '../../support/installed.ts';
import { outlinesOf, unsteady } from '../../support/made-history.ts';
import { unreadableText } from '../../support/overlapping-text.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Read into the page from outside of it: its own policy would keep it out. */
const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Two machines with long names, two changes beside each other, a new runtime every few nights, new code, and what nobody can read. */
function crowded(): string {
  const name = 'W'.repeat(300);
  const cases = (log: number) =>
    [16, 65_536].map((bytes) => ({ given: { bytes, name }, logs: [0, 1, 2, 3, 4, 5].map((at) => log + at * 0.002) }));
  const one = outlinesOf(24, (night) => ({
    claim: { cases: cases(unsteady(night) + (night < 14 ? 0 : night < 18 ? 0.4 : 0.8)), says: `${name} <b>` },
    quick: night === 3,
    unfit: night === 5,
    complete: night !== 7,
    environment: { runtime: `Node.js 22.${Math.floor(night / 2)}.0`, commit: `${night}`.repeat(40) },
  }));
  const other = outlinesOf(10, (night) => ({
    id: `other-${night}`,
    log: night < 5 ? 0.5 : -0.5,
    code: `${night > 7}`,
    environment: { cpu: name },
  }));
  const unread = [{ file: `${name}.ndjson`, says: `It is damaged at line 3: ${name}` }];
  return historyHtml(judgeHistory({ version: '0.1.0', folder: name, outlines: [...one, ...other], unread }));
}

whenInstalled('chromium', describe)('the page of a history in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  let browser: Browser | undefined;
  let url = '';
  let page: Page;
  /** What the policy kept from the page, and what it asked for beside itself. */
  const complaints: string[] = [];

  before('opens it', async () => {
    url = pathToFileURL(directory.write('history.html', crowded())).href;
    browser = await startChromium(executablePath);
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== url) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
  });
  after('closes it', () => browser?.close());

  it('has charts in which every label can be read, and no wider a page, at 360, 800 and 1600 pixels', async () => {
    expect(await page.locator('figure svg[role=img] text').count()).to.be.greaterThan(20);
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await unreadableText(page), `at ${width} pixels`).to.deep.equal([]);
    }
  });

  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const) {
    it(`has nothing that axe-core calls serious, ${colorScheme}, at ${width} pixels, with all of it unfolded`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      const { violations, passes } = (await page.evaluate(`${axeSource()}; axe.run()`)) as axe.AxeResults;
      expect(passes.length).to.be.greaterThan(15);
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).to.deep.equal([]);
    });
  }

  it('leads from every change and every verdict that became another to its claim', async () => {
    const links = page.locator('main table a[href^="#"]');
    expect(await links.count()).to.be.greaterThan(2);
    const dead = await page.evaluate(
      'Array.from(document.querySelectorAll(\'a[href^="#"]\'), ({ hash }) => hash).filter((hash) => !document.getElementById(hash.slice(1)))',
    );
    expect(dead).to.deep.equal([]);
  });

  it('has asked for nothing beside itself, and has run without a complaint', () => {
    expect(complaints).to.deep.equal([]);
  });
});
