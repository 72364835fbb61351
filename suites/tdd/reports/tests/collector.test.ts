/** What mocha tells, from the inside: which model comes of it. */

import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Collector } from '../../../../reports/tests/collector.ts';
import { eachTest, fullTitle, skippedTests } from '../../../../reports/tests/each.ts';

const root = '/r';
const run = { started: '2026-11-23T04:51:07.123Z', seconds: 1, node: '20.20.2', complete: true };

function made(): Collector {
  return new Collector({ root, read: () => undefined });
}

function suiteNamed(title: string, isRoot = false) {
  return { title, root: isRoot };
}

/** Over a process boundary a test is another object each time; its id stays. */
function told(title: string, file = '/r/dist/suites/tdd/web/a.test.js', more: object = {}) {
  return { title, file, type: 'test', __mocha_id__: title, duration: 5, ...more };
}

function titles(collector: Collector): string[] {
  return eachTest(collector.report(run)).map(
    (one) => `${one.topic} ${one.dialect} ${fullTitle(one)}: ${one.test.state}`,
  );
}

suite('a run that is collected', () => {
  test('nests suites as they begin and end, and starts anew with every file', () => {
    const collector = made();
    collector.begin(suiteNamed('', true));
    collector.begin(suiteNamed('outer'));
    collector.begin(suiteNamed('inner'));
    collector.pass(told('one'));
    collector.end(suiteNamed('inner'));
    collector.pass(told('two'));
    // A file that broke off left its suites open.
    collector.begin(suiteNamed('', true));
    collector.begin(suiteNamed('other'));
    collector.pass(told('three', '/r/dist/suites/bdd/web/b.spec.js'));
    expect(titles(collector)).to.deep.equal([
      'web tdd outer › two: passed',
      'web tdd outer › inner › one: passed',
      'web bdd other › three: passed',
    ]);
  });

  test('has topics by name, both dialects in each, folders within them, and what lies in no topic last', () => {
    const collector = made();
    for (const file of [
      'tdd/web/z.test',
      'bdd/web/bodies/a.spec',
      'bdd/web/a.spec',
      'tdd/async/a.test',
      'tdd/lonely.test',
    ]) {
      collector.begin(suiteNamed('', true));
      collector.begin(suiteNamed(file));
      collector.pass(told(`of ${file}`, `/r/dist/suites/${file}.js`));
    }
    const { topics, counts } = collector.report(run);
    const shape = topics.map(({ name, dialects }) => [
      name,
      dialects.map(({ dialect, parts }) => [dialect, parts.map((part) => part.name)]),
    ]);
    expect(shape).to.deep.equal([
      ['async', [['tdd', ['']]]],
      [
        'web',
        [
          ['tdd', ['']],
          ['bdd', ['', 'bodies']],
        ],
      ],
      ['elsewhere', [['other', ['']]]],
    ]);
    expect(counts).to.deep.equal({ passed: 5, failed: 0, skipped: 0 });
    expect(topics[1]!.counts.passed).to.equal(3);
  });

  test('counts a test that passed and then failed once, as failed, with all of its errors', () => {
    const collector = made();
    collector.pass(told('done twice'));
    collector.fail(told('done twice'), new Error('first'));
    collector.fail(told('done twice'), new Error('second'));
    const [only, ...more] = eachTest(collector.report(run));
    expect(more).to.deep.equal([]);
    expect(only!.test.state).to.equal('failed');
    expect(only!.test.errors!.map(({ message }) => message)).to.deep.equal(['Error: first', 'Error: second']);
  });

  test('keeps two errors apart that belong to no test', () => {
    const collector = made();
    const error = () => ({ title: 'Uncaught error outside test suite', file: '/r/dist/suites/bdd/web/b.spec.js' });
    collector.fail(error(), new Error('first'));
    collector.fail(error(), new Error('second'));
    expect(collector.report(run).counts.failed).to.equal(2);
    expect(titles(collector)[0]).to.equal('web bdd b.spec.ts › Uncaught error outside test suite: failed');
  });

  test('puts a hook of no file where it ran, and else where its error says', () => {
    const collector = made();
    const hook = { title: '"before all" hook in "{root}"', type: 'hook' };
    collector.fail(
      hook,
      Object.assign(new Error('x'), { beside: { file: '/r/dist/suites/tdd/web/a.test.js', notRun: 3 } }),
    );
    collector.fail(
      { ...hook },
      Object.assign(new Error('y'), { stack: 'Error: y\n    at a (suites/bdd/async/b.spec.ts:1:1)' }),
    );
    collector.fail({ ...hook }, Object.assign(new Error('z'), { stack: 'Error: z' }));
    const found = eachTest(collector.report(run)).map((one) => [one.topic, one.file, one.test.hook, one.test.notRun]);
    expect(found).to.deep.equal([
      ['async', 'suites/bdd/async/b.spec.ts', true, undefined],
      ['web', 'suites/tdd/web/a.test.ts', true, 3],
      ['elsewhere', '', true, undefined],
    ]);
  });

  test('takes the reason of a skip out of the title, its own or that of a suite around it', () => {
    const collector = made();
    collector.begin(suiteNamed('', true));
    collector.begin(suiteNamed('a page (skipped: chromium is not installed)'));
    collector.begin(suiteNamed('inside (of it)'));
    collector.skip(told('one'));
    collector.skip(told('two (skipped: there is no /proc, (sorry))'));
    collector.end(suiteNamed(''));
    collector.end(suiteNamed(''));
    collector.skip(told('three'));
    const found = skippedTests(collector.report(run)).map(({ why, tests }) => [why, ...tests.map(fullTitle)]);
    expect(found).to.deep.equal([
      ['chromium is not installed', 'a page › inside (of it) › one'],
      ['there is no /proc, (sorry)', 'a page › inside (of it) › two'],
      ['no reason is given', 'a.test.ts › three'],
    ]);
  });

  test('knows what was slow, and what failed before it passed', () => {
    const collector = made();
    collector.pass(told('slow', undefined, { duration: 1001, slow: () => 1000 }));
    collector.pass(told('quick', undefined, { duration: 1000, slow: () => 1000, currentRetry: () => 2 }));
    const [slow, quick] = eachTest(collector.report(run)).map((one) => one.test);
    expect(slow).to.deep.equal({ title: 'slow', state: 'passed', ms: 1001, slow: true });
    expect(quick).to.deep.equal({ title: 'quick', state: 'passed', ms: 1000, retries: 2 });
  });
});
