/** What is measured to compare two revisions, from the claims that each has. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import type { Planned } from '../../../bench/comparison/planned.ts';
import { planRevisions, type Revisions } from '../../../bench/comparison/revisions.ts';
import { casesOf, contendersOf, madeSide, type MadeSide } from '../../support/made-side.ts';

function plan(base: MadeSide, head: MadeSide, more: Partial<Revisions> = {}): Planned {
  return planRevisions({ base: madeSide('base', base), head: madeSide('head', head), ...more });
}

const idsOf = ({ claims }: Planned) => claims.map(({ claim }) => claim.id);

suite('the plan of two revisions', () => {
  test('has each contender of a claim at the base, at the head and at the base once more', () => {
    const { claims, sources, standings } = plan({ claims: { 'x/one': {} } }, { claims: { 'x/one': {} } });
    expect(claims.map(({ claim }) => claim.id)).to.deep.equal(['x/one#a', 'x/one#b']);
    const [{ claim, standsFor }] = claims as [(typeof claims)[0]];
    expect(standsFor).to.deep.equal({ is: 'contender', claim: 'x/one', contender: 'a' });
    expect([claim.favours, claim.over, claim.sides]).to.deep.equal(['head', 'base', ['head']]);
    expect(claim.contenders.map(({ name }) => name)).to.deep.equal(['base', 'head', 'twin']);
    const [base, head] = ['base', 'head'].map((side) => ({ module: `file:///${side}/x/one.js`, contender: 'b' }));
    expect(sources.get('x/one#b')).to.deep.equal({
      module: head!.module,
      origins: { base, head, twin: base },
      reference: 'base',
    });
    expect(standings).to.deep.equal([{ claim: 'x/one', is: 'compared' }]);
  });

  test('has the claim as each side has it where its code differs, for the verdict before and now', () => {
    const both = { claims: { 'x/one': { margin: 0.2 } } };
    expect(idsOf(plan(both, both))).to.not.include('x/one@base');
    const { claims, sources } = plan({ ...both, code: 'old' }, { ...both, code: 'new' }, { tolerance: 0.01 });
    expect(claims.map(({ claim, code }) => [claim.id, code, claim.margin])).to.deep.equal([
      ['x/one#a', 'x/one new', 0.01],
      ['x/one#b', 'x/one new', 0.01],
      ['x/one@base', 'x/one old', 0.2],
      ['x/one@head', 'x/one new', 0.2],
    ]);
    expect(sources.get('x/one@base')).to.deep.equal({ module: 'file:///base/x/one.js' });
    expect(claims[2]!.standsFor).to.deep.equal({ is: 'verdict', claim: 'x/one', side: 'base' });
  });

  test('takes the head’s margin for its tolerance, or what was asked for', () => {
    const [base, head] = [{ claims: { one: { margin: 0.1 } } }, { claims: { one: { margin: 0.2 } } }];
    expect(plan(base, head).claims[0]!.claim.margin).to.equal(0.2);
    expect(plan(base, { claims: { one: {} } }).claims[0]!.claim.margin).to.equal(0.1);
    expect(plan(base, head, { tolerance: 0.02 }).claims[0]!.claim.margin).to.equal(0.02);
    expect(plan({ claims: { one: {} } }, { claims: { one: {} } }).claims[0]!.claim).to.not.have.property('margin');
  });

  test('lists what only one side has: claims, contenders, cases', () => {
    const { standings, claims } = plan(
      { claims: { gone: {}, kept: { ...contendersOf('a', 'old'), ...casesOf(1, 2) } } },
      { claims: { added: {}, kept: { ...contendersOf('a', 'young'), ...casesOf(2, 3) } } },
    );
    expect(standings).to.deep.equal([
      { claim: 'added', is: 'new' },
      { claim: 'kept', is: 'compared' },
      { claim: 'kept', contender: 'young', is: 'new' },
      { claim: 'kept', contender: 'old', is: 'gone' },
      { claim: 'kept', case: 'n=3', is: 'new' },
      { claim: 'kept', case: 'n=1', is: 'gone' },
      { claim: 'gone', is: 'gone' },
    ]);
    expect(claims.map(({ claim }) => [claim.id, claim.cases.map(({ id }) => id)])).to.deep.equal([['kept#a', ['n=2']]]);
  });

  test('lists what is broken, and at which side', () => {
    const whole = { claims: { one: {}, two: {}, three: {} } };
    const { standings, claims } = plan(
      { claims: { two: {} }, broken: { one: 'it does not load.', three: 'no' } },
      { claims: { one: {} }, broken: { two: 'it throws', three: 'nor here.' } },
    );
    expect(claims).to.deep.equal([]);
    expect(standings).to.deep.equal([
      { claim: 'one', is: 'broken', says: 'at the base: it does not load' },
      { claim: 'three', is: 'broken', says: 'at the base: no; at the head: nor here' },
      { claim: 'two', is: 'broken', says: 'at the head: it throws' },
    ]);
    expect(plan(whole, whole).standings.every(({ is }) => is === 'compared')).to.equal(true);
  });

  test('leaves out what the machine lacks, what is about something else now, and what has nothing in common', () => {
    const { standings, claims } = plan(
      { claims: { lacking: {}, other: {}, strange: casesOf(1), renamed: contendersOf('a', 'b') } },
      {
        claims: {
          lacking: { lacks: 'there is no sea' },
          other: { metric: 'allocated' },
          strange: casesOf(2),
          renamed: contendersOf('c', 'd'),
        },
      },
    );
    expect(claims).to.deep.equal([]);
    expect(standings).to.deep.equal([
      { claim: 'lacking', is: 'lacking', says: 'there is no sea' },
      { claim: 'other', is: 'new', says: 'it was about time, and is about allocated' },
      { claim: 'renamed', is: 'new', says: 'the base has none of what it asks' },
      { claim: 'strange', is: 'new', says: 'the base has none of what it asks' },
    ]);
  });

  test('asks only what reaches a change, where that is wanted, and says of the rest that it does not', () => {
    const both = { claims: { one: {}, two: {} } };
    const { standings, claims } = plan(both, both, { changed: new Set(['two']) });
    expect(claims.map(({ claim }) => claim.id)).to.deep.equal(['two#a', 'two#b']);
    expect(standings).to.deep.equal([
      { claim: 'one', is: 'unchanged' },
      { claim: 'two', is: 'compared' },
    ]);
  });
});
