/** The catalog: who is blamed when the process that describes claims ends. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { describeClaims } from '../../../../bench/harness/catalog/catalog.ts';
import type { ClaimFile } from '../../../../bench/harness/catalog/find.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const SELECTION = { quick: false, parameters: {} };
const PATIENCE = 60_000;
const FINE = `export default { says: 's', because: 'b', source: 's', favours: 'a', over: 'b',
  contenders: { a: () => () => 1, b: () => () => 1 } };`;

suite('the catalog', function () {
  this.timeout(2 * PATIENCE);
  const directory = temporaryDirectory();

  function claim(id: string, text: string): ClaimFile {
    const path = directory.join(`${id}.mjs`);
    writeFileSync(path, text);
    return { id, file: `${id}.mjs`, module: pathToFileURL(path).href, control: false };
  }

  test('does not blame a claim for what one before it left running', async () => {
    const files = [
      claim('a', `setTimeout(() => { throw new Error('late'); }, 20);\n${FINE}`),
      claim('b', `await new Promise((resolve) => setTimeout(resolve, 400));\n${FINE}`),
      claim('c', FINE),
    ];
    const { claims, broken } = await describeClaims(files, SELECTION, PATIENCE);
    expect(broken).to.deep.equal([]);
    expect(claims.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
  });

  test('blames the one that ends the process by itself, and describes the others', async () => {
    const files = [claim('a', FINE), claim('b', 'process.exit(5);'), claim('c', FINE)];
    const { claims, broken } = await describeClaims(files, SELECTION, PATIENCE);
    expect(broken.map(({ claim: id, says }) => [id, says])).to.deep.equal([['b', 'it ended the process (5)']]);
    expect(claims.map(({ id }) => id)).to.deep.equal(['a', 'c']);
  });

  test('refuses a description that no reader of a results file would take', async () => {
    const files = [claim('a', FINE.replace("says: 's'", "says: 's', quote: 42"))];
    const { claims, broken } = await describeClaims(files, SELECTION, PATIENCE);
    expect(claims).to.deep.equal([]);
    expect(broken[0]).to.include({ claim: 'a', code: 'CLAIM_INVALID' });
    expect(broken[0]!.says).to.match(/^"quote" is not what it ought to be/);
  });

  test('tells what is known of a claim: verdicts by point and runtime, changes, and the figures of others', async () => {
    const known = `given: { n: [1, 2] },
      expects: ({ n }, { is, major }) => is === 'node' && major >= 20 && n === 1 ? 'refuted' : undefined,
      expires: '2027-06-30',
      changes: [{ since: 'node@22', says: 'a is compiled', source: 'https://a.example/1' }],
      elsewhere: [
        { source: 'https://a.example/2', says: 'a wins', wins: 'a', at: { n: 2 }, on: 'node@20' },
        { source: 'https://a.example/3', says: 'as fast', wins: 'neither', differs: 'an older b' },
        { source: 'https://a.example/4', says: 'b wins', wins: 'b' },
      ],`;
    const { claims, broken } = await describeClaims(
      [claim('a', FINE.replace("says: 's',", `says: 's', ${known}`))],
      SELECTION,
      PATIENCE,
    );
    expect(broken).to.deep.equal([]);
    expect(claims[0]!.cases).to.deep.equal([
      { id: 'n=1', given: { n: 1 }, expects: 'refuted' },
      { id: 'n=2', given: { n: 2 } },
    ]);
    expect(claims[0]).to.deep.include({
      expires: '2027-06-30',
      changes: [{ since: 'node@22', says: 'a is compiled', source: 'https://a.example/1' }],
      elsewhere: [
        { source: 'https://a.example/2', says: 'a wins', verdict: 'confirmed', cases: ['n=2'], on: 'node@20' },
        {
          source: 'https://a.example/3',
          says: 'as fast',
          verdict: 'equivalent',
          cases: ['n=1', 'n=2'],
          differs: 'an older b',
        },
        { source: 'https://a.example/4', says: 'b wins', verdict: 'refuted', cases: ['n=1', 'n=2'] },
      ],
    });
  });

  for (const [what, text] of [
    ['a day that is none', "expires: 'soon'"],
    ['a version without a number', "changes: [{ since: 'node', says: 'x', source: 'https://a.example' }]"],
    ['a source that is no address', "changes: [{ since: 'node@22', says: 'x', source: 'javascript:alert(1)' }]"],
    ['a verdict that cannot be expected', "expects: () => 'maybe'"],
  ] as const) {
    test(`refuses ${what}`, async () => {
      const { claims, broken } = await describeClaims(
        [claim('a', FINE.replace("says: 's',", `says: 's', ${text},`))],
        SELECTION,
        PATIENCE,
      );
      expect(claims).to.deep.equal([]);
      expect(broken[0]).to.include({ claim: 'a', code: 'CLAIM_INVALID' });
    });
  }

  test('ends when it is interrupted, also in a claim that never ends', async () => {
    const interrupted = new AbortController();
    const described = describeClaims([claim('a', 'for (;;);')], SELECTION, PATIENCE, interrupted.signal);
    setTimeout(() => interrupted.abort(), 50);
    expect(await rejectionOf(described)).to.include({ code: 'INTERRUPTED' });
  });
});
