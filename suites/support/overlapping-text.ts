/** Finds text of charts that nobody can read: over other text of the same chart, or beyond the edge of the page. */
import type { Page } from 'playwright-core';

/** What is wrong on the page as it stands, a sentence each; folded parts are unfolded before. */
export async function unreadableText(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(LOOK)) as string[];
}

/** Boxes of text have some air above and below their letters, which may touch. */
const LOOK = `(() => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  // What is left out until it is scrolled to has no place yet.
  for (const section of document.querySelectorAll('section')) section.style.contentVisibility = 'visible';
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) {
    found.push('the page is ' + document.documentElement.scrollWidth + ' pixels wide, of ' + wide);
  }
  for (const chart of document.querySelectorAll('svg[role=img]')) {
    const name = (chart.querySelector('title')?.textContent ?? chart.ariaLabel).slice(0, 80);
    const texts = Array.from(chart.querySelectorAll('text'), (each) => ({ says: each.textContent, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    for (const { says, box } of texts) {
      if (box.left < -0.5 || box.right > wide + 0.5) found.push(name + ': "' + says + '" leaves the page');
    }
    texts.sort((a, b) => a.box.top - b.box.top);
    texts.forEach((one, at) => {
      for (let next = at + 1; next < texts.length && texts[next].box.top < one.box.bottom - 4; next += 1) {
        const other = texts[next].box;
        const apart = other.left > one.box.right - 0.5 || other.right < one.box.left + 0.5;
        if (!apart) found.push(name + ': "' + one.says + '" and "' + texts[next].says + '" overlap');
      }
    });
  }
  return found;
})()`;
