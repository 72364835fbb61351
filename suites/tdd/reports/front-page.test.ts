/** The front page from the inside: a section for each part, with its figures, its age, or what makes it. */

import { expect } from 'chai';
import { suite, test } from 'mocha';
import { frontPage } from '../../../reports/formats/front-page.ts';
import type { BenchFigures, FrontPage, TestFigures } from '../../../reports/model.ts';
import { hostileText } from '../../support/sample-claims.ts';

const nothing: FrontPage = {
  bench: { is: 'missing', links: [] },
  tests: { is: 'missing', links: [] },
  coverage: { is: 'missing', links: [] },
  comparison: { is: 'missing', links: [] },
  matrix: { is: 'missing', links: [] },
  history: { is: 'missing', links: [] },
};

function bench(figures: Partial<BenchFigures> = {}, made = '2026-11-22T12:00:00.000Z'): FrontPage['bench'] {
  const told: BenchFigures = {
    runtime: 'Node.js 20.20.2',
    commit: 'ffcfed3c0ffee0123456789abcdef0123456789a',
    seconds: 725,
    complete: true,
    quick: false,
    sentence: '2 claims at 9 cases: 4 confirmed, 3 refuted, 2 inconclusive.',
    counts: { confirmed: 4, refuted: 3, equivalent: 0, inconclusive: 2 },
    controls: { passed: true, says: 'the same reads the same.' },
    ...figures,
  };
  const links = ['report.html', 'report.md', 'a&b.ndjson'].map((text) => ({ text, href: `bench/${text}` }));
  return { is: 'there', made, figures: told, links };
}

function tests(figures: Partial<TestFigures> = {}, made = '2026-11-22T12:00:00.000Z'): FrontPage['tests'] {
  const told = { runtime: 'Node.js 20.20.2', seconds: 91, complete: true, passed: 5012, failed: 0, skipped: 14 };
  return { is: 'there', made, figures: { ...told, ...figures }, links: [] };
}

/** What a person reads of it, a line for each element. */
function read(page: FrontPage): string {
  const [, main = ''] = frontPage(page).split(/<\/?main>/);
  return main
    .replaceAll(/<(?:\/?(?:a|b|span|code)\b[^>]*)>/g, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/\n+/g, '\n');
}

suite('the front page', () => {
  test('tells of each part that is not there which command makes it', () => {
    expect(read(nothing).split('\n')).to.include.members([
      'Not there yet. npm run bench makes it.',
      'Not there yet. npm test makes it.',
      'Not there yet. npm run touchstone -- report --history DIR makes it.',
    ]);
  });

  test('tells the verdicts, the Node.js, the commit and the controls of the bench', () => {
    expect(read({ ...nothing, bench: bench() })).to.contain(
      [
        'The bench',
        '2 claims at 9 cases: 4 confirmed, 3 refuted, 2 inconclusive.',
        '4✓ confirmed',
        '3✗ refuted',
        '0≈ equivalent',
        '2? inconclusive',
        'Node.js 20.20.2 · took 12 min 5 s · commit ffcfed3c0ffe · controls passed: the same reads the same.',
        'Made 2026-11-22 12:00 UTC.',
        'Also: report.md, a&amp;b.ndjson',
      ].join('\n'),
    );
  });

  test('warns of a bench whose controls failed, that was cut short, or that was quick', () => {
    const controls = { passed: false, says: 'the same differs.' };
    const html = frontPage({ ...nothing, bench: bench({ controls, complete: false, quick: true }) });
    expect(html.match(/class="warning[^<]*/g)).to.deep.equal([
      'class="warning grave" role="note">The controls failed: the same differs. Do not rely on any figure here.',
      'class="warning grave" role="note">The run was cut short: what had been measured until then is judged.',
      'class="warning grave" role="note">A quick run: it asks part of the table, and can tell less apart.',
    ]);
    expect(html).not.to.contain('controls passed');
  });

  test('tells how many tests passed, failed and were skipped, and whether they came to their end', () => {
    expect(read({ ...nothing, tests: tests({ failed: 2 }) })).to.contain('5012✓ passed\n2✗ failed\n14– skipped\n');
    expect(read({ ...nothing, tests: tests() })).not.to.contain('interrupted');
    expect(read({ ...nothing, tests: tests({ complete: false }) })).to.contain('The tests were interrupted');
    expect(frontPage({ ...nothing, tests: tests({ failed: 1 }) })).to.contain('<li class="refuted"><b>1</b>');
    expect(frontPage({ ...nothing, tests: tests() })).to.contain('<li class="quiet"><b>0</b>');
  });

  test('never rounds coverage up', () => {
    const figures = { lines: 0.99999, branches: 0.9, functions: 1 };
    const coverage = { is: 'there', made: '2026-11-22T12:00:00.000Z', figures, links: [] } as const;
    expect(read({ ...nothing, coverage })).to.contain(
      '99.9 %of the lines\n90 %of the branches\n100 %of the functions\n',
    );
  });

  for (const [newest, said] of [
    ['2026-11-22T12:59:00.000Z', undefined],
    ['2026-11-22T13:00:00.000Z', '1 hour older'],
    ['2026-11-24T11:59:00.000Z', '47 hours older'],
    ['2026-11-25T12:00:00.000Z', '3 days older'],
  ] as const) {
    test(`says ${said ?? 'nothing of age'} where the tests ran at 12:00 and the bench on ${newest}`, () => {
      const text = read({ ...nothing, tests: tests(), bench: bench({}, newest) });
      expect(/\S+ \S+ older than the newest part/.exec(text)?.[0].replace(' than the newest part', '')).to.equal(said);
    });
  }

  test('says why a part cannot be told, and what would make it anew', () => {
    const damaged = { is: 'damaged', says: 'tests.json: a number was expected', links: [] } as const;
    expect(read({ ...nothing, tests: damaged })).to.contain(
      'What lies there cannot be told: tests.json: a number was expected. npm test makes it.',
    );
  });

  test('tells of a comparison and of a matrix where they are, and misses neither', () => {
    expect(read(nothing)).not.to.contain('The comparison').and.not.to.contain('The runtimes');
    const made = '2026-11-22T12:00:00.000Z';
    const links = [{ text: 'comparison.html', href: 'compare/comparison.html' }];
    const there = { is: 'there', made, figures: { sentence: '1 of 8 comparisons is slower.' }, links } as const;
    expect(read({ ...nothing, comparison: there })).to.contain(
      'The comparison\n1 of 8 comparisons is slower.\nMade 2026',
    );
    expect(frontPage({ ...nothing, matrix: there })).to.contain('<a href="compare/comparison.html">The runtimes</a>');
    const damaged = { is: 'damaged', says: 'a comma is missing', links: [] } as const;
    expect(read({ ...nothing, comparison: damaged })).to.contain('a comma is missing. npm run touchstone -- compare');
  });

  test('leaves text what is text', () => {
    const damaged = { is: 'damaged', says: hostileText, links: [{ text: hostileText, href: hostileText }] } as const;
    const html = frontPage({
      bench: bench(
        { sentence: hostileText, runtime: hostileText, controls: { passed: true, says: hostileText } },
        hostileText,
      ),
      tests: damaged,
      coverage: damaged,
      comparison: damaged,
      matrix: { is: 'there', made: hostileText, figures: { sentence: hostileText }, links: [] },
      history: damaged,
    });
    expect(html).not.to.contain('<script').and.not.to.contain('\u001b');
    expect(html.match(/&lt;script&gt;/g)).to.have.length.above(5);
  });
});
