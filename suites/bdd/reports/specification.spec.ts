/** The specification from the outside: a page that reads like a document, whole, safe, and of a bearable size. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { markdown } from '../../../reports/tests/markdown.ts';
import { specification } from '../../../reports/tests/specification.ts';
import { anyReport, failedTest, passed, suiteOf, testsReport } from '../../support/sample-tests.ts';
import { faults } from '../../support/well-formed.ts';

const page = specification(testsReport());

/** The document as it is read, a line an element. */
function linesOf(document: string): string[] {
  return document
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<\/?(?:b|i|span|code|small|a)(?: [^>]*)?>/g, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&quot;/g, '"')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('the specification as a page', () => {
  it('reads like a document: topic by topic, first from the inside, then from the outside', () => {
    const lines = linesOf(page);
    expect(lines.slice(lines.lastIndexOf('buffers'))).to.deep.equal([
      'buffers',
      'From the outside (BDD)',
      'suites/bdd/buffers/filling.spec.ts',
      'a buffer',
      '✓ is filled',
      'web',
      'From the inside (TDD)',
      'suites/tdd/web/cookies.test.ts',
      'cookies',
      '✓ are read with parse',
      '✗ failed keeps the path',
      'in a jar',
      '✓ expire 2.3 s',
      '✓ flicker',
      'in the browser',
      '– skipped are sent chromium is not installed',
      'bodies',
      'suites/tdd/web/bodies/reading.test.ts',
      'a body',
      '✓ is read to its end',
      'From the outside (BDD)',
      'suites/bdd/web/site.spec.ts',
      'the site',
      '✗ failed "before all" hook',
      'Told by the suites themselves: npm test writes this page anew.',
    ]);
  });

  it('begins with what failed and why, and what was skipped and why', () => {
    const lines = linesOf(page);
    const upTo = lines.slice(0, lines.indexOf('Topics'));
    expect(lines).to.include('2 of 8 tests failed');
    expect(upTo).to.include.members([
      'cookies › keeps the path web, tdd',
      'suites/tdd/web/cookies.test.ts:42:30',
      'AssertionError: expected { a: 1 } to deeply equal { a: 2 }',
      '+  "a": 2',
      '4 tests did not run because of it.',
      'chromium is not installed: 1 test',
      'web, tdd: cookies › in the browser › are sent',
    ]);
  });

  it('has a table of contents whose links lead into it', () => {
    const links = Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
    expect(links).to.have.members([
      'topic-buffers',
      'topic-buffers/bdd',
      'topic-web',
      'topic-web/tdd',
      'topic-web/bdd',
    ]);
    expect(ids).to.include.members(links);
  });

  it('says by words too what a colour says', () => {
    expect(page).to.contain('aria-label="passed">✓').and.to.contain('✗ failed').and.to.contain('– skipped');
  });

  it('goes down its headings one level at a time', () => {
    const levels = Array.from(page.matchAll(/<h(\d)/g), ([, level]) => Number(level));
    expect(levels[0]).to.equal(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).to.be.at.most(1);
  });

  for (const [what, report, says] of [
    ['everything passed', testsReport([suiteOf('s', [passed('a'), passed('b')])]), 'All 2 tests passed'],
    ['nothing ran', testsReport([]), 'No test ran'],
    ['the run was interrupted', testsReport([suiteOf('s', [passed('a')])], { complete: false }), '1 test passed'],
    [
      'something was skipped',
      testsReport([suiteOf('s', [passed('a'), { title: 'b', state: 'skipped', ms: 0, why: 'x' }])]),
      '1 test passed, 1 was skipped',
    ],
  ] as const) {
    it(`says so in its heading where ${what}`, () => {
      const document = specification(report);
      expect(linesOf(document)).to.include(says);
      expect(faults(document)).to.deep.equal([]);
      expect(document.includes('The run was interrupted')).to.equal(!report.complete);
    });
  }

  it('takes less than 1.5 MB for 5,000 tests', () => {
    const title = 'keeps what it is told for as long as somebody may ask for it, and not longer';
    const tests = Array.from({ length: 10 }, () => passed(title));
    const suites = Array.from({ length: 500 }, (_, at) =>
      suiteOf(title, tests, { file: `suites/tdd/web/${at}.test.ts` }),
    );
    const size = Buffer.byteLength(specification(testsReport(suites)));
    expect(size).to.be.within(5000 * title.length, 1.5e6);
  });

  it('is well formed for any run, loads nothing, and takes no title for markup', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const document = specification(report);
        expect(faults(document)).to.deep.equal([]);
        expect(document).not.to.match(/<script|<img|<iframe| on\w+=|src=|href="(?!#|data:)/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the summary of the suites as Markdown', () => {
  it('has the counts, the failures with their place, and what was skipped and why', () => {
    expect(markdown(testsReport())).to.equal(`## Tests

5 tests passed, 2 failed, 1 skipped in 1 min 37 s, on Node.js 20.20.2

- **failed** cookies › keeps the path (suites/tdd/web/cookies.test.ts:42:30): AssertionError: expected { a: 1 } to deeply equal { a: 2 }
- **failed** the site › "before all" hook (suites/bdd/web/site.spec.ts): Error: no port; 4 tests did not run because of it
- skipped 1 test: chromium is not installed
`);
  });

  it('counts the failures that it has no room for', () => {
    const tests = Array.from({ length: 60 }, () => failedTest);
    const text = markdown(testsReport([suiteOf('s', tests)]));
    expect(text.match(/\*\*failed\*\*/g)).to.have.lengthOf(50);
    expect(text).to.contain('- and 10 more failures\n');
  });

  it('is of bearable size whatever a message holds', () => {
    const long = { ...failedTest, errors: [{ message: '`|<'.repeat(10_000) }] };
    expect(markdown(testsReport([suiteOf('s', [long])])).length).to.be.below(5000);
  });
});
