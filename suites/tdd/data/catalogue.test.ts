/** The catalogue of what the notes state: every statement once, with a verdict. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { readCatalogue } from '../../support/catalogue.ts';

const VERDICTS = ['true', 'partly', 'outdated', 'wrong', 'open', 'addition', 'not applicable'];
const KINDS = ['behaviour', 'performance', 'tool'];

suite('the catalogue of statements', () => {
  const rows = readCatalogue();

  test('has every statement of the notes once', () => {
    expect(rows).to.have.length(194);
    expect(new Set(rows.map(({ id }) => id)).size).to.equal(rows.length);
    expect(new Set(rows.map(({ statement }) => statement)).size).to.equal(rows.length);
  });

  test('gives each of them a kind, a topic and a verdict', () => {
    for (const { id, topic, kinds, statement, verdict, note } of rows) {
      expect(id).to.match(/^[A-Z]{1,2}\d+$/);
      expect(topic, id).to.match(/^[a-z]+$/);
      expect(kinds, id).to.be.an('array').with.length.above(0);
      for (const kind of kinds) expect(KINDS, id).to.include(kind);
      expect(statement, id).to.have.length.above(3);
      expect(VERDICTS, id).to.include(verdict);
      if (note !== undefined) expect(note, id).to.match(/./);
    }
  });

  test('gives a reason, as a sentence, where something cannot be executed', () => {
    for (const { id, notExecutable } of rows) {
      if (notExecutable !== undefined) expect(notExecutable, id).to.match(/^.{20,}[^.]$/);
    }
  });
});
