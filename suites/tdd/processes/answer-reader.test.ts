/** Specifies the reading of answers from a connection, wherever they are cut (row B14). */
import { createHash } from 'node:crypto';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';

import { AnswerReader } from '../../../fixtures/processes/answer-reader.ts';
import { cutEvery } from '../../../fixtures/data/cut.ts';

const told = (body: string): string => `${Buffer.byteLength(body)} ${createHash('sha1').update(body).digest('hex')}`;
const answer = (body: string): Buffer =>
  Buffer.from(`HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/** What ends a head may stand in a body. */
const bodies = fc.array(fc.constantFrom('a', 'é', '你', '😀', '\r\n\r\n')).map((pieces) => pieces.join(''));

suite('B14: reading what a server answers', () => {
  test('says the length and the digest of each body, in chunks of any size', () => {
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 3 }), fc.integer({ min: 1, max: 99 }), (sent, size) => {
        const reader = new AnswerReader();
        const said = sent.flatMap((body) => cutEvery(answer(body), size).map((chunk) => reader.take(chunk)));
        expect(said.filter((one) => one !== undefined)).to.deep.equal(sent.map(told));
      }),
      { numRuns: 100 },
    );
  });

  test('finds the length however its line is written', () => {
    for (const line of ['Content-Length:3', 'content-length: \t3 ', 'CONTENT-LENGTH: 3']) {
      expect(new AnswerReader().take(Buffer.from(`HTTP/1.1 200 OK\r\n${line}\r\n\r\nab`)), line).to.equal(undefined);
    }
  });

  test('refuses an answer that says not how long it is, and more than one at a time', () => {
    const take = (text: string) => () => new AnswerReader().take(Buffer.from(text));
    for (const line of [
      'Transfer-Encoding: chunked',
      'Content-Length: much',
      'Content-Length: 3, 3',
      'Connection: close',
    ]) {
      expect(take(`HTTP/1.1 200 OK\r\n${line}\r\n\r\nabc`), line)
        .to.throw()
        .with.property('code', 'ERR_NO_LENGTH');
    }
    const two = Buffer.concat([answer('a'), answer('b')]).toString();
    expect(take(two)).to.throw('of 1 bytes').with.property('code', 'ERR_TOO_MANY_BYTES');
  });

  test('says nothing before the last byte', () => {
    const reader = new AnswerReader();
    const whole = answer('abc');
    expect(reader.take(whole.subarray(0, -1))).to.equal(undefined);
    expect(reader.take(whole.subarray(-1))).to.equal('3 a9993e364706816aba3e25717850c26c9cd0d89d');
  });
});
