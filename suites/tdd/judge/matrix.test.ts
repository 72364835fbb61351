/** The matrix from the inside: where verdicts of several runtimes agree, where they differ, and what is said of it. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { matrixOf } from '../../../bench/judge/matrix.ts';
import type { Agreement, MatrixReport } from '../../../reports/model.ts';
import { claimOf, matrixOfOne, runOn, sampleMatrix } from '../../support/made-matrix.ts';

const NODES = ['Node.js 20.20.2', 'Node.js 22.21.1', 'Node.js 24.11.0', 'Node.js 26.1.0'] as const;

/** One claim on the four Nodes, a letter each, and on whatever comes after them. */
function told(letters: string, more: Readonly<Record<string, string>> = {}) {
  const nodes = Object.fromEntries(NODES.map((name, at) => [name, letters[at]!]));
  const [only] = matrixOfOne({ ...nodes, ...more }).claims;
  return only!;
}

suite('A matrix: where verdicts agree', () => {
  const rows: readonly (readonly [string, Agreement, string])[] = [
    ['cccc', 'same', 'confirmed on all 4 runtimes'],
    ['ccrr', 'differs', 'confirmed on Node.js 20 and 22, refuted from Node.js 24 on'],
    ['cccr', 'differs', 'confirmed on Node.js 20, 22 and 24, refuted on Node.js 26'],
    ['crrr', 'differs', 'confirmed on Node.js 20, refuted from Node.js 22 on'],
    ['crcr', 'differs', 'confirmed on Node.js 20 and 24, refuted on Node.js 22 and 26'],
    ['rree', 'differs', 'refuted on Node.js 20 and 22, equivalent from Node.js 24 on'],
    ['cc??', 'partly', 'confirmed on Node.js 20 and 22; could not be told from Node.js 24 on'],
    ['c?r?', 'differs', 'confirmed on Node.js 20, refuted on Node.js 24; could not be told on Node.js 22 and 26'],
    ['crr?', 'differs', 'confirmed on Node.js 20, refuted on Node.js 22 and 24; could not be told on Node.js 26'],
    ['c???', 'untold', 'confirmed on Node.js 20; could not be told from Node.js 22 on'],
    ['????', 'untold', 'could not be told on all 4 runtimes'],
    ['cc.r', 'differs', 'confirmed on Node.js 20 and 22, refuted on Node.js 26; not measured on Node.js 24'],
  ];
  for (const [letters, agreement, sentence] of rows) {
    test(`${letters}: ${agreement}, ${sentence}`, () => {
      const found = told(letters);
      expect([found.agreement, found.sentence]).to.deep.equal([agreement, sentence]);
    });
  }

  test('versions are in their order, whatever the order of the columns', () => {
    const [claim] = matrixOfOne({ 'Node.js 24.1.0': 'r', 'Node.js 9.0.0': 'c', 'Node.js 26.0.0': 'r' }).claims;
    expect(claim!.sentence).to.equal('refuted from Node.js 24 on, confirmed on Node.js 9');
  });

  test('runtimes of another kind are named by themselves, in full', () => {
    expect(told('ccrr', { 'Bun 1.3.2': 'r', 'Deno 2.5.0': 'c' }).sentence).to.equal(
      'confirmed on Node.js 20 and 22 and on Deno 2.5.0, refuted from Node.js 24 on and on Bun 1.3.2',
    );
  });

  test('two versions of one major are told apart', () => {
    const [claim] = matrixOfOne({ 'Node.js 22.1.0': 'c', 'Node.js 22.9.0': 'r', 'Node.js 24.0.0': 'r' }).claims;
    expect(claim!.sentence).to.equal('confirmed on Node.js 22.1.0, refuted from Node.js 22.9.0 on');
  });

  test('of two runtimes both are said', () => {
    const [claim] = matrixOfOne({ 'Node.js 22.1.0': 'c', 'Bun 1.3.2': 'c' }).claims;
    expect(claim!.sentence).to.equal('confirmed on both runtimes');
  });

  test('a claim of several cases differs where a case of it does, and its sentence names that', () => {
    const [claim] = matrixOfOne({ 'Node.js 20.1.0': 'cc?e', 'Node.js 22.1.0': 'cr?e' }).claims;
    expect(claim!.agreement).to.equal('differs');
    expect(claim!.sentence).to.equal(
      'at bytes=2 B: confirmed on Node.js 20, refuted on Node.js 22; no difference shown at 3 of 4 cases',
    );
    expect(claim!.cases.map(({ agreement }) => agreement)).to.deep.equal(['same', 'differs', 'untold', 'same']);
  });

  test('cases that differ alike are told together, and of many ways two', () => {
    const [claim] = matrixOfOne({ 'Node.js 20.1.0': 'ccre', 'Node.js 22.1.0': 'rrcr' }).claims;
    expect(claim!.sentence).to.equal(
      'at bytes=1 B and 1 other: confirmed on Node.js 20, refuted on Node.js 22; at bytes=3 B: refuted on Node.js 20, confirmed on Node.js 22; 1 further case differs otherwise',
    );
  });

  test('different cases on different runtimes are not compared with each other', () => {
    const [claim] = matrixOfOne({ 'Node.js 20.1.0': 'c.', 'Node.js 22.1.0': '.r' }).claims;
    expect(claim).to.deep.include({
      agreement: 'untold',
      sentence: 'told on fewer than two runtimes at each of 2 cases',
    });
  });

  test('cases that agree are counted by their verdict', () => {
    const [same] = matrixOfOne({ 'Node.js 20.1.0': 'cce?', 'Node.js 22.1.0': 'cce?' }).claims;
    expect(same!.sentence).to.equal(
      'confirmed at 2 and equivalent at 1 of 4 cases, alike wherever it could be told; 1 told on fewer than two',
    );
  });

  test('one more runtime that cannot tell never makes a claim differ, nor ceases it to', () => {
    const letters = fc.array(fc.constantFrom('c', 'r', 'e', '?', '.'), { minLength: 1, maxLength: 4 });
    const rowsOf = fc.array(
      letters.map((each) => each.join('').padEnd(4, '?')),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(rowsOf, (all) => {
        const verdicts = Object.fromEntries(all.map((each, at) => [`Node.js ${at + 10}.0.0`, each]));
        const [before] = matrixOfOne(verdicts).claims;
        const [after] = matrixOfOne({ ...verdicts, 'Bun 1.0.0': '????' }).claims;
        expect(after!.agreement === 'differs').to.equal(before!.agreement === 'differs');
        expect(after!.agreement).not.to.equal('same');
        const [turned] = matrixOfOne(Object.fromEntries(Object.entries(verdicts).toReversed())).claims;
        expect(turned!.agreement).to.equal(before!.agreement);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

suite('A matrix: its sentence', () => {
  test('says how many claims have the same verdict everywhere, how many differ, how many could not be told', () => {
    expect(sampleMatrix().sentence).to.equal(
      'Of 6 claims on 5 runtimes 1 has the same verdict everywhere, 3 have the same verdict on those that could tell, 1 differs and 1 could be told on fewer than two.',
    );
  });

  test('compares nothing where one runtime was measured, or none', () => {
    const one = runOn('Node.js 20.1.0', { 'a/b': 'c' });
    const missing = [{ asked: 'node@26', says: 'could not be fetched' }];
    expect(matrixOf([one], missing).sentence).to.equal('1 claim on 1 runtime: there is nothing to compare them with.');
    expect(matrixOf([], missing).sentence).to.equal('No runtime was measured.');
    expect(matrixOf([runOn('Node.js 20.1.0', {})], []).sentence).to.equal('No claim was measured on 1 runtime.');
  });

  test('counts every claim once', () => {
    const { claims, sentence } = sampleMatrix();
    const [all, ...parts] = [...sentence.matchAll(/\d+/g)].map(Number);
    expect(parts.slice(1).reduce((sum, many) => sum + many, 0))
      .to.equal(all)
      .and.to.equal(claims.length);
  });

  test('its method says what a correction in each run by itself lets through in all of them', () => {
    const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map((major) => [`Node.js ${major}.0.0`, 'c']));
    expect(matrixOfOne(six).method[0]).to.contain('Among 6 runs together that is up to 26 %');
    expect(matrixOfOne({ 'Node.js 20.0.0': 'c' }).method[0]).not.to.contain('together');
  });
});

suite('A matrix: its columns', () => {
  const namesOf = ({ runtimes }: MatrixReport) => runtimes.map(({ name, short }) => `${short}: ${name}`);

  test('stand in the order asked for, those among them that could not be measured', () => {
    const [a, b] = [runOn('Node.js 26.1.0', { 'a/b': 'c' }), runOn('Bun 1.3.2', { 'a/b': 'r' })];
    const missing = [{ asked: 'deno@2', says: 'could not be fetched' }];
    const matrix = matrixOf([a, b], missing, ['Bun 1.3.2', 'deno@2', 'Node.js 26.1.0']);
    expect(namesOf(matrix)).to.deep.equal(['bun: Bun 1.3.2', 'deno: deno@2', 'n26: Node.js 26.1.0']);
    expect(matrix.runtimes[1]).to.deep.include({ says: 'could not be fetched.' }).and.not.to.have.property('run');
    expect(matrix.claims[0]!.cells.map(({ is }) => is)).to.deep.equal(['refuted', 'unasked', 'confirmed']);
    expect(matrix.claims[0]!.cases[0]!.found.map((one) => one?.verdict)).to.deep.equal([
      'refuted',
      undefined,
      'confirmed',
    ]);
  });

  const twins: readonly (readonly [string, object, object, readonly string[]])[] = [
    [
      'their days',
      { started: '2026-11-21T10:00:00.000Z' },
      { started: '2026-11-22T10:00:00.000Z' },
      ['2026-11-21', '2026-11-22'],
    ],
    [
      'their commits, where the day is the same',
      { environment: { commit: 'aaaaaaa' } },
      { environment: { commit: 'bbbbbbb+' } },
      ['aaaaaaa', 'bbbbbbb+'],
    ],
    [
      'their minutes, where both are',
      { started: '2026-11-21T10:00:00.000Z' },
      { started: '2026-11-21T10:05:00.000Z' },
      ['2026-11-21 10:00 UTC', '2026-11-21 10:05 UTC'],
    ],
    ['their ids, where all else is the same', { id: 'one' }, { id: 'other' }, ['one', 'other']],
    ['their number, at last', { id: 'one' }, { id: 'one' }, ['1 of 2', '2 of 2']],
  ];
  for (const [by, one, other, tails] of twins) {
    test(`of one runtime are told apart by ${by}`, () => {
      const runs = [one, other].map((more) => runOn('Node.js 20.1.0', { 'a/b': 'c' }, more));
      const [a, b] = tails;
      expect(namesOf(matrixOf(runs, []))).to.deep.equal([`n20a: Node.js 20.1.0 (${a})`, `n20b: Node.js 20.1.0 (${b})`]);
    });
  }

  const machines: readonly (readonly [string, readonly object[], readonly string[]])[] = [
    ['their processors', [{ cpu: 'a' }, { cpu: 'b' }], ['a', 'b']],
    [
      'their cores, where the processor is the same',
      [{ cpu: 'a' }, { cpu: 'a', cores: 8 }],
      ['a, 2 cores', 'a, 8 cores'],
    ],
    [
      'their commits as well, where two are of one machine',
      [{ cpu: 'a' }, { cpu: 'b' }, { cpu: 'a', commit: 'bbbbbbb' }],
      ['a, 2026-11-22, ffcfed3c0ffe', 'b, 2026-11-22, ffcfed3c0ffe', 'a, 2026-11-22, bbbbbbb'],
    ],
  ];
  for (const [by, environments, tails] of machines) {
    test(`of one runtime on several machines are told apart by ${by}`, () => {
      const runs = environments.map((environment) => runOn('Node.js 20.1.0', { 'a/b': 'c' }, { environment }));
      const names = matrixOf(runs, []).runtimes.map(({ name }) => name);
      expect(names).to.deep.equal(tails.map((tail) => `Node.js 20.1.0 (${tail})`));
    });
  }

  test('are runs, and no runtimes, where two of them are of one', () => {
    const runs = ['20.1.0', '20.1.0', '22.1.0'].map((version, at) =>
      runOn(`Node.js ${version}`, { 'a/b': 'cr?'[at]!, 'a/c': 'c' }, { environment: { cpu: `processor ${at}` } }),
    );
    const matrix = matrixOf(runs, []);
    expect(matrix.across).to.equal('runs');
    expect(matrix.sentence).to.equal('Of 2 claims in 3 runs 1 has the same verdict everywhere and 1 differs.');
    expect(matrix.claims.map(({ sentence }) => sentence)).to.deep.equal([
      'confirmed on Node.js 20.1.0 (processor 0), refuted on Node.js 20.1.0 (processor 1); could not be told on Node.js 22',
      'confirmed in all 3 runs',
    ]);
    expect(matrix.method.slice(0, 2).join(' ')).not.to.contain('runtime');
    expect(matrixOf(runs.slice(1), []).across).to.equal('runtimes');
  });

  test('have names and heads of their own, whatever the runtimes are called', () => {
    const name = fc.oneof(
      fc.constantFrom(
        ...NODES,
        'Node.js 20.9.0',
        'Bun 1.0.0',
        'buna 1.0.0',
        'node@20',
        '/usr/bin/node',
        'r1',
        '',
        '<b>',
        '日本 1.0',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 9 }),
        fc.array(name, { maxLength: 3 }),
        (runtimes, lost) => {
          const runs = runtimes.map((runtime) => runOn(runtime, { 'a/b': 'c' }));
          const matrix = matrixOf(
            runs,
            lost.map((asked) => ({ asked, says: 'gone' })),
          );
          expect(new Set(matrix.runtimes.map((one) => one.name)).size).to.equal(matrix.runtimes.length);
          expect(new Set(matrix.runtimes.map(({ short }) => short)).size).to.equal(matrix.runtimes.length);
          for (const { short } of matrix.runtimes) expect(short).to.match(/^[a-z0-9.-]{1,8}$/);
        },
      ),
      { numRuns: 50, seed: 11 },
    );
  });

  test('hold what the run was: when, how long, whether its controls passed', () => {
    const { report, asked } = runOn('Node.js 20.1.0', { 'a/b': 'c' });
    const [column] = matrixOf([{ report, asked }], []).runtimes;
    const { id, started, seconds, controls, complete, environment } = report;
    expect(column!.run).to.deep.include({ id, started, seconds, controls, complete, environment });
  });
});

suite('A matrix: its cells', () => {
  test('have the counts, the sentence, and the weakest and the strongest case', () => {
    const report = runOn('Node.js 20.1.0', { 'a/b': claimOf('a/b', 'cr?', { sentence: 'as judged' }) });
    const [cell] = matrixOf([report], []).claims[0]!.cells;
    expect(cell).to.deep.include({ is: 'mixed', sentence: 'as judged' });
    expect(cell!.counts).to.deep.equal({ confirmed: 1, refuted: 1, equivalent: 0, inconclusive: 1 });
    expect([cell!.weakest!.case, cell!.strongest!.case]).to.deep.equal(['bytes=2', 'bytes=1']);
    expect(cell!.weakest!.ratio.estimate).to.equal(0.71);
  });

  test('say why there is none: not asked, broken, or not in the run', () => {
    const { claims } = sampleMatrix();
    const says = (id: string) =>
      claims.find((claim) => claim.id === id)!.cells.map(({ is, sentence }) => `${is}: ${sentence}`);
    expect(says('modules/core-first')[3]).to.equal(
      'unasked: not asked here: needs the builtin punycode, which this Node.js no longer has',
    );
    expect(says('memory/allocates-less')[4]).to.equal('broken: "allocated" cannot be told there');
    const runs = [runOn('Node.js 20.1.0', { 'a/b': 'c' }), runOn('Bun 1.3.2', { 'a/c': 'c' })];
    const [first] = matrixOf(runs, []).claims;
    expect(first!.cells[1]).to.deep.include({ is: 'unasked', sentence: 'its run does not have it' });
  });

  test('have where the winner changes, beside the axis of the claim', () => {
    const claim = sampleMatrix().claims[1]!;
    expect(claim.crossingAxis).to.equal('bytes');
    expect(claim.cells.map(({ crossings }) => crossings.length)).to.deep.equal([1, 1, 1, 1, 1, 0]);
  });

  test('rows stand by topic, then by name, of all runs', () => {
    const runs = [runOn('Node.js 20.1.0', { 'b/b': 'c', 'a/z': 'c' }), runOn('Bun 1.3.2', { 'a/c': 'c', 'b/b': 'r' })];
    expect(matrixOf(runs, []).claims.map(({ id }) => id)).to.deep.equal(['a/c', 'a/z', 'b/b']);
  });

  test('what one runtime cannot tell, and another can, is listed by metric with the reason', () => {
    const gaps = sampleMatrix().runtimes.map(({ cannot }) => cannot);
    expect(gaps.slice(0, 3)).to.deep.equal([[], [], []]);
    expect(gaps[3]).to.deep.equal([
      {
        metric: 'time',
        says: 'not asked here: needs the builtin punycode, which this Node.js no longer has',
        claims: ['modules/core-first'],
      },
    ]);
    expect(gaps[4]).to.deep.equal([
      { metric: 'allocated', says: '"allocated" cannot be told there', claims: ['memory/allocates-less'] },
    ]);
  });

  test('what no runtime can tell is a gap of none of them', () => {
    const lacks = claimOf('a/b', '.', { lacks: 'needs 4 processors', sentence: 'not asked here: needs 4 processors' });
    const matrix = matrixOf([runOn('Node.js 20.1.0', { 'a/b': lacks }), runOn('Bun 1.3.2', { 'a/b': lacks })], []);
    expect(matrix.runtimes.flatMap(({ cannot }) => cannot)).to.deep.equal([]);
    expect(matrix.claims[0]!.sentence).to.equal('not asked here: needs 4 processors');
  });
});

suite('A matrix: what else may be the reason', () => {
  const warned = (...runs: readonly ReturnType<typeof runOn>[]) => matrixOf(runs, []).warnings;
  const on = (runtime: string, more: Parameters<typeof runOn>[2] = {}) => runOn(runtime, { 'a/b': 'c' }, more);

  test('nothing is warned of where one machine and one commit were measured', () => {
    expect(
      warned(on('Node.js 20.1.0'), on('Bun 1.3.2', { environment: { load: 3, platform: 'linux x64' } })),
    ).to.deep.equal([]);
  });

  test('machines that differ are named, and a kernel that keeps some memory for itself is none', () => {
    const other = { cpu: 'another processor' };
    const [warning] = warned(on('Node.js 20.1.0'), on('Node.js 22.1.0', { environment: other }), on('Bun 1.3.2'));
    expect(warning).to.match(
      /^The runs are of 2 machines: Intel Xeon.*\(Node\.js 20\.1\.0 and Bun 1\.3\.2\); another processor, 2 cores, linux x64, 7\.7 GiB \(Node\.js 22\.1\.0\)\./,
    );
    for (const memory of [8_254_468_096 * 0.985, 8_254_468_096 * 0.9]) {
      const many = warned(on('Node.js 20.1.0'), on('Node.js 22.1.0', { environment: { memory } })).length;
      expect(many).to.equal(memory > 8e9 ? 0 : 1);
    }
  });

  test('commits and versions that differ are named', () => {
    const [warning] = warned(on('Node.js 20.1.0'), on('Node.js 22.1.0', { environment: { commit: 'bbbbbbb+' } }));
    expect(warning).to.match(
      /^The runs are not of the same code: .*commit ffcfed3c0ffee \(Node\.js 20\.1\.0\); touchstone 0\.1\.0, commit bbbbbbb\+ \(Node\.js 22\.1\.0\)/,
    );
  });

  test('commits that differ in nothing that measures are none', () => {
    const later = { environment: { commit: 'bbbbbbb' } };
    const same = [on('Node.js 20.1.0', { code: 'aa' }), on('Node.js 22.1.0', { ...later, code: 'aa' })];
    expect(warned(...same)).to.deep.equal([]);
    const other = [on('Node.js 20.1.0', { code: 'aa' }), on('Node.js 22.1.0', { ...later, code: 'bb' })];
    expect(warned(...other)).to.have.length(1);
  });

  test('runs that were asked for fewer claims are named, and what they were not asked is nothing that they cannot tell', () => {
    const runs = [runOn('Node.js 20.1.0', { 'a/b': 'c', 'a/c': 'r' }), runOn('Bun 1.3.2', { 'a/b': 'c' })];
    const { warnings, runtimes } = matrixOf(runs, []);
    expect(warnings).to.deep.equal(['Not every run was asked for all 2 claims: Bun 1.3.2 for 1.']);
    expect(runtimes.flatMap(({ cannot }) => cannot)).to.deep.equal([]);
  });

  test('failed controls, quick runs and runs that were cut short are named', () => {
    const controls = { passed: false, says: 'the same differs.' };
    expect(
      warned(on('Node.js 20.1.0', { controls, quick: true }), on('Bun 1.3.2', { quick: true, complete: false })),
    ).to.deep.equal([
      'The controls failed on Node.js 20.1.0: the same differs. Do not rely on any figure of it.',
      'Cut short: Bun 1.3.2. What had been measured until then is judged.',
      'Quick: Node.js 20.1.0 and Bun 1.3.2. Such a run asks part of the table, and can tell less apart.',
    ]);
  });

  test('what could not be measured is told first', () => {
    const missing = [{ asked: 'node@26', says: 'could not be fetched' }];
    const [first] = matrixOf([on('Node.js 20.1.0', { quick: true })], missing).warnings;
    expect(first).to.equal('node@26 was not measured: could not be fetched.');
  });

  const coded = (code: string) => claimOf('a/b', 'c', { contenders: [{ name: 'concat', code }] });
  const doubtOf = (...claims: readonly (readonly [string, ReturnType<typeof claimOf>])[]) =>
    matrixOf(
      claims.map(([runtime, claim]) => runOn(runtime, { 'a/b': claim })),
      [],
    ).claims[0]!.doubt;

  test('a claim whose code differs says on which runtimes', () => {
    const doubt = doubtOf(
      ['Node.js 20.1.0', coded('() => 1')],
      ['Node.js 22.1.0', coded('() => 2')],
      ['Deno 2.0.0', coded('() => 1')],
    );
    expect(doubt).to.equal(
      'Its code is another on Node.js 22.1.0: what differs may be due to that, and not to the runtime.',
    );
    expect(doubtOf(['Node.js 20.1.0', coded('() => 1')], ['Node.js 22.1.0', coded('() => 1')])).to.equal(undefined);
  });

  test('Bun writes code anew, so that its own is compared with that of another Bun only', () => {
    const [node, bun, other] = [coded("() => 'a'"), coded('() => "a"'), coded('() => "b"')];
    expect(doubtOf(['Node.js 20.1.0', node], ['Bun 1.3.2', bun])).to.equal(undefined);
    expect(doubtOf(['Node.js 20.1.0', node], ['Bun 1.3.2', bun], ['Bun 1.4.0', other])).to.contain(
      'another on Bun 1.4.0:',
    );
  });

  test('a claim that asks another question says so', () => {
    const other = claimOf('a/b', 'c', { margin: 0.1 });
    expect(doubtOf(['Node.js 20.1.0', claimOf('a/b', 'c')], ['Bun 1.3.2', other])).to.equal(
      'It is another question on Bun 1.3.2: its contenders, metric or margin differ.',
    );
  });
});
