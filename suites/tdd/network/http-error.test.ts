/** What goes wrong with a request: a status that says so, and a cause that stays here. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { HttpError } from '../../../fixtures/network/http/http-error.ts';

suite('an error of HTTP', () => {
  test('has a status from 400 to 599, and no other', () => {
    for (const status of [400, 599]) expect(new HttpError(status, 'CODE', 'words')).to.include({ status });
    for (const status of [200, 399, 600, 404.5, Number.NaN]) {
      expect(() => new HttpError(status, 'CODE', 'words'), String(status)).to.throw(RangeError, 'from 400 to 599');
    }
  });

  test('has headers and a cause where they are given', () => {
    const cause = new Error('inside');
    expect(new HttpError(405, 'CODE', 'words', { headers: { Allow: 'GET' }, cause })).to.deep.include({
      name: 'HttpError',
      message: 'words',
      headers: { Allow: 'GET' },
      cause,
    });
    expect(new HttpError(400, 'CODE', 'words')).not.to.have.property('cause');
  });
});
