/** What is said of a contender's inside, from the inside: each part where it is, and no more digits than there are. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { judgeRun } from '../../../bench/judge/run.ts';
import { othersOf, sayMemory, sayThrownBack, sayTiers, sayTime } from '../../../reports/diagnosis.ts';
import { madeDiagnosis } from '../../support/made-diagnosis.ts';
import { logsAbout, madeRun } from '../../support/made-run.ts';

const { tiers, profile } = madeDiagnosis();
const maglev = { interpreter: 0, baseline: 0, maglev: 0.9, turbofan: 0.1 };
const deopt = { name: 'hot', place: 'a.ts:3', reason: 'wrong map', timed: false, times: 1 };

suite('what is said of a contender’s inside', () => {
  for (const [title, found, says] of [
    [
      'the tiers, from the highest, without the traces of others',
      { ...tiers, shares: { ...maglev, baseline: 0.004 }, later: maglev },
      '10 % in TurboFan, 90 % in Maglev',
    ],
    [
      'where it came to later, where that is another tier',
      { ...tiers, shares: maglev },
      '10 % in TurboFan, 90 % in Maglev; half a second later 100 % in TurboFan',
    ],
    ['nothing of tiers where it was never seen', { ...tiers, samples: 0 }, 'its JavaScript was never seen running'],
  ] as const) {
    test(`is ${title}`, () => expect(sayTiers(found)).to.equal(says));
  }

  for (const [title, deopts, says] of [
    ['never', [], 'never thrown back'],
    ['once, while warming up', [deopt], 'thrown back 1 time before its turns (wrong map in hot (a.ts:3))'],
    [
      'before and during the turns',
      [{ ...deopt, timed: true }, deopt, { ...deopt, reason: 'overflow', times: 3 }],
      'thrown back 4 times before its turns (wrong map in hot (a.ts:3); overflow in hot (a.ts:3)), 1 time while taking turns (wrong map in hot (a.ts:3))',
    ],
  ] as const) {
    test(`is how it was thrown back: ${title}`, () => expect(sayThrownBack({ ...tiers, deopts })).to.equal(says));
  }

  test('is where its time went, without what is less than a hundredth', () => {
    const hot = { name: 'hot', place: '', native: 0 };
    const functions = [
      { ...hot, share: 0.6 },
      { ...hot, share: 0.009 },
    ];
    expect(sayTime({ ...profile, functions, harness: 0.009, outside: 0.3 })).to.equal(
      '60 % hot; 5 % collecting garbage; 30 % waiting, or in native code alone',
    );
    expect(othersOf({ ...profile, collecting: 0, harness: 0 })).to.deep.equal([]);
  });

  test('names no more functions than are wanted, the greatest', () => {
    expect(sayTime(profile, 1)).to.match(/^70 % hot \(.*?\); 5 % collecting/);
    expect(sayMemory(profile, 0)).to.equal('about 2.2 KiB a call on the heap');
  });

  test('is what it allocates, or that it is next to nothing', () => {
    expect(sayMemory({ ...profile, allocated: 0.4, sites: [] })).to.equal('next to nothing is allocated on the heap');
    expect(sayMemory(profile)).to.equal('about 2.2 KiB a call on the heap; 97 % pairOf (bench/claims/made/b.ts:9)');
  });

  test('names nobody who allocates next to nothing', () => {
    const quick = madeDiagnosis({ profile: { allocated: 0.9 } });
    const slow = madeDiagnosis({ profile: { allocated: 1 } });
    const records = madeRun([{ cases: [{ logs: logsAbout(0.7), diagnoses: { quick, slow } }] }]);
    const { diagnoses } = judgeRun(records).claims[0]!.cases[0]!;
    expect(diagnoses!.map((one) => one.profile!.sites.length)).to.deep.equal([0, 1]);
    expect(diagnoses!.map((one) => one.tiers)).to.deep.equal([quick.tiers, slow.tiers]);
  });

  test('is missing where nobody asked', () => {
    const [one] = judgeRun(madeRun([{ cases: [{ logs: logsAbout(0.7) }] }])).claims[0]!.cases;
    expect(one).not.to.have.property('diagnoses');
  });
});
