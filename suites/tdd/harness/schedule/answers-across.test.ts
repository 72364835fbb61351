/** What processes with a contender each have found out, as of one. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { asOne } from '../../../../bench/harness/schedule/answers-across.ts';
import type { Described, Prepared } from '../../../../bench/harness/worker/messages.ts';

function preparedOf(name: string, described: Described, more: Partial<Prepared> = {}): Prepared {
  return {
    answers: {},
    described: { [name]: described },
    batches: { [name]: name.length },
    settled: { [name]: true },
    waits: false,
    closes: false,
    shared: ['one.cjs'],
    ...more,
  };
}

suite('processes with a contender each, as one', () => {
  const ready = [
    preparedOf('Bun', { digest: 'x', shown: 'ten' }, { waits: true, shared: ['two.cjs', 'one.cjs'] }),
    preparedOf('Node', { digest: 'y', shown: '10' }),
    preparedOf('twin', { digest: 'y', shown: '10' }),
  ];

  test('hold every answer against that of the baseline', () => {
    expect(asOne(ready, 'Node').answers).to.deep.equal({
      Bun: { right: false, shown: 'ten' },
      Node: { right: true, shown: '10' },
      twin: { right: true, shown: '10' },
    });
  });

  test('have what each of them has', () => {
    const { batches, waits, shared } = asOne(ready, 'Node');
    expect(batches).to.deep.equal({ Bun: 3, Node: 4, twin: 4 });
    expect(waits).to.equal(true);
    expect(shared).to.deep.equal(['two.cjs', 'one.cjs']);
  });
});
