/** Finding claims on disk, from the inside. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { findClaims, projectOf } from '../../../../bench/harness/catalog/find.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

suite('claims on disk', () => {
  const directory = temporaryDirectory();

  /** A project with these files, each with nothing or with what is given in it. */
  function project(files: Readonly<Record<string, string>>): string {
    const root = directory.fresh();
    for (const [name, text] of Object.entries({ 'package.json': '{}', 'controls/same.js': '', ...files })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }
  const find = (root: string) => findClaims({ claims: join(root, 'claims'), controls: join(root, 'controls') });

  test('are named for their path, and sorted by it', async () => {
    const root = project({ 'claims/b/deep/z.js': '', 'claims/b/a.mjs': '', 'claims/c.js': '' });
    const found = await find(root);
    expect(found.map(({ id, file, control }) => [id, file, control])).to.deep.equal([
      ['b/a', 'claims/b/a.mjs', false],
      ['b/deep/z', 'claims/b/deep/z.js', false],
      ['c', 'claims/c.js', false],
      ['controls/same', 'controls/same.js', true],
    ]);
  });

  test('are JavaScript, which runs as it is, or TypeScript, which runs below dist', async () => {
    const root = project({ 'claims/a.js': '', 'claims/b.ts': '', 'dist/claims/b.js': '' });
    const [a, b] = await find(root);
    expect(a).to.include({ module: pathToFileURL(join(root, 'claims/a.js')).href });
    expect(b).to.include({ file: 'claims/b.ts', module: pathToFileURL(join(root, 'dist/claims/b.js')).href });
    expect(a).not.to.have.property('complaint');
    expect(b).not.to.have.property('complaint');
  });

  test('are nothing else: no types, no data, no packages', async () => {
    const names = ['a.d.ts', 'b.json', 'README.md', 'c.js.map', 'node_modules/p/index.js'];
    const root = project(Object.fromEntries(names.map((name) => [`claims/${name}`, ''])));
    expect((await find(root)).map(({ id }) => id)).to.deep.equal(['controls/same']);
  });

  test('that have not been compiled are found with that complaint', async () => {
    const [found] = await find(project({ 'claims/a.ts': '' }));
    expect(found).to.include({ id: 'a', complaint: 'it has not been compiled' });
  });

  test('that do not compile are found with the first thing that the compiler said of them', async () => {
    const said = [
      "claims/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      '  The expected type comes from here.',
      'claims/a.ts(9,1): error TS1005: Something else.',
      'claims/other.ts(1,1): error TS1005: Not here.',
    ];
    const [a, b] = await find(
      project({
        'claims/a.ts': '',
        'dist/claims/a.js': '',
        'claims/b.ts': '',
        'dist/claims/b.js': '',
        'dist/diagnostics.txt': said.join('\n'),
      }),
    );
    expect(a).to.include({
      complaint: "line 3, column 7: TS2322: Type 'string' is not assignable to type 'number'.",
    });
    expect(b).not.to.have.property('complaint');
  });

  test('belong to the project of the nearest package.json', () => {
    const root = project({ 'inner/package.json': '{}', 'inner/claims/a.js': '', 'claims/x/a.js': '' });
    expect(projectOf(join(root, 'claims', 'x'))).to.equal(root);
    expect(projectOf(join(root, 'inner', 'claims'))).to.equal(join(root, 'inner'));
  });
});
