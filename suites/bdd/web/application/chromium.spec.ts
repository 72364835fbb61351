/** The demo site in a real browser: signs in, uploads with the progress seen to its end, looks at the list, signs out. */
import fs from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { deferred, type Deferred } from '../../../../fixtures/async/deferred.ts';
import { html } from '../../../../fixtures/web/application/html.ts';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import type { JsonValue } from '../../../../fixtures/web/sessions/session-store.ts';
import { startChromium } from '../../../support/chromium.ts';
import { demoSite, PASSWORD, type DemoSite } from '../../../support/demo-site.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** More than there is room for in the sockets between a browser and a server that does not read. */
const LARGE = 15 * 1024 * 1024;

/** A store that answers nothing while it is held. */
class HeldStore extends MemoryStore {
  #gate: Deferred<void> | undefined;

  hold(): void {
    this.#gate = deferred();
  }

  goOn(): void {
    this.#gate?.resolve();
  }

  override async get(id: string): Promise<JsonValue | undefined> {
    await this.#gate?.promise;
    return await super.get(id);
  }
}

whenInstalled('chromium', describe)('the demo site in Chromium', (executablePath) => {
  const directory = temporaryDirectory();
  const store = new HeldStore();
  let [browser, site]: [Browser?, DemoSite?] = [];
  let page: Page;
  /** All that the browser has to say: errors of scripts, and what the policy has kept from it. */
  const complaints: string[] = [];
  let [large, small] = ['', ''];

  before('starts a browser', async () => {
    large = directory.write('<img src=x onerror=alert(1)>.bin', '');
    fs.truncateSync(large, LARGE);
    small = directory.write('漢字.txt', 'b');
    site = await demoSite(directory.fresh(), { store });
    browser = await startChromium(executablePath);
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  after('closes it', async () => {
    await browser?.close();
    await site?.close();
  });

  const signIn = async (): Promise<void> => {
    await page.goto(`${site!.url}/`);
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your uploads' }).waitFor();
  };

  it('is walked through with the keyboard: sign in, upload with and without the script, list, sign out; the policy stops nothing of ours', async () => {
    await signIn();
    // As without JavaScript: a form that is sent so is not told to the script.
    await page.getByLabel('Choose files').setInputFiles(small);
    await page.evaluate("document.querySelector('form[enctype]').submit()");
    await page.getByRole('heading', { name: '1 file' }).waitFor();
    const seen: number[] = [];
    await page.exposeFunction('tellProgress', (value: number) => {
      seen.push(value);
      if (value > 0) store.goOn();
    });
    await page.evaluate(WATCH_PROGRESS);
    await page.getByLabel('Choose files').setInputFiles(large);
    // The server does not read before it knows whose it is: so long it is in the sockets, and there is no room for all of it.
    store.hold();
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('heading', { name: '2 files' }).waitFor();
    expect(seen.at(-1), 'the progress').to.equal(1);
    expect(
      seen.some((value) => value > 0 && value < 1),
      `something in between, of ${seen.join(', ')}`,
    ).to.equal(true);
    expect(seen).to.deep.equal([...seen].sort((a, b) => a - b));
    const names = page.getByRole('listitem').locator('bdi');
    expect(await names.allTextContents()).to.deep.equal(['img src=x onerror=alert(1).bin', '漢字.txt']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '漢字.txt' }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('漢字.txt');
    await page.getByRole('button', { name: 'Remove 漢字.txt' }).click();
    await page.getByRole('heading', { name: '1 file' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${site!.url}/uploads`);
    expect(new URL(page.url()).pathname).to.equal('/sign-in');
    expect(complaints).to.deep.equal([]);
    expect(site!.faults).to.deep.equal([]);
  });

  it('says at once of a file that is too large that it is, and of what has gone wrong what to do', async () => {
    await signIn();
    fs.truncateSync(large, LARGE + 2 * 1024 * 1024);
    await page.getByLabel('Choose files').setInputFiles(large);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('is too large.').waitFor();
    expect(complaints).to.deep.equal([]); // nothing was sent, or there would be a 413
    await page.context().clearCookies();
    await page.getByLabel('Choose files').setInputFiles(small);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('You are signed out. Sign in, and do it once more.').waitFor();
    expect(complaints.splice(0)).to.have.length(1).and.to.match(/403/);
  });

  it('runs no script that has got into a page, since the policy knows none but our file', async () => {
    await page.goto(`${site!.url}/sign-in`);
    await page.evaluate(PUT_SCRIPTS);
    expect(await page.evaluate('[window.ran, document.querySelectorAll("#evil *").length]')).to.deep.equal([null, 3]);
    expect(complaints.join()).to.include('Content Security Policy');
  });

  it('WA21: what is put into a template is one text and one value to the parser of a browser', async () => {
    const evil = [
      '<script>x</script>',
      `"'><img src=x onerror=x>`,
      '-->',
      '&lt;&#60;&amp',
      '`${x}`',
      '</title></textarea>',
      'javascript:x',
      '\u2028é😀',
    ];
    const pages = evil.map((one) =>
      String(
        html`<p title="${one}" lang="${one}">${one}</p>
          <textarea>${one}</textarea><a href="${one}">a</a>`,
      ),
    );
    const read = (await page.evaluate(`(${READ_PAGES})(${JSON.stringify(pages)})`)) as unknown[];
    expect(read).to.deep.equal(
      evil.map((one) => ({ tags: ['P', 'TEXTAREA', 'A'], texts: [one, one, one, one], runs: false })),
    );
  });
});

const WATCH_PROGRESS = `{
  const bar = document.querySelector('progress');
  new MutationObserver(() => tellProgress(bar.value)).observe(bar, { attributes: true, attributeFilter: ['value'] });
}`;

/** As one who has found a way to put HTML into a page would: a script, a handler of an event, and a script of elsewhere. */
const PUT_SCRIPTS = `{
  window.ran = null;
  const place = document.body.appendChild(document.createElement('div'));
  place.id = 'evil';
  const script = place.appendChild(document.createElement('script'));
  script.textContent = 'window.ran = "a script"';
  const button = place.appendChild(document.createElement('button'));
  button.setAttribute('onclick', 'window.ran = "a handler"');
  button.click();
  const other = place.appendChild(document.createElement('script'));
  other.src = 'data:text/javascript,window.ran = "data"';
}`;

const READ_PAGES = `(pages) => pages.map((page) => {
  const { body } = new DOMParser().parseFromString(page, 'text/html');
  const [p, area, link] = body.children;
  return {
    tags: [...body.querySelectorAll('*')].map(({ tagName }) => tagName),
    texts: [p.title, p.lang, p.textContent, area.value],
    runs: link.protocol === 'javascript:',
  };
})`;
