/** The boundary scanner, from the inside: by hand against busboy, however a body is cut (row WA18). */
import busboy from 'busboy';
import { once } from 'node:events';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { MultipartScanner, type ScannerLimits } from '../../../../fixtures/web/bodies/multipart-scanner.ts';
import { cutAt, multipart } from '../../../support/multipart.ts';

suite('a boundary scanner', () => {
  const content = fc
    .array(fc.constantFrom('\r', '\n', '\r\n', '-', '--', '\r\n-', '\r\n--', '\r\n--cu', 'cut', 'x'), { maxLength: 12 })
    .map((pieces) => pieces.join(''))
    .filter((text) => !`\r\n${text}`.includes('\r\n--cut'));
  const parts = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'ü'), filename: fc.constant('f'), content }), {
    maxLength: 4,
  });

  test('WA18: it finds the same parts with the same bytes as busboy, wherever the body is cut', async () => {
    const cuts = fc.array(fc.nat(2000), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(parts, cuts, fc.constantFrom('', 'preamble', 'pre\r\n\r\n'), async (made, places, preamble) => {
        const body = multipart('cut', made);
        const whole =
          preamble === '' ? body : Buffer.concat([Buffer.from(`${preamble}\r\n`), body, Buffer.from('after')]);
        const pieces = cutAt(whole, places);
        const found = scanned(pieces);
        expect(found).to.deep.equal(made.map(({ name, content: bytes }) => ({ name, bytes })));
        if (made.length > 0) expect(found).to.deep.equal(await byBusboy(pieces));
      }),
      { numRuns: 100 },
    );
  });

  test('WA18: a byte at a time, it holds back no more than a delimiter or the headers of a part', () => {
    const body = multipart('cut', [{ name: 'a', filename: 'f', content: '\r\n--cu\r\n-x'.repeat(20) }]);
    const scanner = new MultipartScanner('cut');
    const held = Array.from(body, (byte) => {
      scanner.push(Buffer.of(byte));
      return scanner.held;
    });
    const headers = body.indexOf('\r\n\r\n');
    expect(Math.max(...held.slice(headers + 4))).to.equal('\r\n--cut'.length - 1);
    expect(Math.max(...held)).to.be.at.most(headers);
    scanner.end();
    expect(scanner.held).to.equal(0);
  });

  test('spaces may stand between a boundary and the end of its line, and a part may have no headers', () => {
    const scanner = new MultipartScanner('cut');
    expect(scanner.push(Buffer.from(`--cut \t ${' '.repeat(1000)}`))).to.deep.equal([]);
    expect(scanner.held).to.equal(1);
    expect(scanner.push(Buffer.from('  \r\n\r\nx\r\n--cut--'))).to.deep.equal([
      { kind: 'part', headers: new Map() },
      { kind: 'data', bytes: Buffer.from('x') },
      { kind: 'end' },
    ]);
    scanner.end();
  });

  test('what a piece held may change after it was pushed', () => {
    const scanner = new MultipartScanner('cut');
    scanner.push(Buffer.from('--cut\r\n\r\n'));
    const piece = Buffer.from('ab\r\n--c');
    const [data] = scanner.push(piece);
    expect(data).to.deep.equal({ kind: 'data', bytes: Buffer.from('ab') });
    piece.fill(0);
    expect(scanner.push(Buffer.from('ut--'))).to.deep.equal([{ kind: 'end' }]);
  });

  for (const cut of [
    '',
    '--cut',
    '--cut\r\nA: b',
    '--cut\r\nA: b\r\n\r\nx',
    '--cut\r\n\r\nx\r\n--cut',
    '--cut\r\n\r\nx\r\n--cut-',
  ]) {
    test(`a body that ends with ${JSON.stringify(cut)} is cut`, () => {
      expect(() => scanned([Buffer.from(cut)]))
        .to.throw()
        .and.include({ status: 400, code: 'MULTIPART_CUT' });
    });
  }

  const MALFORMED = [
    '--cutX\r\n',
    '--cut-X',
    '--cut --',
    '--cut\rX',
    '--cut\r\nno colon\r\n\r\n',
    '--cut\r\nA: b\r\n c\r\n\r\n',
    '--cut\r\nA: b\r\na: c\r\n\r\n',
  ];
  for (const text of [...MALFORMED, '--cut\r\nA: b\nB: c\r\n\r\n', '--cut\r\n: b\r\n\r\n', '--cut\r\nA : b\r\n\r\n']) {
    test(`${JSON.stringify(text)} is malformed, whole or a byte at a time`, () => {
      for (const pieces of [[Buffer.from(text)], Array.from(Buffer.from(text), (byte) => Buffer.of(byte))]) {
        expect(() => scanned(pieces))
          .to.throw()
          .and.include({ status: 400, code: 'MULTIPART_MALFORMED' });
      }
    });
  }

  test('headers as long as the limit says are taken, and one byte more is refused, ended or not', () => {
    const body = (bytes: number, end: string) => Buffer.from(`--cut\r\nA:${'x'.repeat(bytes - 2)}${end}`);
    const push = (piece: Buffer, limits?: ScannerLimits) => new MultipartScanner('cut', limits).push(piece);
    expect(push(body(8192, '\r\n\r\n'))).to.have.length(1);
    for (const end of ['', '\r\n\r\n', '\r\nB: c\r\n\r\n']) {
      expect(() => push(body(8193, end)))
        .to.throw()
        .and.include({ status: 413, code: 'MULTIPART_HEADERS' });
    }
    expect(push(body(10, '\r\n\r\n'), { mostHeaderBytes: 10 })).to.have.length(1);
    expect(() => push(body(11, ''), { mostHeaderBytes: 10 })).to.throw('at most 10 bytes');
  });

  test('as many parts as the limit says are taken, and one more is refused', () => {
    const made = (count: number) =>
      multipart(
        'cut',
        Array.from({ length: count }, () => ({ name: 'a', content: '' })),
      );
    expect(scanned([made(100)])).to.have.length(100);
    expect(() => scanned([made(101)]))
      .to.throw()
      .and.include({ status: 413, code: 'MULTIPART_TOO_MANY' });
    expect(() => scanned([made(2)], { mostParts: 1 })).to.throw('at most 1 parts');
  });

  test('a boundary is 1 to 70 characters of some, the last one no space', () => {
    for (const boundary of ['x', 'x'.repeat(70), "a b'()+_,-./:=?"])
      expect(new MultipartScanner(boundary)).to.be.an('object');
    for (const boundary of [undefined, '', 'x'.repeat(71), 'x ', 'x\r\n', 'x"', 'ü']) {
      expect(() => new MultipartScanner(boundary))
        .to.throw()
        .and.include({ status: 400, code: 'MULTIPART_BOUNDARY' });
    }
  });
});

interface Found {
  readonly name: string | undefined;
  readonly bytes: string;
}

function scanned(pieces: readonly Buffer[], limits?: ScannerLimits): Found[] {
  const scanner = new MultipartScanner('cut', limits);
  const parts: { name: string | undefined; pieces: Buffer[] }[] = [];
  for (const event of pieces.flatMap((piece) => scanner.push(piece))) {
    if (event.kind === 'part') {
      const name = /name="(.*?)"/.exec(event.headers.get('content-disposition') ?? '')?.[1];
      parts.push({ name, pieces: [] });
    } else if (event.kind === 'data') parts.at(-1)!.pieces.push(event.bytes);
  }
  scanner.end();
  return parts.map(({ name, pieces: bytes }) => ({ name, bytes: Buffer.concat(bytes).toString() }));
}

async function byBusboy(pieces: readonly Buffer[]): Promise<Found[]> {
  const parser = busboy({ headers: { 'content-type': 'multipart/form-data; boundary=cut' }, defParamCharset: 'utf8' });
  const parts: { name: string; pieces: Buffer[] }[] = [];
  parser.on('file', (name, file) => {
    const part = { name, pieces: [] as Buffer[] };
    parts.push(part);
    file.on('data', (piece: Buffer) => part.pieces.push(piece));
  });
  for (const piece of pieces) parser.write(piece);
  await once(parser.end(), 'close');
  return parts.map(({ name, pieces: bytes }) => ({ name, bytes: Buffer.concat(bytes).toString() }));
}
