/** Every statement of the notes is shown by a test, measured by a claim, or said to be beyond both. */
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { readCatalogue, ROOT, rowsOf, rowsOfClaims, titlesOf, type Statement } from '../../support/catalogue.ts';

describe('Every statement of the notes', () => {
  const catalogue = readCatalogue();
  const topics = [...new Set(catalogue.map(({ topic }) => topic))];
  let titles: { title: string; rows: string[] }[];
  let measured: { id: string; rows: readonly string[] }[];
  const told = ({ id }: Statement) => titles.filter(({ rows }) => rows.includes(id));
  const isMeasured = ({ id }: Statement) => measured.some(({ rows }) => rows.includes(id));

  before(async function () {
    this.timeout(60_000);
    // A statement about asynchronous reading is shown where reading is.
    const found = await titlesOf([...topics, 'files']);
    titles = found.map((title) => ({ title, rows: rowsOf(title) }));
    measured = await rowsOfClaims();
  });

  it('has a topic with demo modules of its own', () => {
    for (const topic of topics) expect(existsSync(`${ROOT}fixtures/${topic}`), topic).to.equal(true);
  });

  it('is named by a test, a claim, or the reason for which it cannot be executed', () => {
    const bare = catalogue.filter(
      (row) => told(row).length === 0 && !isMeasured(row) && row.notExecutable === undefined,
    );
    expect(bare.map(({ id, statement }) => `${id}: ${statement}`)).to.deep.equal([]);
  });

  it('is not called beyond execution where something executes it', () => {
    const both = catalogue.filter(
      (row) => row.notExecutable !== undefined && (told(row).length > 0 || isMeasured(row)),
    );
    expect(both.map(({ id }) => id)).to.deep.equal([]);
  });

  it('about performance is measured by a claim', () => {
    const open = catalogue.filter(
      (row) => row.kinds.includes('performance') && row.notExecutable === undefined && !isMeasured(row),
    );
    expect(open.map(({ id, statement }) => `${id}: ${statement}`)).to.deep.equal([]);
  });

  it('that the notes get wrong has a test whose title says what was claimed', () => {
    const wrong = catalogue.filter(({ verdict }) => verdict === 'wrong' || verdict === 'outdated');
    const silent = wrong.filter((row) => {
      return row.notExecutable === undefined && !told(row).some(({ title }) => /\bclaim(?:ed|s)?\b/.test(title));
    });
    expect(silent.map(({ id, statement }) => `${id}: ${statement}`)).to.deep.equal([]);
  });

  it('is named by its row, and no title or claim names a row that there is not', () => {
    const known = new Set(catalogue.map(({ id }) => id));
    const named = [...titles.flatMap(({ rows }) => rows), ...measured.flatMap(({ rows }) => rows)];
    expect([...new Set(named)].filter((id) => !known.has(id))).to.deep.equal([]);
  });
});
