/** What a command assumes of the stream that it writes to, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { paperOf, statusLine } from '../../../bench/commands/terminal.ts';
import { collector } from '../../support/streams.ts';

const terminal = { isTTY: true, columns: 80 };
const pipe = {};

suite('the paper', () => {
  for (const [title, stream, env, paper] of [
    ['of a terminal is as wide as it, and coloured', terminal, {}, { width: 80, colour: true }],
    ['of a pipe is 100 wide, and plain', pipe, {}, { width: 100, colour: false }],
    [
      'of a terminal that does not know its width is 100 wide',
      { isTTY: true, columns: 0 },
      {},
      { width: 100, colour: true },
    ],
    ['is plain with NO_COLOR', terminal, { NO_COLOR: '1' }, { width: 80, colour: false }],
    ['is coloured with an empty NO_COLOR', terminal, { NO_COLOR: '' }, { width: 80, colour: true }],
    ['is plain with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, { width: 80, colour: false }],
    ['is plain with FORCE_COLOR=false', terminal, { FORCE_COLOR: 'false' }, { width: 80, colour: false }],
    ['of a pipe is coloured with FORCE_COLOR=1', pipe, { FORCE_COLOR: '1' }, { width: 100, colour: true }],
    ['of a pipe is plain with an empty FORCE_COLOR', pipe, { FORCE_COLOR: '' }, { width: 100, colour: false }],
    ['is plain with both', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, { width: 100, colour: false }],
    ['of a dumb terminal is plain', terminal, { TERM: 'dumb' }, { width: 80, colour: false }],
  ] as const) {
    test(title, () => {
      expect(paperOf(collector(stream).stream, env)).to.deep.equal(paper);
    });
  }
});

suite('the status line', () => {
  test('is written over in place on a terminal, and taken away', () => {
    const { stream, text } = collector(terminal);
    const status = statusLine(stream, {});
    status?.show('one');
    status?.show('two');
    status?.clear();
    const erase = '\u001B[1G\u001B[2K';
    expect(text()).to.equal(`${erase}one${erase}two${erase}`);
  });

  test('does not exist without a terminal, nor on one that cannot go back in a line', () => {
    expect(statusLine(collector(pipe).stream, {})).to.equal(undefined);
    expect(statusLine(collector(terminal).stream, { TERM: 'dumb' })).to.equal(undefined);
  });
});
