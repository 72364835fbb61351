/** What of a run goes on when something in it breaks. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';
import type { Script } from '../../../support/scripted-rounds.ts';
import { claimOf, clear, countOf, scriptedRun, unclear } from '../../../support/scripted-run.ts';

suite('a run in which something breaks', () => {
  const threw = new Broken('CONTENDER_THREW', { stage: 'proving', contender: 'slow' }, 'Error: no', 'Look.');
  const hung = new Broken('CONTENDER_NEVER_ENDED', { stage: 'proving', contender: 'slow' }, 'silent', 'Look.');

  function breaking(error: Error, at: string): Script {
    return {
      together: ({ case: id }, round) => {
        if (id === at) throw error;
        return clear(round);
      },
    };
  }

  test('goes on with the other cases of a claim that threw', async () => {
    const { records, stops } = await scriptedRun({ claims: [claimOf('a', [1, 2])], script: breaking(threw, 'n=1') });
    expect(stops).to.deep.equal([['a', 'n=2', 'precise', 6]]);
    expect(records.find(({ kind }) => kind === 'broken')).to.deep.equal({
      kind: 'broken',
      claim: 'a',
      case: 'n=1',
      contender: 'slow',
      stage: 'proving',
      code: 'CONTENDER_THREW',
      says: 'Error: no',
      remedy: 'Look.',
    });
  });

  test('gives up the other cases of a claim that hung, and goes on with other claims', async () => {
    const claims = [claimOf('a', [1, 2]), claimOf('b', [2])];
    const { stops, told } = await scriptedRun({ claims, script: breaking(hung, 'n=1') });
    expect(stops).to.deep.equal([['b', 'n=2', 'precise', 6]]);
    expect(told.at(-1)).to.include({ done: 3, cases: 3, open: 0 });
  });

  test('keeps what a case had when a later round breaks', async () => {
    const together = (_: unknown, round: number) => {
      if (round >= 7) throw threw;
      return unclear(round);
    };
    const { records, stops } = await scriptedRun({ script: { together } });
    expect(stops[0]!.slice(2)).to.deep.equal(['cap', 7]);
    expect(records.filter(({ kind }) => kind === 'broken')).to.have.length.above(0);
  });

  test('looks no more at the cases of a claim that hung later, and goes on with other claims', async () => {
    const together: Script['together'] = ({ claim, case: id }, round) => {
      if (claim === 'a' && id === 'n=1' && round >= 6) throw hung;
      return unclear(round);
    };
    const claims = [claimOf('a', [1, 2]), claimOf('b')];
    const { asked, stops, told } = await scriptedRun({ claims, script: { together } });
    expect(stops).to.deep.equal([['b', 'n=1', 'cap', 18]]);
    expect(countOf(asked, 'together a n=2')).to.equal(6);
    expect(told.filter(({ is, case: id }) => is === 'looked' && id === 'n=2')).to.have.length(1);
    expect(told.at(-1)).to.include({ open: 0 });
  });

  test('breaks a case whose answer is right in one process and wrong in another', async () => {
    // The fifth and the sixth have got ready side by side; neither can be judged.
    const { records } = await scriptedRun({ script: { together: (_, round) => unclear(round), changesAt: 5 } });
    expect(records.filter((one) => one.kind === 'round' && one.together)).to.have.length(4);
    expect(records.find(({ kind }) => kind === 'broken')).to.include({
      code: 'ANSWER_CHANGES',
      contender: 'slow',
      stage: 'proving',
    });
  });

  test('is told of the base where versions are compared, and the base breaks as well', async () => {
    const claims = [{ ...claimOf('a'), sides: ['quick'] }];
    const brokenAt = (contender: string) =>
      new Broken('CONTENDER_THREW', { stage: 'proving', contender }, 'Error: no', 'Look.');
    const told = async (head: Broken, base: Broken | undefined) => {
      const prove = (contenders: readonly string[]) => {
        expect(contenders).to.deep.equal(['slow']);
        if (base) throw base;
      };
      const { records, asked } = await scriptedRun({
        claims,
        script: { ...breaking(head, 'n=1'), prove },
        source: { origins: {} },
      });
      const found = records.flatMap((one) => (one.kind === 'broken' ? [one.contender] : []));
      return [found, countOf(asked, 'prove a n=1')];
    };
    expect(await told(brokenAt('quick'), undefined)).to.deep.equal([['quick'], 1]);
    expect(await told(brokenAt('quick'), brokenAt('slow'))).to.deep.equal([['slow'], 1]);
    expect(await told(brokenAt('slow'), brokenAt('slow'))).to.deep.equal([['slow'], 0]);
    const elsewhere = await scriptedRun({ claims, script: breaking(brokenAt('quick'), 'n=1') });
    expect(countOf(elsewhere.asked, 'prove a n=1')).to.equal(0);
  });

  test('throws on what is no breakage', async () => {
    const bug = new TypeError('a bug');
    const caught = await scriptedRun({ script: breaking(bug, 'n=1') }).catch((error: unknown) => error);
    expect(caught).to.equal(bug);
  });
});
