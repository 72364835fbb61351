/** The page of a comparison in a real browser: read aloud, in the dark, and on screens from a phone's on. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { comparisonHtml } from '../../../reports/formats/comparison/html.ts';
import type { ComparisonReport } from '../../../reports/model.ts';
import { startChromium } from '../../support/chromium.ts';
import { whenInstalled } from '../../support/installed.ts';
import { unreadableText } from '../../support/overlapping-text.ts';
import { sampleComparison } from '../../support/sample-comparison.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Read into the page from outside of it: its own policy would keep it out. */
const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** With names that are too long for any screen, a doubt, and a machine that was not fit. */
function crowded(): ComparisonReport {
  const report = sampleComparison();
  const name = 'W'.repeat(300);
  const [first, ...others] = report.changes;
  const doubts = [{ code: 'twin-differs', says: `The twin of ${name} differs.`, advice: 'Mind it.' }];
  const controls = { passed: false, says: `${name} differs.` };
  const changes = [{ ...first!, claim: name, contender: name }, ...others];
  const standings = [...report.standings, { claim: name, is: 'broken' as const, says: name }];
  return { ...report, sentence: `${report.sentence} ${name}`, changes, doubts, controls, standings };
}

whenInstalled('chromium', describe)('the page of a comparison in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  let browser: Browser | undefined;
  let page: Page;
  /** What the policy kept from the page, and what it asked for beside itself. */
  const complaints: string[] = [];

  before('opens it', async () => {
    const url = pathToFileURL(directory.write('comparison.html', comparisonHtml(crowded()))).href;
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

  it('has a chart in which every label can be read, and no wider a page, at 360, 800 and 1600 pixels', async () => {
    expect(await page.locator('figure svg[role=img] text').count()).to.be.greaterThan(10);
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await unreadableText(page), `at ${width} pixels`).to.deep.equal([]);
    }
  });

  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const) {
    it(`has nothing that axe-core complains of, ${colorScheme}, at ${width} pixels, with all of it unfolded`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      const { violations, passes } = (await page.evaluate(`${axeSource()}; axe.run()`)) as axe.AxeResults;
      expect(passes.length).to.be.greaterThan(15);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).to.deep.equal(
        [],
      );
    });
  }

  it('has asked for nothing beside itself, and has run without a complaint', () => {
    expect(complaints).to.deep.equal([]);
  });
});
