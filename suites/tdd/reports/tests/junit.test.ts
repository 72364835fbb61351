/** JUnit XML from the inside: a parser reads back what went in, whatever it was. */

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { SaxesParser } from 'saxes';
import { junit } from '../../../../reports/tests/junit.ts';
import { eachTest } from '../../../../reports/tests/each.ts';
import { visible } from '../../../../reports/text.ts';
import { anyReport, testsReport } from '../../../support/sample-tests.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Throws where it is not well formed. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => (open.at(-1)!.text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

/** Which elements stand in which, with what attributes: what the schemas of Ant, Jenkins and GitLab have in common. */
const schema: Readonly<Record<string, { readonly needs: readonly string[]; readonly holds: readonly string[] }>> = {
  testsuites: { needs: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'], holds: ['testsuite'] },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp', 'file'],
    holds: ['testcase'],
  },
  testcase: { needs: ['name', 'classname', 'time', 'file'], holds: ['skipped', 'failure', 'error'] },
  skipped: { needs: ['message'], holds: [] },
  failure: { needs: ['message', 'type'], holds: [] },
  error: { needs: ['message', 'type'], holds: [] },
};

function check({ name, attributes, children }: Element): void {
  const { needs, holds } = schema[name]!;
  expect(Object.keys(attributes), name).to.deep.equal(needs);
  expect(holds, `in ${name}`).to.include.members(children.map((child) => child.name));
  for (const figure of ['tests', 'failures', 'errors', 'skipped']) {
    expect(attributes[figure] ?? '0', figure).to.match(/^\d+$/);
  }
  expect(attributes['time'] ?? '0').to.match(/^\d+(\.\d+)?(e-\d+)?$/);
  expect(attributes['timestamp'] ?? '2026-11-23T04:51:07').to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  children.forEach(check);
}

suite('JUnit XML', () => {
  const xml = parsed(junit(testsReport()));
  const cases = xml.children.flatMap(({ children }) => children);
  const named = (name: string) => cases.find(({ attributes }) => attributes['name'] === name)!;

  test('has the elements and attributes that its readers know', () => check(xml));

  test('has a suite for each source file, with the counts of what is in it', () => {
    const figures = ({ attributes: { name, tests, failures, errors, skipped } }: Element) =>
      [name, tests, failures, errors, skipped].join(' ');
    expect(xml.children.map(figures)).to.deep.equal([
      'suites/bdd/buffers/filling.spec.ts 1 0 0 0',
      'suites/tdd/web/cookies.test.ts 5 1 0 1',
      'suites/tdd/web/bodies/reading.test.ts 1 0 0 0',
      'suites/bdd/web/site.spec.ts 1 0 1 0',
    ]);
    expect(figures(xml)).to.equal('touchstone 8 1 1 1');
  });

  test('names a test by the suites around it, and tells its time in seconds', () => {
    expect(named('expire').attributes).to.deep.include({ classname: 'cookies › in a jar', time: '2.3' });
  });

  test('tells a failure by its message, difference and stack', () => {
    const [failure] = named('keeps the path').children;
    expect(failure!.attributes).to.deep.equal({
      message: 'AssertionError: expected { a: 1 } to deeply equal { a: 2 }',
      type: 'AssertionError',
    });
    expect(failure!.text).to.contain('+  "a": 2').and.to.contain('(suites/tdd/web/cookies.test.ts:42:30)');
  });

  test('tells a hook that failed as an error, with how many tests it kept from running', () => {
    const [error] = named('"before all" hook').children;
    expect(error!.name).to.equal('error');
    expect(error!.text).to.equal('Error: no port\n\n4 tests did not run because of it');
  });

  test('tells why something was skipped', () => {
    expect(named('are sent').children).to.deep.equal([
      { name: 'skipped', attributes: { message: 'chromium is not installed' }, children: [], text: '' },
    ]);
  });

  test('takes the class out of the message also with a code, and where it was not caught', () => {
    const typeOf = (message: string) => {
      const failed = { title: 'a', state: 'failed', ms: 0, errors: [{ message }] } as const;
      const report = testsReport([{ title: 's', file: '', tests: [failed], suites: [] }]);
      return parsed(junit(report)).children[0]!.children[0]!.children[0]!.attributes['type'];
    };
    expect(typeOf('Uncaught TypeError: x')).to.equal('TypeError');
    expect(typeOf('RangeError [ERR_OUT_OF_RANGE]: x')).to.equal('RangeError');
    expect(typeOf('a text: x')).to.equal('Error');
  });

  test('of any run is well formed, and reads back as what went in, with what XML forbids made visible', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const root = parsed(junit(report));
        check(root);
        const read = root.children.flatMap(({ children }) => children);
        const tests = eachTest(report);
        expect(read.map(({ attributes }) => attributes['name'])).to.have.members(
          tests.map(({ test: { title } }) => visible(title)),
        );
        const messages = read.flatMap(({ children }) => children.map(({ attributes }) => attributes['message']));
        const said = tests.flatMap(({ test: { why, errors = [] } }) => [
          ...(why === undefined ? [] : [why]),
          ...errors.map(({ message }) => message),
        ]);
        expect(messages).to.have.members(said.map(visible));
      }),
    );
  });
});
