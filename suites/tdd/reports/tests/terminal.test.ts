/** The suites' summary and progress from the inside: what a person at a terminal or a reader of a log sees. */

import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { progress } from '../../../../reports/tests/progress.ts';
import { summary } from '../../../../reports/tests/summary.ts';
import { visible, width } from '../../../../reports/text.ts';
import { anyReport, failedTest, passed, suiteOf, testsReport } from '../../../support/sample-tests.ts';
import { collector } from '../../../support/streams.ts';

const plain = { width: 80, colour: false };

suite('the summary of the suites', () => {
  test('has a line a topic, the skipped with their reason, the slow, the failures whole, and the counts last', () => {
    expect(summary(testsReport(), plain, 'reports/out/tests/specification.html')).to.equal(`
✓ buffers  tdd     –  bdd     1
✗ web      tdd     4  bdd     0  2 failed  1 skipped

– 1 test skipped: chromium is not installed
    web tdd › cookies › in the browser › are sent

Slow tests
    2.3 s  web tdd › cookies › in a jar › expire

✗ 1  web tdd › cookies › keeps the path
    suites/tdd/web/cookies.test.ts:42:30
    > expect(jar).to.deep.equal(kept);
    AssertionError: expected { a: 1 } to deeply equal { a: 2 }

    + expected  - actual
     {
    -  "a": 1
    +  "a": 2
     }

        at Context.<anonymous> (suites/tdd/web/cookies.test.ts:42:30)

✗ 2  web bdd › the site › "before all" hook
    4 tests did not run because of it
    suites/bdd/web/site.spec.ts
    Error: no port

The specification: reports/out/tests/specification.html
✗ 5 tests passed, 2 failed, 1 skipped in 1 min 37 s
`);
  });

  test('is short where all is well', () => {
    const report = testsReport([
      suiteOf(
        's',
        Array.from({ length: 5000 }, (_, at) => passed(`t ${at}`)),
      ),
    ]);
    expect(summary(report, plain)).to.equal(
      '\n✓ web  tdd  5000  bdd     –\n\n✓ 5000 tests passed, 0 failed, 0 skipped in 1 min 37 s\n',
    );
  });

  test('does not say that all is well where nothing ran, or not everything', () => {
    expect(summary(testsReport([]), plain)).to.contain('– 0 tests passed');
    expect(summary(testsReport([suiteOf('s', [passed('t')])], { complete: false }), plain)).to.contain(
      '– Interrupted: 1',
    );
  });

  test('names the first few that a reason holds for, and counts the others', () => {
    const skipped = (at: number) => ({ title: `t ${at}`, state: 'skipped', ms: 0, why: 'there is no /proc' }) as const;
    const of = (many: number) =>
      summary(
        testsReport([
          suiteOf(
            's',
            Array.from({ length: many }, (_, at) => skipped(at)),
          ),
        ]),
        plain,
      );
    expect(of(4)).to.contain('– 4 tests skipped: there is no /proc').and.to.contain('› t 3').and.not.to.contain('more');
    expect(of(5)).to.contain('› t 2').and.to.contain('and 2 more').and.not.to.contain('› t 3');
  });

  test('tells the five slowest, and of how many', () => {
    const slow = Array.from({ length: 7 }, (_, at) => ({ ...passed(`t ${at}`, 1000 * (at + 1)), slow: true as const }));
    const text = summary(testsReport([suiteOf('s', slow)]), plain);
    expect(text).to.contain('The slowest of 7 slow tests');
    expect(Array.from(text.matchAll(/› (t \d)/g), ([, title]) => title)).to.deep.equal([
      't 6',
      't 5',
      't 4',
      't 3',
      't 2',
    ]);
  });

  test('cuts nothing off a failure: what is too long goes on in the next line', () => {
    const message = `Error: ${'word '.repeat(50)}${'x'.repeat(300)}  end`;
    const report = testsReport([suiteOf('s', [{ ...failedTest, errors: [{ message }] }])]);
    const told = summary(report, { width: 40, colour: false });
    const from = told.indexOf('Error:');
    const to = told.indexOf('end', from) + 3;
    expect(told.slice(from, to).replaceAll(/\s+/g, '')).to.equal(message.replaceAll(' ', ''));
  });

  test('of any run is never wider than the window, plain without colour, and the same with it', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 20, max: 140 }), (report, columns) => {
        const bare = summary(report, { width: columns, colour: false });
        for (const line of bare.split('\n')) expect(width(line), line).to.be.at.most(columns);
        expect(bare).to.equal(visible(bare)).and.not.to.contain('\t');
        expect(stripVTControlCharacters(summary(report, { width: columns, colour: true }))).to.equal(bare);
      }),
    );
  });
});

suite('the progress of the suites', () => {
  const file = (at: number) => `suites/tdd/web/${at}.test.ts`;

  test('is a mark a file in a pipe, and a failure at once', () => {
    const { stream, text } = collector();
    const told = progress(stream, {});
    told.told('passed', file(1));
    told.told('passed', file(1));
    told.told('skipped', file(2));
    told.failed(failedTest, file(3));
    told.told('passed', file(4));
    told.end();
    expect(text()).to.equal(`.–\n✗ keeps the path  ${file(3)}\n.\n`);
  });

  test('breaks the marks of many files into lines', () => {
    const { stream, text } = collector();
    const told = progress(stream, {});
    for (let at = 0; at < 100; at += 1) told.told('passed', file(at));
    told.end();
    expect(text()).to.equal(`${'.'.repeat(80)}\n${'.'.repeat(20)}\n`);
  });

  test('is one line at the foot of a terminal, narrower than it, that is gone at the end', () => {
    const { stream, text } = collector({ isTTY: true, columns: 50 });
    const told = progress(stream, { NO_COLOR: '1' });
    told.told('passed', file(1));
    told.told('passed', file(2));
    told.failed(failedTest, file(2));
    told.end();
    const shown = text().split('\r\u001b[2K').slice(1);
    expect(shown.map((line) => line.trimEnd())).to.deep.equal([
      '0 files, 1 passed, 0 failed, 0 skipped  suites/t…',
      '1 file, 2 passed, 0 failed, 0 skipped  suites/td…',
      `✗ keeps the path  ${file(2)}`,
      '1 file, 2 passed, 1 failed, 0 skipped  suites/td…',
      '',
    ]);
  });

  test('writes no escape into a pipe, and colours only where it is asked for', () => {
    for (const [env, coloured] of [
      [{}, false],
      [{ FORCE_COLOR: '1' }, true],
      [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ] as const) {
      const { stream, text } = collector();
      const told = progress(stream, env);
      told.told('skipped', file(1));
      told.failed(failedTest, file(2));
      told.end();
      expect(text().includes('\u001b')).to.equal(coloured);
    }
  });
});
