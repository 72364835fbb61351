/** The help, from the inside: it names everything that there is. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { CALIBRATE_OPTIONS } from '../../../bench/commands/calibrate.ts';
import { COMPARE_OPTIONS } from '../../../bench/commands/compare/options.ts';
import { commandHelp, generalHelp } from '../../../bench/commands/help.ts';
import { LIST_OPTIONS } from '../../../bench/commands/list.ts';
import { MERGE_OPTIONS } from '../../../bench/commands/merge.ts';
import { OPEN_OPTIONS } from '../../../bench/commands/open.ts';
import { OPTIONS } from '../../../bench/commands/options.ts';
import { REPORT_OPTIONS } from '../../../bench/commands/report.ts';
import { RUN_OPTIONS } from '../../../bench/commands/run-options.ts';
import { RUNTIMES_OPTIONS } from '../../../bench/commands/runtimes.ts';
import { main } from '../../../bench/main.ts';
import { collectingStreams } from '../../support/streams.ts';

const text = { usage: 'go [X]', does: 'Goes.', options: ['rounds', 'quick'], examples: ['touchstone go'] } as const;

suite('the help', () => {
  test('of a command is its use, its options in columns, examples and notes', () => {
    const help = commandHelp({ ...text, notes: ['Mind the gap.'] }).split('\n');
    expect(help.slice(0, 4)).to.deep.equal(['Usage: touchstone go [X]', '', 'Goes.', '']);
    expect(help[4]).to.equal(`  --rounds N  ${OPTIONS.rounds.help}`);
    expect(help[5]).to.equal(`  --quick     ${OPTIONS.quick.help}`);
    expect(help.slice(6)).to.deep.equal(['', 'Examples:', '  touchstone go', '', 'Mind the gap.', '']);
  });

  test('in general names every command', () => {
    const help = generalHelp({ go: text, stay: { ...text, usage: 'stay' } });
    expect(help).to.match(/^ {2}touchstone go \[X\]\n {6}Goes\.$/m);
    expect(help).to.match(/^ {2}touchstone stay\n {6}Goes\.$/m);
  });

  for (const [command, options] of [
    ['run', RUN_OPTIONS],
    ['compare', COMPARE_OPTIONS],
    ['merge', MERGE_OPTIONS],
    ['runtimes', RUNTIMES_OPTIONS],
    ['calibrate', CALIBRATE_OPTIONS],
    ['list', LIST_OPTIONS],
    ['report', REPORT_OPTIONS],
    ['open', OPEN_OPTIONS],
  ] as const) {
    test(`of ${command} names every option that it takes, and no other`, async () => {
      const streams = collectingStreams();
      expect(await main([command, '--help'], streams)).to.equal(0);
      const named = [...streams.said().matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name);
      expect(named).to.deep.equal([...options]);
      expect(streams.complained()).to.equal('');
    });
  }

  for (const command of ['run', 'report']) {
    test(`of ${command} says how to get nothing but JSON out of npm`, async () => {
      const streams = collectingStreams();
      await main([command, '--help'], streams);
      expect(streams.said()).to.match(/^ {2}npm run -s .* --json > runs?\.json$/m);
    });
  }

  test('is for every option that there is', () => {
    const lists = [RUN_OPTIONS, COMPARE_OPTIONS, LIST_OPTIONS, REPORT_OPTIONS, CALIBRATE_OPTIONS, OPEN_OPTIONS];
    const all = new Set<string>(lists.flat());
    expect([...all].toSorted()).to.deep.equal(Object.keys(OPTIONS).toSorted());
  });
});
