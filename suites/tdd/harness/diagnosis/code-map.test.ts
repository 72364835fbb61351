/** Which function runs at an address, from the inside: inlined ones, callers, and code that moves or makes room. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { eventOf } from '../../../../bench/harness/diagnosis/code-log.ts';
import { CodeMap } from '../../../../bench/harness/diagnosis/code-map.ts';
import { created, explained } from '../../../support/made-log.ts';

function mapOf(...lines: string[]): CodeMap {
  const map = new CodeMap();
  for (const line of lines) map.hear(eventOf(line)!);
  return map;
}

const frames = (map: CodeMap, ...addresses: number[]) =>
  map.framesOf(addresses).map(({ of, tier }) => `${of.name} ${tier}`);

const hot = { id: 0x9000, of: 'hot file:///a.js:1:1' };
const inner = { id: 0x9100, of: 'inner file:///a.js:5:1' };

suite('the map of code', () => {
  test('finds the function whose code holds the address, and its tier', () => {
    const map = mapOf(
      created({ address: 1000, of: 'a :1:1', mark: '~' }),
      created({ address: 1100, of: 'b :1:1', mark: '*' }),
    );
    expect(frames(map, 1099)).to.deep.equal(['a interpreter']);
    expect(frames(map, 1100)).to.deep.equal(['b turbofan']);
    expect(frames(map, 1200)).to.deep.equal([]);
    expect(frames(map, 999)).to.deep.equal([]);
  });

  test('takes a return address for that of the call before it', () => {
    const map = mapOf(
      created({ address: 1000, of: 'a :1:1', mark: '*' }),
      created({ address: 1100, of: 'b :1:1', mark: '*' }),
    );
    expect(frames(map, 1150, 1100)).to.deep.equal(['b turbofan', 'a turbofan']);
  });

  test('leaves out what is no JavaScript', () => {
    const map = mapOf(created({ address: 1000, of: 'a :1:1', mark: '*' }));
    expect(frames(map, 5, 6, 1050, 7)).to.deep.equal(['a turbofan']);
  });

  test('names what is inlined there, the innermost first, in the tier of the code', () => {
    const map = mapOf(
      created({ address: 500, ...hot, mark: '~' }),
      created({ address: 700, ...inner, mark: '~' }),
      created({ address: 1000, of: 'loop :3:1', mark: '*' }),
      explained(
        1000,
        [
          [0, -1],
          [20, 0],
          [40, 1],
          [60, -1],
        ],
        [{ id: hot.id }, { id: inner.id, into: 0 }],
      ),
    );
    expect(frames(map, 1010)).to.deep.equal(['loop turbofan']);
    expect(frames(map, 1020)).to.deep.equal(['hot turbofan', 'loop turbofan']);
    expect(frames(map, 1059)).to.deep.equal(['inner turbofan', 'hot turbofan', 'loop turbofan']);
    expect(frames(map, 1060)).to.deep.equal(['loop turbofan']);
    expect(map.inlinedAt(1000, 1)?.name).to.equal('inner');
    expect(map.inlinedAt(1000, -1)?.name).to.equal('loop');
  });

  test('knows no code that has made room for other code', () => {
    const map = mapOf(
      created({ address: 1000, of: 'old :1:1', mark: '*' }),
      created({ address: 1050, of: 'new :1:1', mark: '^' }),
    );
    expect(frames(map, 1010)).to.deep.equal([]);
    expect(frames(map, 1060)).to.deep.equal(['new baseline']);
  });

  test('follows code and functions that move', () => {
    const map = mapOf(
      created({ address: 500, ...hot, mark: '~' }),
      created({ address: 1000, of: 'loop :3:1', mark: '*' }),
      'sfi-move,0x9000,0x9900',
      explained(1000, [[0, 0]], [{ id: 0x9900 }]),
      'code-move,0x3e8,0x7d0',
    );
    expect(frames(map, 1010)).to.deep.equal([]);
    expect(frames(map, 2010)).to.deep.equal(['hot turbofan', 'loop turbofan']);
  });

  test('tells the latest optimised code of a function from what it has replaced', () => {
    const map = mapOf(
      created({ address: 1000, ...hot, mark: '+' }),
      created({ address: 2000, ...hot, mark: '*' }),
      created({ address: 3000, ...hot, mark: '^' }),
    );
    expect([1000, 2000, 3000].map((address) => map.at(address)!.latest)).to.deep.equal([false, true, false]);
    expect(map.at(1001)).to.equal(undefined);
  });
});
