/** Values of options, from the inside: what is taken and what is refused. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { milliseconds, oneOf, parameters, positiveNumber, share, wholeNumber } from '../../../bench/commands/values.ts';
import { limitTo } from '../../../bench/commands/limit.ts';
import { TouchstoneError } from '../../../bench/errors.ts';

function refuses(read: () => unknown, text: string): void {
  expect(read, text).to.throw(TouchstoneError, `not "${text}"`).that.has.property('code', 'ARGUMENT_INVALID');
}

suite('values of options', () => {
  test('are whole numbers from a least one on', () => {
    expect(['1', '12', '007'].map((text) => wholeNumber('rounds', text, 1))).to.deep.equal([1, 12, 7]);
    expect(wholeNumber('seed', '0', 0)).to.equal(0);
    for (const text of ['0', '-1', '1.5', 'x', '', ' ', '1e99']) refuses(() => wholeNumber('rounds', text, 1), text);
  });

  test('are numbers above 0', () => {
    expect(['1', '0.5', '1e3'].map((text) => positiveNumber('seconds', text))).to.deep.equal([1, 0.5, 1000]);
    for (const text of ['0', '-1', 'x', '', 'Infinity', 'NaN']) refuses(() => positiveNumber('seconds', text), text);
  });

  test('are seconds, as whole milliseconds that a timer can be set for', () => {
    const read = ['10', '1.2345', '0.0001', '1e9'].map((text) => milliseconds('limit', text));
    expect(read).to.deep.equal([10_000, 1235, 1, 2 ** 31 - 1]);
    for (const each of read) expect(limitTo(each, new AbortController().signal).signal.aborted).to.equal(false);
    for (const text of ['0', '-1', 'x', 'Infinity']) refuses(() => milliseconds('limit', text), text);
  });

  test('are shares, as a percentage or a fraction', () => {
    expect(['5%', '5 %', ' 0.05 ', '0.5%'].map((text) => share('margin', text))).to.deep.equal([
      0.05, 0.05, 0.05, 0.005,
    ]);
    for (const text of ['5', '100%', '1', '0', '0%', '-5%', 'x%', '', '1.2.3%', 'NaN']) {
      refuses(() => share('margin', text), text);
    }
  });

  test('are one of so many shards', () => {
    expect(['1/1', '2/3', ' 12/12 '].map((text) => oneOf('shard', text))).to.deep.equal([
      { index: 1, of: 1 },
      { index: 2, of: 3 },
      { index: 12, of: 12 },
    ]);
    for (const text of ['3/2', '0/2', 'a/b', '1/0', '0/0', '2', '1/2/3', '-1/2', '1.5/2', '1/99999', '', '/', '1/ 2']) {
      refuses(() => oneOf('shard', text), text);
    }
  });

  test('are parameters with one value or more, those of one name together', () => {
    expect(parameters(['bytes=16,1024', 'kind=a=b', 'bytes=7'])).to.deep.equal({
      bytes: ['16', '1024', '7'],
      kind: ['a=b'],
    });
    expect(parameters([])).to.deep.equal({});
    for (const text of ['bytes', 'bytes=', '=16', 'by tes=1', '']) refuses(() => parameters([text]), text);
  });

  test('are parameters whatever their name is', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(Object.entries(parameters([`${name}=1`]))).to.deep.equal([[name, ['1']]]);
    }
  });

  test('that are refused name their option, and what it takes', () => {
    expect(() => wholeNumber('rounds', 'x', 1)).to.throw('--rounds takes a whole number from 1 on, not "x".');
    expect(() => share('margin', '7')).to.throw('--margin takes a share such as 5% or 0.05, not "7".');
  });
});
