/** The options, from the inside: what is typed and what comes of it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { OPTIONS, parseOptions, type OptionName } from '../../../bench/commands/options.ts';
import { TouchstoneError } from '../../../bench/errors.ts';

const allowed: OptionName[] = ['quick', 'rounds', 'seed', 'param', 'help'];
const parse = (...argv: string[]) => parseOptions(argv, allowed, 'run');

suite('the options', () => {
  test('are words, switches, texts and lists, in any order', () => {
    const parsed = parse('a', '--rounds', '6', '--quick', 'b', '--param=n=1', '--param', 'm=2');
    expect(parsed.words).to.deep.equal(['a', 'b']);
    expect([parsed.has('quick'), parsed.has('help')]).to.deep.equal([true, false]);
    expect([parsed.text('rounds'), parsed.text('seed')]).to.deep.equal(['6', undefined]);
    expect([parsed.texts('param'), parsed.texts('seed')]).to.deep.equal([['n=1', 'm=2'], []]);
  });

  test('end at --, behind which everything is a word', () => {
    expect(parse('--', '--quick').words).to.deep.equal(['--quick']);
  });

  test('ask for help in short', () => {
    expect(parse('-h').has('help')).to.equal(true);
  });

  for (const [argv, code, message, remedy] of [
    [['--round', '6'], 'ARGUMENT_UNKNOWN', 'There is no option --round for run.', 'Did you mean --rounds?'],
    [['--QUICK'], 'ARGUMENT_UNKNOWN', 'There is no option --QUICK for run.', 'Did you mean --quick?'],
    [['--xyzzyx'], 'ARGUMENT_UNKNOWN', 'There is no option --xyzzyx for run.', 'See touchstone run --help.'],
    [['--claims', 'x'], 'ARGUMENT_UNKNOWN', 'There is no option --claims for run.', 'See touchstone run --help.'],
    [['-x'], 'ARGUMENT_UNKNOWN', 'There is no option -x for run.', 'See touchstone run --help.'],
    [['--seed', '1', '--seed', '2'], 'ARGUMENT_INVALID', '--seed is given twice.', 'See touchstone run --help.'],
    [['--rounds'], 'ARGUMENT_INVALID', "Option '--rounds <value>' argument missing", 'See touchstone run --help.'],
  ] as const) {
    test(`refuse ${argv.join(' ')}`, () => {
      expect(() => parse(...argv))
        .to.throw(TouchstoneError, message)
        .that.includes({ code, remedy });
    });
  }

  test('refuse a value for a switch', () => {
    expect(() => parse('--quick=yes')).to.throw(TouchstoneError, 'does not take an argument');
  });

  test('have a help of one line each that a terminal holds', () => {
    for (const [name, { help }] of Object.entries(OPTIONS)) expect(help.length, name).to.be.within(5, 80);
  });
});
