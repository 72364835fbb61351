/** Specifies the collecting of chunks to one text, by hand and out of a source. */
import { expect } from 'chai';
import iconv from 'iconv-lite';
import { suite, test } from 'mocha';

import { decodeStream } from '../../../fixtures/buffers/decode-stream.ts';
import { assemble, TextAssembler } from '../../../fixtures/buffers/text-assembler.ts';
import { cutEvery } from '../../../fixtures/data/cut.ts';
import { chunked } from '../../../fixtures/data/text.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** Hands chunks on one by one, and remembers how many were asked for and whether it was closed. */
function watched(parts: readonly Buffer[]) {
  const seen = { given: 0, closed: false };
  async function* source() {
    try {
      for (const part of parts) {
        seen.given++;
        yield part;
      }
    } finally {
      seen.closed = true;
    }
  }
  return { seen, source: source() };
}

suite('B11: TextAssembler', () => {
  test('gives a torn text whole', () => {
    const { parts, text } = chunked('torn', 50, 20);
    const assembler = new TextAssembler();
    for (const part of parts) assembler.push(part);
    expect(assembler.bytes).to.equal(1000);
    expect(assembler.end()).to.equal(text);
  });

  test('gives an empty text if nothing comes', () => {
    expect(new TextAssembler().end()).to.equal('');
  });

  test('ends with what was left unfinished', () => {
    const assembler = new TextAssembler();
    assembler.push(Buffer.from([0x61, 0xe4]));
    expect(assembler.end()).to.equal('a\ufffd');
  });

  for (const [what, late] of Object.entries<(assembler: TextAssembler) => unknown>({
    push: (assembler) => assembler.push(Buffer.from('a')),
    end: (assembler) => assembler.end(),
  })) {
    test(`refuses ${what} after the end`, () => {
      const assembler = new TextAssembler();
      assembler.end();
      expect(() => late(assembler))
        .to.throw(Error, 'use a new TextAssembler')
        .with.property('code', 'ERR_STREAM_WRITE_AFTER_END');
    });

    test(`refuses ${what} after the limit was passed`, () => {
      const assembler = new TextAssembler({ limit: 2 });
      expect(() => assembler.push(Buffer.from('abc')))
        .to.throw(RangeError)
        .with.property('code', 'ERR_TEXT_TOO_LARGE');
      expect(() => late(assembler))
        .to.throw(Error)
        .with.property('code', 'ERR_STREAM_WRITE_AFTER_END');
    });
  }

  test('refuses an encoding that nobody knows, before the first chunk', () => {
    expect(() => new TextAssembler({ encoding: 'klingon' }))
      .to.throw(RangeError)
      .with.property('code', 'ERR_UNKNOWN_ENCODING');
  });
});

suite('B11: assemble', () => {
  test('reads what can be iterated at once', async () => {
    const { parts, text } = chunked('torn', 8, 16);
    expect(await assemble(parts)).to.equal(text);
  });

  test('reads what comes later, in the encoding it is told', async () => {
    const { source } = watched(cutEvery(iconv.encode('古池や蛙', 'shift_jis'), 3));
    expect(await assemble(source, { encoding: 'shift_jis' })).to.equal('古池や蛙');
  });

  test('stops at the limit and closes the source', async () => {
    const { seen, source } = watched(cutEvery(Buffer.alloc(100), 10));
    const error = await rejectionOf(assemble(source, { limit: 25 }));
    expect(error).to.be.an.instanceOf(RangeError).that.includes({ code: 'ERR_TEXT_TOO_LARGE', bytes: 30 });
    expect(seen).to.deep.equal({ given: 3, closed: true });
  });

  test('fails with the very error of the source', async () => {
    const broken = new Error('the line is dead');
    async function* source() {
      yield Buffer.from('a');
      throw broken;
    }
    expect(await rejectionOf(assemble(source()))).to.equal(broken);
  });

  test('leaves the source untouched if an option is wrong', async () => {
    const { seen, source } = watched([Buffer.from('a')]);
    const error = await rejectionOf(assemble(source, { encoding: 'klingon' }));
    expect(error).to.include({ code: 'ERR_UNKNOWN_ENCODING' });
    expect(seen).to.deep.equal({ given: 0, closed: false });
  });
});

suite('decodeStream', () => {
  test('gives the text in pieces, none of them empty and none torn', async () => {
    const pieces: string[] = [];
    for await (const piece of decodeStream(cutEvery(Buffer.from('a你😀'), 1))) pieces.push(piece);
    expect(pieces).to.deep.equal(['a', '你', '😀']);
  });

  test('gives what was left unfinished as its last piece', async () => {
    const pieces: string[] = [];
    for await (const piece of decodeStream([Buffer.from([0x61]), Buffer.from([0xe4])])) pieces.push(piece);
    expect(pieces).to.deep.equal(['a', '\ufffd']);
  });

  test('reads no further than its reader, and closes the source when that one stops', async () => {
    const { seen, source } = watched(cutEvery(Buffer.from('abcdef'), 2));
    for await (const piece of decodeStream(source)) {
      expect(piece).to.equal('ab');
      break;
    }
    expect(seen).to.deep.equal({ given: 1, closed: true });
  });

  test('refuses a wrong option at once, not with the first piece', () => {
    expect(() => decodeStream([], { limit: -1 }))
      .to.throw(RangeError)
      .with.property('code', 'ERR_OUT_OF_RANGE');
  });
});
