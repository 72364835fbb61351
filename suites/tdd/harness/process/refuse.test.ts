/** What a process has read and is refused. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { refuseMissing, refuseSpoilt } from '../../../../bench/harness/process/refuse.ts';
import { Broken } from '../../../../bench/harness/process/measured-process.ts';

function thrownBy(act: () => void): Broken {
  try {
    act();
  } catch (error) {
    if (error instanceof Broken) return error;
  }
  throw new Error('nothing was refused');
}

suite('what was read', () => {
  test('is refused without the metric that the claim is about', () => {
    const broken = thrownBy(() => refuseMissing('retained', { throughput: 5 }, 'a'));
    expect(broken).to.include({ code: 'METRIC_MISSING', stage: 'probing', contender: 'a' });
    expect(broken.message).to.equal('"retained" cannot be told here');
  });

  test('is taken with it, also where there was none, and where any will do', () => {
    refuseMissing('retained', { retained: 0 }, 'a');
    refuseMissing(undefined, {}, 'a');
  });

  test('is refused where something looked into the process', () => {
    const broken = thrownBy(() => refuseSpoilt({ observer: 'an inspector was connected' }, 'probing'));
    expect(broken).to.include({ code: 'OBSERVED', stage: 'probing' });
    expect(broken.message).to.match(/^an inspector was connected while probes were read/);
  });

  test('is refused where an answer has changed', () => {
    const change = { contender: 'b', was: '1', is: '2' };
    const broken = thrownBy(() => refuseSpoilt({ change }, 'taking turns'));
    expect(broken).to.include({ code: 'ANSWER_CHANGES', stage: 'taking turns', contender: 'b' });
    expect(broken.message).to.equal('"b" answered 1 at first, and 2 after its turns');
  });
});
