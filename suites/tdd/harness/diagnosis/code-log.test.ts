/** V8's log, from the inside: lines as Node.js 20, 22, 24 and 26 wrote them. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { eventOf } from '../../../../bench/harness/diagnosis/code-log.ts';
import { hasClimbed } from '../../../../bench/harness/diagnosis/log-file.ts';
import { created } from '../../../support/made-log.ts';

suite('a line of V8’s log', () => {
  for (const [version, mark, tier] of [
    ['20', '~', 'interpreter'],
    ['20', '^', 'baseline'],
    ['20', '*', 'turbofan'],
    ['22', '+', 'maglev'],
    ['24', "+'", 'maglev'],
    ['24', "*'", 'turbofan'],
    ['26', 'o+', 'maglev'],
    ['26', 'o*', 'turbofan'],
  ] as const) {
    test(`with the mark ${mark} of Node.js ${version} is code of the tier ${tier}`, () => {
      const line = `code-creation,JS,12,115104,0x7f5a68009280,1144,timed file:///tmp/c.mjs:4:22,0x31e43110b6f0,${mark}`;
      expect(eventOf(line)).to.deep.equal({
        is: 'created',
        address: 0x7f5a68009280,
        size: 1144,
        tier,
        id: 0x31e43110b6f0,
        of: { name: 'timed', file: 'file:///tmp/c.mjs', line: 4, column: 22 },
      });
    });
  }

  for (const [described, of] of [
    ['loop :3:21', { name: 'loop', file: '', line: 3, column: 21 }],
    [' file:///tmp/c.mjs:1:1', { name: '', file: 'file:///tmp/c.mjs', line: 1, column: 1 }],
    ['get x node:buffer:577:32', { name: 'get x', file: 'node:buffer', line: 577, column: 32 }],
    ['a file:///c.mjs?contender=b:2:3', { name: 'a', file: 'file:///c.mjs', line: 2, column: 3 }],
    ['a /home/me/my files/c.cjs:2:3', { name: 'a', file: '/home/me/my files/c.cjs', line: 2, column: 3 }],
    [String.raw`a\x2Cb file:///c\u00e9.mjs:2:3`, { name: 'a,b', file: 'file:///cé.mjs', line: 2, column: 3 }],
  ] as const) {
    test(`describes the function ${described}`, () => {
      expect(eventOf(`code-creation,JS,12,1,0x10,8,${described},0x20,*`)).to.deep.include({ of });
    });
  }

  test('says where, why and out of which inlined function code was thrown away', () => {
    const line =
      'code-deopt,91655,1408,0x7fe89c007540,0,246,deopt-eager,<file:///tmp/c.mjs?contender=a:4:97> inlined at <unknown:3:53>,wrong map';
    expect(eventOf(line)).to.deep.equal({
      is: 'thrown back',
      address: 0x7fe89c007540,
      inlining: 0,
      kind: 'deopt-eager',
      places: [
        { file: 'file:///tmp/c.mjs', line: 4, column: 97 },
        { file: '', line: 3, column: 53 },
      ],
      reason: 'wrong map',
    });
  });

  test('says what ran at a sample, and whether garbage was collected', () => {
    expect(eventOf('tick,0x7f46a40080f4,178441,0,0x0,0,0x10,0x20')).to.deep.equal({
      is: 'tick',
      collecting: false,
      addresses: [0x7f46a40080f4, 0x10, 0x20],
    });
    expect(eventOf('tick,0xfd9be0,157057,0,0x0,1')).to.deep.equal({
      is: 'tick',
      collecting: true,
      addresses: [0xfd9be0],
    });
  });

  test('says what has moved', () => {
    expect(eventOf('code-move,0x10,0x20')).to.deep.equal({ is: 'moved', what: 'code', from: 16, to: 32 });
    expect(eventOf('sfi-move,0x10,0x20')).to.deep.equal({ is: 'moved', what: 'function', from: 16, to: 32 });
  });

  for (const line of [
    'code-creation,Builtin,2,900,0x15ae659,64,ArrayPrototypeJoin',
    'code-creation,BytecodeHandler,0,900,0x15ae700,64,Star',
    'script-source,86,file:///tmp/c.mjs,let a = 1;',
    'shared-library,/lib/libc.so.6,0x7f,0x80,0',
    'profiler,begin,100',
    '',
    'code-creation,JS,12',
    'code-creation,JS,12,115104,0x7f5a68009280,1144,timed file:///tmp/c.mjs:4:22,0x31e4',
  ]) {
    test(`that begins with ${JSON.stringify(line.slice(0, 24))} says nothing that matters`, () => {
      expect(eventOf(line)).to.equal(undefined);
    });
  }
});

suite('the log of a version of V8', () => {
  const line = (name: string, mark: string, address: number) =>
    created({ address, of: `${name} file:///a.js:1:1`, mark });
  for (const [title, lines, understood] of [
    [
      'is understood where a function is seen on its way to the top',
      [line('probe', '~', 1), line('probe', '*', 2)],
      true,
    ],
    ['is not where its last mark is another', [line('probe', '~', 1), line('probe', '#', 2)], false],
    ['is not where its first mark is another', [line('probe', '-', 1), line('probe', '*', 2)], false],
    ['is not by what other functions do', [line('probe', '~', 1), line('other', '*', 2)], false],
  ] as const) {
    test(title, () => expect(hasClimbed('probe', lines.join('\n'))).to.equal(understood));
  }
});
