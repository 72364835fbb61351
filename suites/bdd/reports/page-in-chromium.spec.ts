/** The page of a run in a real browser: narrowed down, by keyboard, in the dark, on paper, without scripts, and read aloud. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { html } from '../../../reports/formats/html.ts';
import { startChromium } from '../../support/chromium.ts';
import { whenInstalled } from '../../support/installed.ts';
import { heldReport } from '../../support/made-life.ts';
import { publishedRun } from '../../support/published-run.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Read into the page from outside of it: its own policy would keep it out. */
const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

whenInstalled('chromium', describe)('the page of a run in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  let browser: Browser | undefined;
  let [sample, held, published] = ['', '', ''];
  /** What scripts threw, what the policy kept from the page, and what it asked for beside itself. */
  const complaints: string[] = [];

  before('starts a browser', async () => {
    sample = pathToFileURL(directory.write('sample.html', html(sampleReport()))).href;
    held = pathToFileURL(directory.write('held.html', html(heldReport()))).href;
    const { report, samples } = publishedRun();
    published = pathToFileURL(directory.write('published.html', html(report, samples))).href;
    browser = await startChromium(executablePath);
  });
  after('closes it', () => browser?.close());

  async function opened(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser!.newPage(options);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== url) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
    return page;
  }

  const rowsOf = (page: Page) => page.locator('.verdicts tr[data-claim]:visible');
  const sectionsOf = (page: Page) => page.locator('section.claim:visible');

  it('is narrowed down by topic, by verdict and by words, the table and the sections alike', async () => {
    const page = await opened(published);
    const { claims } = publishedRun().report;
    const status = page.getByRole('status');
    expect(await status.textContent()).to.equal(`All ${claims.length} claims are shown.`);

    await page.getByLabel('Topic').selectOption('buffers');
    const buffers = claims.filter(({ topic }) => topic === 'buffers');
    expect(await rowsOf(page).count()).to.equal(buffers.length);
    expect(await sectionsOf(page).count()).to.equal(buffers.length);
    expect(await status.textContent()).to.equal(`${buffers.length} of ${claims.length} claims are shown.`);

    await page.getByRole('checkbox', { name: 'equivalent' }).check();
    const both = buffers.filter(({ counts }) => counts.equivalent > 0);
    expect(await rowsOf(page).locator('th').allTextContents()).to.deep.equal(both.map(({ says }) => says));

    await page.getByRole('button', { name: 'Show all' }).click();
    await rowsOf(page)
      .nth(claims.length - 1)
      .waitFor();
    await page.getByLabel('Words').fill('buffer CONCAT');
    const words = claims.filter(({ says }) => /concat/i.test(says) && /buffer/i.test(says));
    expect(await rowsOf(page).count())
      .to.equal(words.length)
      .and.to.be.greaterThan(0);
    await page.getByLabel('Words').fill('nothing has these words');
    expect(await rowsOf(page).count()).to.equal(0);
    expect(await page.locator('.verdicts tbody:visible').count()).to.equal(0);
    await page.close();
  });

  it('is used by keyboard: a stroke goes to the search, another empties it, and rows lead to their sections', async () => {
    const page = await opened(sample);
    await page.keyboard.press('/');
    await page.keyboard.type('Buffer.concat');
    expect(await page.getByLabel('Words').inputValue()).to.equal('Buffer.concat');
    expect(await rowsOf(page).count()).to.equal(1);
    await page.keyboard.press('/');
    expect(await page.getByLabel('Words').inputValue()).to.equal('Buffer.concat/');
    await page.keyboard.press('Escape');
    expect(await rowsOf(page).count()).to.equal(sampleReport().claims.length);
    const link = rowsOf(page).getByRole('link').nth(1);
    await link.focus();
    await page.keyboard.press('Enter');
    const target = await page.evaluate('document.querySelector(":target")?.querySelector("h2")?.textContent');
    expect(target).to.equal(await link.textContent());
    await page.close();
  });

  it('leaves every folded part to the keyboard', async () => {
    const page = await opened(sample);
    const first = page.locator('section.claim summary').first();
    await first.focus();
    const isOpen = () => first.evaluate((one) => (one.parentElement as unknown as { open: boolean }).open);
    const was = await isOpen();
    await page.keyboard.press('Enter');
    expect(await isOpen()).to.equal(!was);
    await page.close();
  });

  it('is whole without scripts: nothing is hidden but what they would work', async () => {
    const page = await opened(sample, { javaScriptEnabled: false });
    expect(await rowsOf(page).count()).to.equal(sampleReport().claims.length);
    expect(await sectionsOf(page).count()).to.equal(sampleReport().claims.length);
    expect(await page.locator('form:visible').count()).to.equal(0);
    await page.close();
  });

  it('is dark where that is wanted, but never on paper', async () => {
    const colours = async (colorScheme: 'light' | 'dark', media: 'screen' | 'print' = 'screen') => {
      const page = await opened(sample, { colorScheme });
      await page.emulateMedia({ media });
      const found = await page.evaluate(
        '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
      );
      await page.close();
      return found as [string, string];
    };
    const [light, dark] = [await colours('light'), await colours('dark')];
    expect(await colours('dark', 'print')).to.deep.equal(['rgb(255, 255, 255)', light[1]]);
    expect(brightness(light[0])).to.be.greaterThan(200).and.to.be.greaterThan(brightness(light[1]));
    expect(brightness(dark[0])).to.be.lessThan(60).and.to.be.lessThan(brightness(dark[1]));
  });

  it('is printed with all that was folded, and of what narrows it down with what that left', async () => {
    const page = await opened(sample);
    const folded = () => page.locator('details:not([open])').count();
    const many = await folded();
    expect(many).to.be.greaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form.narrow :is(input, select, button):visible').count()).to.equal(0);
    expect(await page.getByRole('status').innerText()).to.equal(
      `All ${sampleReport().claims.length} claims are shown.`,
    );
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await folded()).to.equal(0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await folded()).to.equal(many);
    expect((await page.pdf()).length).to.be.greaterThan(10_000);
    await page.close();
  });

  for (const [what, url, colorScheme] of [
    ['light', () => sample, 'light'],
    ['dark', () => sample, 'dark'],
    ['of a run that was held against others, light', () => held, 'light'],
    ['of a run that was held against others, dark', () => held, 'dark'],
  ] as const) {
    it(`has nothing that axe-core calls serious, ${what}, with all of it unfolded`, async () => {
      const page = await opened(url(), { colorScheme });
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      const { violations, passes } = (await page.evaluate(`${axeSource()}; axe.run()`)) as axe.AxeResults;
      expect(passes.length).to.be.greaterThan(20);
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).to.deep.equal([]);
      await page.close();
    });
  }

  it('has the headings of all claims in what is read aloud, also of those that nobody has scrolled to', async () => {
    const page = await opened(published);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const headings = nodes.flatMap(({ role, name }) => (role?.value === 'heading' ? [name?.value as unknown] : []));
    expect(headings).to.include.members(publishedRun().report.claims.map(({ says }) => says));
    await page.close();
  });

  it('fits a phone, a tablet and a wide screen', async () => {
    for (const url of [published, held]) {
      const page = await opened(url);
      for (const width of [360, 800, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth'), `at ${width} pixels`).to.equal(width);
      }
      await page.close();
    }
  });

  it('has asked for nothing beside itself, and has run without a complaint', () => {
    expect(complaints).to.deep.equal([]);
  });
});

/** From 0 to 255, of `rgb(1, 2, 3)`. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(colour.matchAll(/[\d.]+/g), ([part]) => Number(part));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
