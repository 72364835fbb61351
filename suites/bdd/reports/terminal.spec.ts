/** The terminal report from the outside: whole lines, as a person sees them. */

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { progress } from '../../../reports/formats/progress.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import { failedControls, incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';

const at80 = terminal(sampleReport(), { width: 80, colour: false });

/** The lines from the one that begins so, as many as are expected. */
function linesFrom(text: string, begin: string, many: number): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(begin));
  return lines.slice(at, at + many);
}

describe('the terminal report', () => {
  it('begins with the sentence that matters', () => {
    expect(at80.split('\n').slice(0, 2)).to.deep.equal([
      '8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be',
      'measured',
    ]);
  });

  it('puts what is said beside what is measured', () => {
    expect(linesFrom(at80, '◐ Buffer.concat', 10)).to.deep.equal([
      '◐ Buffer.concat beats joining decoded strings',
      '  confirmed at 2 of 6; the winner changes between 1 KiB and 4 KiB',
      '  they say  “Never decode chunk by chunk: concat first, decode once.” (notes:',
      '            Buffer › concatenation)',
      '  measured  from 0.71× [0.69, 0.73] at chunks=4 bytes=64 KiB to',
      '            3.41× [3.30, 3.52] at chunks=256 bytes=1 KiB. Ratio: time a call of',
      '            join, divided by that of concat. Above 1× concat wins.',
      '  because   joining decodes every chunk by itself; concat copies bytes once and',
      '            decodes once',
      '  claim     buffers/concat-beats-joining',
    ]);
  });

  it('has a row per case, with bars on one scale', () => {
    expect(linesFrom(at80, '  encoding', 4)).to.deep.equal([
      '  encoding  verdict      ratio                 1×          1.66×  notes',
      '  ascii     ✓ confirmed  1.62× [1.58, 1.66]    │             ├●┤',
      '  utf8      ✓ confirmed  1.21× [1.18, 1.24]    │    ├●┤',
      '  utf16le   ✗ refuted    –                     │                  by its answers',
    ]);
  });

  it('shows the times of the contenders where there is room', () => {
    const wide = terminal(sampleReport(), { width: 140, colour: false });
    expect(linesFrom(wide, '  chunks', 3).map((line) => line.slice(0, 66))).to.deep.equal([
      '  chunks   bytes  verdict         ratio                   concat  ',
      '       4   1 KiB  ✓ confirmed     2.31× [2.28, 2.34]     1.24 µs  ',
      '       4   4 KiB  ≈ equivalent    1.004× [0.992, 1.016]  1.24 µs  ',
    ]);
  });

  it('tells the inside of each contender below its cases', () => {
    expect(linesFrom(at80, '  inside', 14)).to.deep.equal([
      '  inside    Seen in processes of their own, which were not timed: V8’s tiers in',
      '            turns like those that were timed, time by samples (built-ins count',
      '            as native), allocations with inlining off.',
      '    concat',
      '      V8     98 % in TurboFan, 2 % in baseline code; thrown back 2 times before',
      '             its turns (wrong map in hot (bench/claims/made/a.ts:14))',
      '      time   70 % hot (bench/claims/made/a.ts:12); 20 % concat',
      '             (node:buffer:577), mostly native; 5 % collecting garbage; 4 % in',
      '             the harness',
      '      memory about 2.2 KiB a call on the heap; 97 % pairOf',
      '             (bench/claims/made/b.ts:9)',
      '    join',
      '      unknown it could not be looked into: the process ended while loading',
      '              "join" (exit code 7)',
    ]);
  });

  it('shows marks for verdicts before it gives up a row', () => {
    const narrow = terminal(sampleReport(), { width: 68, colour: false });
    expect(linesFrom(narrow, '  chunks', 3)).to.deep.equal([
      '  chunks   bytes     ratio                    1×  3.52×  notes',
      '       4   1 KiB  ✓  2.31× [2.28, 2.34]       │    ●',
      '       4   4 KiB  ≈  1.004× [0.992, 1.016]    ■',
    ]);
  });

  it('has the ratios at a glance where there is room, with no more digits than are known', () => {
    const wide = terminal(sampleReport(), { width: 120, colour: false });
    const end = wide.slice(wide.lastIndexOf('──'));
    expect(linesFrom(end, '◐ Buffer.concat', 2)).to.deep.equal([
      '◐ Buffer.concat beats joining decoded strings                                     0.71× to 3.41×  ✓  2  ✗  1  ≈  1  ?  2',
      '  confirmed at 2 of 6; the winner changes between 1 KiB and 4 KiB',
    ]);
  });

  it('leaves the counts to the sentences where the window is too narrow for both', () => {
    const narrow = terminal(sampleReport(), { width: 36, colour: false });
    const end = narrow.slice(narrow.lastIndexOf('──'));
    expect(linesFrom(end, '✓ readFile', 4)).to.deep.equal([
      '✓ readFile keeps the event loop free',
      '  where readFileSync stalls it',
      '  confirmed at 3 of 3',
      '! WebAssembly adds faster than',
    ]);
  });

  it('stacks a case in lines of its own where a row is too narrow for it', () => {
    const narrow = terminal(sampleReport(), { width: 60, colour: false });
    expect(linesFrom(narrow, '  chunks=256 bytes=4 KiB', 3)).to.deep.equal([
      '  chunks=256 bytes=4 KiB',
      '    ? inconclusive  1.07× [0.98, 1.17]         ┼○┤',
      '    +24 2:a,c',
    ]);
    const narrowest = terminal(sampleReport(), { width: 36, colour: false });
    expect(linesFrom(narrowest, '  chunks=256 bytes=4 KiB', 4)).to.deep.equal([
      '  chunks=256 bytes=4 KiB',
      '    ? inconclusive',
      '    1.07× [0.98, 1.17]',
      '    +24 2:a,c',
    ]);
  });

  it('tells wrong answers, crossings, landmarks and doubts below the cases', () => {
    expect(at80).to.contain(
      '  ↔  chunks=4: concat wins at 1 KiB, neither at 4 KiB, even at about 4.1 KiB\n     [3.8 KiB, 4.4 KiB]\n',
    );
    expect(at80).to.contain('  |  On the axis bytes: 8 KiB is the size of the pool.\n');
    expect(at80).to.contain('  a  few-rounds, 2 cases: Only 6 rounds were measured. Measure longer.\n');
    expect(at80).to.contain(
      '  ✗  appended answers wrongly: it cuts a character of two bytes in half (2\n     cases)\n',
    );
  });

  it('says what could not be measured, and the remedy', () => {
    expect(linesFrom(at80, '  No case', 4)).to.deep.equal([
      '  No case could be measured.',
      '',
      '  !  wasm/adds-faster, while compiling (CLAIM_BROKEN): The module could not be',
      '     found. Check the path of its imports.',
    ]);
  });

  it('ends with everything at a glance, so that nobody has to scroll', () => {
    const end = at80.slice(at80.lastIndexOf('──'));
    expect(linesFrom(end, '✓ readFile', 4)).to.deep.equal([
      '✓ readFile keeps the event loop free where readFileSync   ✓  3  ✗  ·  ≈  ·  ?  ·',
      '  stalls it',
      '! WebAssembly adds faster than JavaScript                 ✓  ·  ✗  ·  ≈  ·  ?  ·',
      '  could not be measured',
    ]);
    expect(linesFrom(end, 'controls ', 99)).to.deep.equal([
      'controls     passed: the same against the same is not told apart, and twice the',
      '             work reads 2.01×.',
      'power        15 comparisons (corrected by Holm); an effect of 2.1 % could have',
      '             been found in half of the cases.',
      'environment  Node.js 20.20.2 (V8 11.3.244.8), linux x64, Intel Xeon E5-2690 v4 @',
      '             2.60GHz, 2 cores, 7.7 GiB, load 0.4 at the start',
      'run          2026-11-22 12:53 UTC, took 2 min 5 s, commit ffcfed3c0ffe, seed 42,',
      '             run 2026-11-22-1253-a1b2, touchstone 0.1.0',
      '',
    ]);
  });

  it('shows a failed control like a claim, and warns at both ends', () => {
    const failed = terminal(failedControls(), { width: 100, colour: false });
    expect(failed.match(/^! The controls failed: /gm)).to.have.lengthOf(2);
    expect(failed).to.contain('✗ failed: The same is as fast as the same; it reads 1.09× [1.07, 1.11]\n');
    expect(failed).to.contain('  claim     controls/same-against-same\n');
    expect(failed).to.contain('controls     FAILED: the same against the same reads 1.09× [1.07, 1.11].\n');
  });

  it('says that a run was cut short or found nothing', () => {
    const torn = terminal(incompleteRun(), { width: 100, colour: false });
    expect(torn).to.contain('! The run was cut short: what had been measured until then is judged.\n');
    expect(torn).to.contain('! bench/claims/files/torn.ts, while loading (CLAIM_BROKEN): ');
    expect(torn).to.contain('doubt        The load average was 3.1 on 2 cores.');
    expect(terminal(nothingMeasured(), { width: 100, colour: false })).to.contain('! Nothing was measured.\n');
  });

  it('has a row without bars where no case has a ratio', () => {
    const { ratio: _, ...bare } = measured({}, 'refuted', [1, 1, 1], { ground: 'answers', contenders: [] });
    const text = terminal(sampleReport({ claims: [claim('a/b', [bare])] }), { width: 80, colour: false });
    expect(linesFrom(text, '  ✗ refuted', 1)).to.deep.equal([
      '  ✗ refuted  –           –     –                                  by its answers',
    ]);
    const narrow = terminal(sampleReport({ claims: [claim('a/b', [bare])] }), {
      width: 34,
      colour: false,
    });
    expect(linesFrom(narrow, '  the only case', 3)).to.deep.equal([
      '  the only case',
      '    ✗ refuted',
      '    – by its answers',
    ]);
  });
});

describe('a progress line', () => {
  const one = measured({ bytes: 16, chunks: 2 }, 'confirmed', [2.31, 2.28, 2.34]);
  const line = (columns: number, colour = false) =>
    progress('buffers/concat-beats-joining', one, { width: columns, colour });

  it('is the verdict, the ratio, the claim and the case', () => {
    expect(line(90)).to.equal('✓ confirmed     2.31× [2.28, 2.34]      buffers/concat-beats-joining bytes=16 chunks=2');
  });

  it('shortens the name of the claim before that of the case', () => {
    expect(line(80)).to.equal('✓ confirmed     2.31× [2.28, 2.34]      buffers/concat-beats-… bytes=16 chunks=2');
  });

  it('has a line for each of the two on a narrow terminal', () => {
    expect(line(60)).to.equal('✓ confirmed     2.31× [2.28, 2.34]\n  buffers/concat-beats-joining bytes=16 chunks=2');
    expect(line(40)).to.equal('✓ confirmed     2.31× [2.28, 2.34]\n  buffers/concat-beat… bytes=16 chunks=2');
  });

  it('is coloured by its verdict where colour is asked for', () => {
    expect(line(90, true).startsWith('\u001b[32m✓ confirmed')).to.equal(true);
  });

  it('has a dash for a ratio that could not be measured, and no case where there is only one', () => {
    const { ratio: _, ...bare } = measured({}, 'refuted', [1, 1, 1]);
    expect(progress('a/b', bare, { width: 80, colour: false })).to.equal('✗ refuted       –                       a/b');
  });
});
