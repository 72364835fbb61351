/** How a run is getting on, from the inside: what the status line says, and how long is left. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { millisecondsLeft, sayDiagnosis, sayStatus, tellProgress } from '../../../bench/commands/progress.ts';
import type { Progress } from '../../../bench/harness/schedule/measure.ts';
import type { ClaimDescription, Plan, ResultRecord } from '../../../bench/results.ts';
import { collector } from '../../support/streams.ts';

const plan: Plan = { rounds: { fewest: 6, most: 18 }, looks: [6, 9, 12, 15, 18], solos: 6, turn: 1e6, seconds: 120 };
const claim = { id: 'a/b', metric: 'time', favours: 'a', over: 'b' } as unknown as ClaimDescription;
const work = { taken: 10_000, first: 10_000, later: 0, beside: 0 };
const begun: Progress = {
  is: 'round',
  claim,
  case: 'n=1',
  look: 1,
  looks: 5,
  rounds: 4,
  done: 2,
  cases: 8,
  open: 0,
  probed: 0,
  toProbe: 0,
  work,
};

suite('the time that is left', () => {
  const { seconds: _, ...endless } = plan;
  for (const [title, some, thePlan, now, left] of [
    ['is the work as it was expected, before any has been taken', { first: 40_000 }, plan, 0, 40_000],
    ['follows the pace of what has been taken', { taken: 80_000, first: 40_000 }, plan, 180_000, 80_000],
    ['hardly heeds the pace of the first few seconds', { taken: 1000, first: 42_000 }, plan, 3100, 46_200],
    ['is nothing when all cases are done and none is open', { taken: 40_000 }, plan, 40_000, 0],
    ['grows by half of what open cases may take', { taken: 40_000, later: 60_000 }, plan, 40_000, 30_000],
    ['is at most what the plan grants', { taken: 100_000, later: 60_000 }, plan, 100_000, 20_000],
    ['is nothing beyond what the plan grants', { taken: 130_000, later: 60_000 }, plan, 130_000, 0],
    [
      'is no less than the first looks, whatever it grants',
      { taken: 130_000, first: 5000, later: 9 },
      plan,
      130_000,
      5000,
    ],
    ['holds the metrics beside, whatever it grants', { taken: 130_000, beside: 7000, later: 9 }, plan, 130_000, 7000],
    ['has no bound where the plan has none', { taken: 900_000, later: 900_000 }, endless, 900_000, 450_000],
  ] as const) {
    test(title, () => {
      const none = { taken: 0, first: 0, later: 0, beside: 0 };
      expect(Math.round(millisecondsLeft({ ...none, ...some }, thePlan, now))).to.equal(left);
    });
  }
});

suite('the status', () => {
  const status = (more: Partial<Progress>, now = 10_000) => sayStatus({ ...begun, ...more }, plan, now);

  test('says which case of how many, how long, and which round', () => {
    expect(status({})).to.equal('3 of 8 · about 10 s left · round 4 · a/b n=1');
    expect(status({ case: '' })).to.equal('3 of 8 · about 10 s left · round 4 · a/b');
  });

  test('says how many are still open when every case has been looked at', () => {
    expect(status({ done: 8, open: 3 })).to.equal('3 still open · about 10 s left · round 4 · a/b n=1');
  });

  test('says of how many cases the other metrics have been read', () => {
    const probing = status({
      is: 'probing',
      done: 8,
      probed: 2,
      toProbe: 7,
      work: { ...work, first: 0, beside: 60_000 },
    });
    expect(probing).to.equal('other metrics, 2 of 7 · about 1 min left · a/b n=1');
  });

  test('holds the time of looking into contenders at the end', () => {
    expect(sayStatus(begun, plan, 10_000, 50_000)).to.match(/^3 of 8 · about 1 min left/);
  });

  for (const [first, said] of [
    [100, '5 s'],
    [12_400, '10 s'],
    [57_400, '55 s'],
    [57_600, '1 min'],
    [100_000, '1 min 30 s'],
    [284_000, '4 min 30 s'],
    [286_000, '5 min'],
    [4_000_000, '1 h 7 min'],
  ] as const) {
    test(`says no more digits than are known: ${first} ms are about ${said}`, () => {
      expect(status({ work: { ...work, first } })).to.match(new RegExp(`about ${said} left`));
    });
  }
});

suite('the status of diagnosing', () => {
  const looking = { claim: 'a/b', case: 'n=1', contender: 'quick', done: 2, contenders: 12 };

  test('says which contender of how many, and how long', () => {
    expect(sayDiagnosis({ ...looking, done: 0 }, 0)).to.equal('diagnosing 1 of 12 · about 20 s left · quick · a/b n=1');
    expect(sayDiagnosis({ ...looking, case: '' }, 60_000)).to.equal(
      'diagnosing 3 of 12 · about 55 s left · quick · a/b',
    );
  });

  test('stands on the terminal, within its width', () => {
    const { stream, text } = collector({ isTTY: true, columns: 40 });
    tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => 1000 }).tellDiagnosis(looking);
    expect(text()).to.contain('diagnosing 3 of 12 · about').and.not.to.contain('n=1');
  });

  test('takes its pace from the first contender on', () => {
    const { stream, text } = collector({ isTTY: true, columns: 80 });
    let at = 900_000;
    const { tellDiagnosis } = tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => at });
    tellDiagnosis({ ...looking, done: 0 });
    at += 60_000;
    tellDiagnosis(looking);
    expect(text()).to.contain('3 of 12 · about 55 s left');
  });
});

suite('the progress', () => {
  const broken: ResultRecord = {
    kind: 'broken',
    claim: 'a/b',
    case: 'n=1',
    stage: 'proving',
    code: 'CONTENDER_THREW',
    says: 'Error: no more',
    remedy: 'Mend it.',
  };

  test('has a line for what breaks, and nothing for rounds where there is no terminal', () => {
    const { stream, text } = collector();
    const { tell, end } = tellProgress({ err: stream, env: {} }, { plan, records: [broken], now: () => 1000 });
    tell(begun);
    expect(text()).to.equal('');
    tell({ ...begun, is: 'broken' });
    end();
    expect(text()).to.equal('! broken  a/b n=1: Error: no more\n');
  });

  test('says once when a further look at what is open begins', () => {
    const { stream, text } = collector();
    const { tell } = tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => 1000 });
    for (const look of [1, 2, 2, 3]) tell({ ...begun, look, done: 8, open: look === 3 ? 1 : 4 });
    expect(text()).to.equal('look 2 of 5, at 4 cases that are still open\nlook 3 of 5, at 1 case that is still open\n');
  });

  test('has a line every minute where there is no terminal, since a case may take longer', () => {
    const { stream, text } = collector();
    let at = 0;
    const { tell } = tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => at });
    for (const now of [0, 59_000, 61_000, 119_000, 121_500]) {
      at = now;
      tell({ ...begun, rounds: now / 1000 });
    }
    expect(text().match(/round \S+/g)).to.deep.equal(['round 61', 'round 121.5']);
    expect(text()).to.match(/^3 of 8 · about .* · a\/b n=1\n3 of 8/);
  });

  test('obeys nothing of what a claim calls itself or throws', () => {
    const { stream, text } = collector({ isTTY: true, columns: 200 });
    const hostile = { ...claim, id: 'a\u001b[31m\nb' };
    const says = 'Error: \u001b]0;title\u0007\u202e\nnext';
    const { tell } = tellProgress({ err: stream, env: {} }, { plan, records: [{ ...broken, says }], now: () => 1000 });
    tell({ ...begun, claim: hostile, is: 'broken', case: '\u001b[2J' });
    // Those that clear the line, before each of the two that are written.
    expect(text().split('\u001b')).to.have.lengthOf(5);
    expect(text().split('\n')).to.have.lengthOf(2);
  });

  test('follows a window that becomes narrower', () => {
    const window = { isTTY: true, columns: 100 };
    const { stream, text } = collector(window);
    const { tell } = tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => 1000 });
    Object.assign(stream, { columns: 12 });
    tell(begun);
    expect(text()).to.match(/3 of 8 · a…$/);
  });

  test('never wraps the status line on a narrow terminal, and takes it away at the end', () => {
    const { stream, text } = collector({ isTTY: true, columns: 30 });
    const { tell, end } = tellProgress({ err: stream, env: {} }, { plan, records: [], now: () => 1000 });
    tell({ ...begun, case: 'n=1'.repeat(30) });
    const erase = '\u001B[1G\u001B[2K';
    expect(text().replace(erase, '').length).to.be.within(10, 29);
    end();
    expect(text().endsWith(erase)).to.equal(true);
  });
});
