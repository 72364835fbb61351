/** The page of a matrix in a real browser: read aloud, in the dark, and on a phone, where the table scrolls by itself. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import { matrixHtml } from '../../../reports/formats/matrix/html.ts';
import { startChromium } from '../../support/chromium.ts';
import { crowdedReport } from '../../support/crowded-report.ts';
import { whenInstalled } from '../../support/installed.ts';
import { runOn, sampleMatrix } from '../../support/made-matrix.ts';
import { unreadableText } from '../../support/overlapping-text.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Read into the page from outside of it: its own policy would keep it out. */
const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every kind of cell, warnings, and names that nobody can break. */
function crowded(): string {
  const name = 'W'.repeat(100);
  const [axis] = crowdedReport().claims;
  const claims = { [`${name}/a`]: 'cr?', 'crowded/axis': axis! };
  const long = matrixOf([runOn(`${name} 1.0`, claims)], [{ asked: name, says: name }]);
  const sample = sampleMatrix();
  const runtimes = [...sample.runtimes, ...long.runtimes];
  const unasked = sample.claims[5]!.cells[5]!;
  const wide = [...sample.claims, ...long.claims].map((claim) => ({
    ...claim,
    cells: runtimes.map((_, at) => claim.cells[at] ?? unasked),
    cases: claim.cases.map((one) => ({ ...one, found: runtimes.map((_, at) => one.found[at] ?? null) })),
  }));
  return matrixHtml({ ...sample, warnings: [...sample.warnings, ...long.warnings], runtimes, claims: wide });
}

whenInstalled('chromium', describe)('the page of a matrix in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  let browser: Browser | undefined;
  let url = '';
  let page: Page;
  /** What the policy kept from the page, and what it asked for beside itself. */
  const complaints: string[] = [];

  before('opens it', async () => {
    url = pathToFileURL(directory.write('matrix.html', crowded())).href;
    browser = await startChromium(executablePath);
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== url) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  });
  after('closes it', () => browser?.close());

  it('is no wider than a phone, a tablet or a wide screen, with maps that can be read: its table scrolls in a box of its own', async () => {
    for (const width of [1600, 800, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await unreadableText(page), `at ${width} pixels`).to.deep.equal([]);
    }
    const box = await page.evaluate(
      '(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector("section.matrix .scroll"))',
    );
    const [content, shown] = box as [number, number];
    expect(content).to.be.greaterThan(shown * 2);
  });

  // In the dark only colours differ.
  for (const [colorScheme, rules, least] of [
    ['light', '', 15],
    ['dark', "{ runOnly: ['color-contrast'] }", 0],
  ] as const) {
    it(`has nothing that axe-core calls serious, ${colorScheme}, at 360 pixels, with all of it unfolded`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 900 });
      const { violations, passes } = (await page.evaluate(`${axeSource()}; axe.run(${rules})`)) as axe.AxeResults;
      expect(passes.length).to.be.greaterThan(least);
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).to.deep.equal([]);
    });
  }

  it('reads a row aloud with its claim and the verdict on every runtime', async () => {
    const row = page.getByRole('row', { name: /concat-beats-joining/ }).first();
    expect(await row.getByRole('rowheader').count()).to.equal(1);
    expect(await row.getByRole('cell').allInnerTexts()).to.have.length(8);
    expect(await row.getByRole('cell').nth(2).innerText()).to.match(/mixed\s+0\.71–2\.31×/);
    expect(await row.getByRole('img', { name: 'differs between runtimes:' }).count()).to.equal(1);
  });

  it('has a map of who wins with a name and a description, and the same as a table that is read aloud', async () => {
    const map = page.getByRole('img', { name: /^Who wins over bytes: What buffers\/concat/ });
    expect(await map.count()).to.equal(1);
    const described = (await map.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${described}`).textContent()).to.contain('a bar is the 95 % interval');
    const table = page.getByRole('table', { name: 'Who wins over bytes' }).first();
    const row = table.getByRole('row', { name: /Node\.js 24/ });
    expect(await row.getByRole('rowheader').innerText()).to.equal('Node.js 24.11.0');
    expect((await row.getByRole('cell').allInnerTexts()).join(' | ')).to.equal(
      '◆ join | ● concat | ■ neither | even at about 1.3 B [1.2 B, 1.4 B]',
    );
  });

  it('leads from what changed between versions to the page of the change, and says where none is known', async () => {
    const part = page.locator('section.shifts');
    const link = part.getByRole('link', { name: 'example/engine #61' });
    expect(await link.getAttribute('href')).to.equal('https://github.com/example/engine/pull/61');
    expect(await part.innerText()).to.contain('No change is known that explains it.');
  });

  it('has asked for nothing beside itself, and has run without a complaint', () => {
    expect(complaints).to.deep.equal([]);
  });
});
