/** Charts in a real browser: no label lies over another one, and nothing leaves the page, at three widths. */
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { html } from '../../../reports/formats/html.ts';
import { startChromium } from '../../support/chromium.ts';
import { crowdedReport } from '../../support/crowded-report.ts';
import { whenInstalled } from '../../support/installed.ts';
import { madeSamples } from '../../support/made-samples.ts';
import { unreadableText } from '../../support/overlapping-text.ts';
import { publishedRun } from '../../support/published-run.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const pages: Readonly<Record<string, () => string>> = {
  'the sample': () => html(sampleReport(), madeSamples(sampleReport())),
  'a run of many labels': () => html(crowdedReport(), madeSamples(crowdedReport(), { processes: 40 })),
  'the published run': () => html(publishedRun().report, publishedRun().samples),
};

whenInstalled('chromium', describe)('the charts in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  let browser: Browser | undefined;
  let page: Page;

  before('starts a browser', async () => {
    browser = await startChromium(executablePath);
    page = await browser.newPage();
  });
  after('closes it', () => browser?.close());

  for (const [name, told] of Object.entries(pages)) {
    it(`of ${name} can be read on a phone, a tablet and a screen, in light and in dark`, async () => {
      await page.goto(pathToFileURL(directory.write('report.html', told())).href);
      for (const [width, colorScheme] of [
        [360, 'light'],
        [800, 'dark'],
        [1600, 'light'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await unreadableText(page), `at ${width} pixels`).to.deep.equal([]);
      }
    });
  }

  it('are found to be unreadable where labels are put over each other', async () => {
    const text = (x: number, says: string) => `<text x="${x}" y="20">${says}</text>`;
    const chart = `<svg role="img" width="100%" height="40"><title>a</title>${text(0, 'first')}${text(10, 'second')}${text(900, 'third')}</svg>`;
    await page.setViewportSize({ width: 800, height: 900 });
    await page.goto(
      pathToFileURL(directory.write('overlap.html', `<!doctype html><body style="overflow-x: clip">${chart}`)).href,
    );
    expect(await unreadableText(page)).to.deep.equal(['a: "third" leaves the page', 'a: "first" and "second" overlap']);
  });
});
