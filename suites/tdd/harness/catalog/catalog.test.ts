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

  test('ends when it is interrupted, also in a claim that never ends', async () => {
    const interrupted = new AbortController();
    const described = describeClaims([claim('a', 'for (;;);')], SELECTION, PATIENCE, interrupted.signal);
    setTimeout(() => interrupted.abort(), 50);
    expect(await rejectionOf(described)).to.include({ code: 'INTERRUPTED' });
  });
});
