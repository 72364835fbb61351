/** What changed between versions of a runtime: which versions are compared, and which known change lies between them. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import { changesBetween } from '../../../bench/judge/matrix/version-changes.ts';
import { partsOf } from '../../../bench/judge/matrix/names.ts';
import type { ClaimReport, CrossingReport, MatrixClaim, VersionChange } from '../../../reports/model.ts';
import { shiftSentence } from '../../../reports/shifts.ts';
import { measured } from '../../support/made-claim-report.ts';
import { claimOf, runOn, type Verdicts } from '../../support/made-matrix.ts';

const change = (since: string, source = `https://example.org/${since}`): VersionChange => ({
  since,
  says: 'it',
  source,
});

/** The verdicts on one claim, runtime by runtime; a runtime may be there twice. */
function claimOn(
  all: readonly (readonly [runtime: string, verdicts: Verdicts, more?: Partial<ClaimReport>])[],
  changes?: readonly VersionChange[],
): { readonly claim: MatrixClaim; readonly says: readonly string[] } {
  const { claims, runtimes } = matrixOf(
    all.map(([runtime, verdicts, more], nth) =>
      runOn(
        runtime,
        { 'a/b': { ...claimOf('a/b', verdicts), ...(changes && { changes }), ...more } },
        { id: `run ${nth}` },
      ),
    ),
    [],
  );
  return { claim: claims[0]!, says: claims[0]!.shifts.map((one) => shiftSentence(one, runtimes)) };
}

suite('a verdict between versions', () => {
  for (const { title, all, says } of [
    {
      title: 'that stays is none',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', 'c'],
      ],
      says: [],
    },
    {
      title: 'is compared with that of the version before',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', 'r'],
        ['Node.js 24.1.0', 'c'],
      ],
      says: [
        'Node.js 20.1.0 → Node.js 22.1.0: confirmed, then refuted',
        'Node.js 22.1.0 → Node.js 24.1.0: refuted, then confirmed',
      ],
    },
    {
      title: 'is compared in the order of the versions, whatever the order of the columns',
      all: [
        ['Node.js 24.1.0', 'r'],
        ['Node.js 9.1.0', 'c'],
        ['Node.js 20.1.0', 'c'],
      ],
      says: ['Node.js 20.1.0 → Node.js 24.1.0: confirmed, then refuted'],
    },
    {
      title: 'is compared by each number of a version, not by its letters',
      all: [
        ['Node.js 22.4.0', 'c'],
        ['Node.js 22.12.0', 'r'],
      ],
      says: ['Node.js 22.4.0 → Node.js 22.12.0: confirmed, then refuted'],
    },
    {
      title: 'is compared with the last that could be told',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', '?'],
        ['Node.js 24.1.0', 'r'],
      ],
      says: ['Node.js 20.1.0 → Node.js 24.1.0: confirmed, then refuted'],
    },
    {
      title: 'that could not be told is no other',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', '?'],
        ['Node.js 24.1.0', 'c'],
      ],
      says: [],
    },
    {
      title: 'of another runtime is another matter',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Bun 1.3.2', 'r'],
        ['Deno 2.5.0', 'r'],
        ['Bun 1.4.0', 'c'],
      ],
      says: ['Bun 1.3.2 → Bun 1.4.0: refuted, then confirmed'],
    },
    {
      title: 'of one version on two machines is no change between versions',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 20.1.0', 'r'],
      ],
      says: [],
    },
    {
      title: 'is not known where two runs of that version disagree',
      all: [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', 'c'],
        ['Node.js 22.1.0', 'r'],
        ['Node.js 24.1.0', 'e'],
      ],
      says: ['Node.js 20.1.0 → Node.js 24.1.0: confirmed, then equivalent'],
    },
    {
      title: 'is told for each case, those that are alike together',
      all: [
        ['Node.js 20.1.0', 'ccccr'],
        ['Node.js 22.1.0', 'crrre'],
      ],
      says: [
        'Node.js 20.1.0 → Node.js 22.1.0: at bytes=2 B, bytes=3 B and 1 further case: confirmed, then refuted; at bytes=5 B: refuted, then equivalent',
      ],
    },
  ] as const) {
    test(title, () => {
      expect(claimOn(all).says).to.deep.equal(says);
    });
  }

  test('has the ids of its cases, and its runtimes by their places', () => {
    const { claim } = claimOn([
      ['Bun 1.3.2', 'cc'],
      ['Node.js 22.1.0', 'cr'],
      ['Node.js 20.1.0', 'cc'],
    ]);
    expect(claim.shifts).to.deep.equal([
      { from: 2, to: 1, cases: ['bytes=2'], says: ['at bytes=2 B: confirmed, then refuted'], changes: [] },
    ]);
  });

  test('that is decided by the answers says so', () => {
    const byAnswers = claimOf('a/b', 'r');
    const cases = byAnswers.cases.map((one) => ({ ...one, ground: 'answers' as const }));
    expect(
      claimOn([
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.1.0', 'r', { cases }],
      ]).says,
    ).to.deep.equal(['Node.js 20.1.0 → Node.js 22.1.0: confirmed, then refuted by the answers']);
  });

  test('does not say who wins where a claim asks for a least ratio: that is compared too, where it is known', () => {
    const at = (ratio: number, low: number, high: number): Partial<ClaimReport> => {
      const { cases } = claimOf('a/b', 'c');
      return { atLeast: 0.6, cases: cases.map((one) => ({ ...one, ratio: { estimate: ratio, low, high } })) };
    };
    const [slower, faster, open] = [at(0.8, 0.7, 0.9), at(1.5, 1.4, 1.6), at(1, 0.9, 1.1)];
    expect(
      claimOn([
        ['Node.js 20.1.0', 'c', slower],
        ['Node.js 22.1.0', 'c', faster],
      ]).says,
    ).to.deep.equal(['Node.js 20.1.0 → Node.js 22.1.0: confirmed (join wins), then confirmed (concat wins)']);
    expect(
      claimOn([
        ['Node.js 20.1.0', 'c', slower],
        ['Node.js 22.1.0', 'c', open],
      ]).says,
    ).to.deep.equal([]);
  });
});

suite('a crossing between versions', () => {
  const even = (
    estimate: number,
    low: number,
    high: number,
    more: Partial<CrossingReport> = {},
  ): Partial<ClaimReport> => ({
    crossings: [
      {
        axis: 'bytes',
        given: {},
        between: [1, 2],
        verdicts: ['confirmed', 'refuted'],
        estimate,
        low,
        high,
        says: '',
        ...more,
      },
    ],
  });
  const cases = (given: CrossingReport['given']) =>
    [8, 25, 64].map((bytes) => measured({ ...given, bytes }, 'equivalent', [1, 0.99, 1.01]));
  const moved = (one: Partial<ClaimReport>, other: Partial<ClaimReport>, given: CrossingReport['given'] = {}) =>
    claimOn([
      ['Node.js 20.1.0', 'c', { cases: cases(given), ...one }],
      ['Node.js 22.1.0', 'c', { cases: cases(given), ...other }],
    ]).says;

  test('moves where a size that was measured lies between the intervals of its places', () => {
    const says = 'even at about 14 B [9 B, 22 B], then at about 40 B [30 B, 50 B]';
    expect(moved(even(14, 9, 22), even(40, 30, 50))).to.deep.equal([`Node.js 20.1.0 → Node.js 22.1.0: ${says}`]);
    expect(moved(even(40, 30, 50), even(14, 9, 22))).to.have.length(1);
  });

  test('is not shown to move where they overlap', () => {
    expect(moved(even(14, 9, 31), even(40, 30, 50))).to.deep.equal([]);
  });

  test('is not shown to move between two sizes: what the ratio is there was not measured', () => {
    expect(moved(even(10, 9, 11), even(20, 19, 21))).to.deep.equal([]);
  });

  test('is compared with that on the same line of the table, in the same direction', () => {
    const line = { given: { chunks: 4 } };
    expect(moved(even(14, 9, 22), even(40, 30, 50, line))).to.deep.equal([]);
    expect(moved(even(14, 9, 22, line), even(40, 30, 50, line), { chunks: 64 })).to.deep.equal([]);
    expect(moved(even(14, 9, 22, line), even(40, 30, 50, line), { chunks: 4 })[0]).to.contain(': chunks=4: even at');
    expect(moved(even(14, 9, 22), even(40, 30, 50, { verdicts: ['refuted', 'confirmed'] }))).to.deep.equal([]);
    expect(moved(even(14, 9, 22), even(40, 30, 50, { verdicts: ['confirmed', 'equivalent'] }))).to.have.length(1);
  });

  test('is not compared where its place is not known, or where there are several on the line', () => {
    const [one, other] = [even(14, 9, 22), even(40, 30, 50)];
    const { estimate: _, high: __, ...open } = other.crossings![0]!;
    expect(moved(one, { crossings: [open] })).to.deep.equal([]);
    expect(moved(one, { crossings: [...other.crossings!, ...other.crossings!] })).to.deep.equal([]);
  });
});

suite('a known change', () => {
  const lies = (changes: readonly VersionChange[], older: string, newer: string) =>
    changesBetween(changes, partsOf(older), partsOf(newer)).map(
      ({ since, notYet }) => `${since}${notYet ? ' not yet' : ''}`,
    );

  for (const [since, older, newer, found] of [
    ['node@24', 'Node.js 22.21.1', 'Node.js 24.0.0', ['node@24']],
    ['node@24', 'Node.js 22.21.1', 'Node.js 26.1.0', ['node@24']],
    ['node@24', 'Node.js 24.0.0', 'Node.js 26.1.0', []],
    ['node@24', 'Node.js 20.1.0', 'Node.js 22.1.0', []],
    ['node@22.12', 'Node.js 22.0.0', 'Node.js 24.0.0', ['node@22.12']],
    ['node@22.12', 'Node.js 22.4.0', 'Node.js 22.12.0', ['node@22.12']],
    ['node@22.12', 'Node.js 22.12.0', 'Node.js 24.0.0', []],
    ['node@22.12.1', 'Node.js 22.12.0', 'Node.js 22.12.1', ['node@22.12.1']],
    ['bun@1.3', 'Node.js 1.2.0', 'Node.js 1.4.0', []],
    ['bun@1.3', 'Bun 1.2.0', 'Bun 1.3.2', ['bun@1.3']],
  ] as const) {
    test(`since ${since} lies ${found.length > 0 ? '' : 'not '}between ${older} and ${newer}`, () => {
      expect(lies([change(since)], older, newer)).to.deep.equal(found);
    });
  }

  test('that came to two lines of releases is one: later numbers of the other line may lack it', () => {
    const both = [change('node@24.18', 'https://example.org/pool'), change('node@26.3', 'https://example.org/pool')];
    expect(lies(both, 'Node.js 24.17.0', 'Node.js 26.2.0')).to.deep.equal([]);
    expect(lies(both, 'Node.js 24.17.0', 'Node.js 26.3.0')).to.deep.equal(['node@26.3']);
    expect(lies(both, 'Node.js 24.18.0', 'Node.js 26.3.0')).to.deep.equal([]);
    expect(lies(both, 'Node.js 24.18.0', 'Node.js 26.2.0')).to.deep.equal(['node@26.3 not yet']);
    expect(lies(both, 'Node.js 22.1.0', 'Node.js 24.18.0')).to.deep.equal(['node@24.18']);
  });

  test('is linked to what differs around it, and what shows nothing is told apart from what was not asked', () => {
    const changes = [change('node@24'), change('node@22.4'), change('node@18'), change('bun@1.3')];
    const { claim } = claimOn(
      [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.6.0', 'c'],
        ['Node.js 24.1.0', 'r'],
      ],
      changes,
    );
    expect(claim.shifts.map((one) => one.changes.map(({ since }) => since))).to.deep.equal([['node@24']]);
    expect(claim.changes.map(({ since, effect }) => [since, effect])).to.deep.equal([
      ['node@24', 'seen'],
      ['node@22.4', 'unseen'],
      ['node@18', 'unasked'],
      ['bun@1.3', 'unasked'],
    ]);
  });

  test('is told once, though every run has it', () => {
    const { claim } = claimOn(
      [
        ['Node.js 20.1.0', 'c'],
        ['Node.js 22.6.0', 'c'],
      ],
      [change('node@22')],
    );
    expect(claim.changes).to.have.length(1);
  });
});
