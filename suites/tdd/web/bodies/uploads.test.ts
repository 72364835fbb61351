/** Uploads, from the inside: limits, faults and a disk that fails; nothing stays behind (rows WA18, WA19 and WA20). */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { random } from '../../../../fixtures/data/random.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { receiveUploads, type UploadOptions } from '../../../../fixtures/web/bodies/uploads.ts';
import { openDescriptors } from '../../../support/descriptors.ts';
import { failCall } from '../../../support/failing-disk.ts';
import { madeClock } from '../../../support/made-clock.ts';
import { madeRequest } from '../../../support/made-request.ts';
import { madeStream } from '../../../support/made-stream.ts';
import { cutAt, multipart, type MadePart } from '../../../support/multipart.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

suite('uploads', () => {
  const temporary = temporaryDirectory();
  const type = { essence: 'multipart/form-data', parameters: new Map([['boundary', 'cut']]) };
  const file = (content: string | Buffer, filename = 'f.txt'): MadePart => ({ name: 'file', filename, content });
  const field = (content: string, name = 'field'): MadePart => ({ name, content });
  const receive = (pieces: readonly (string | Buffer)[], options: UploadOptions) =>
    receiveUploads(madeRequest({}, pieces), type, options);

  afterEach(() => sinon.restore());

  /** Receives it in a directory of its own, and sees that nothing stays there nor anywhere else. */
  async function refusal(pieces: readonly (string | Buffer)[], options: Partial<UploadOptions> = {}): Promise<Error> {
    const directory = temporary.fresh();
    const clock = madeClock();
    const request = madeRequest({}, pieces);
    const error = await rejectionOf(receiveUploads(request, type, { directory, clock, ...options }));
    expect(fs.readdirSync(directory)).to.deep.equal([]);
    if (process.platform === 'linux') expect(openDescriptors(directory)).to.equal(0);
    expect(clock.owed).to.equal(0);
    expect(['readable', 'end', 'error', 'close'].map((event) => request.listenerCount(event))).to.deep.equal([
      0, 0, 0, 0,
    ]);
    return error;
  }

  test('WA18: fields and files come out wherever the body is cut, and a name is never a path', async () => {
    const body = multipart('cut', [
      field('ü'),
      file('\r\n--cu', '../../x.txt'),
      field('2'),
      file('', ''),
      field('', '__proto__'),
    ]);
    for (const places of [[], Array.from({ length: body.length }, (_, index) => index), [70, 71, 200]]) {
      const directory = temporary.fresh();
      await using uploads = await receive(
        cutAt(body, places).filter(({ length }) => length > 0),
        { directory },
      );
      expect([...uploads.fields]).to.deep.equal([
        ['field', ['ü', '2']],
        ['__proto__', ['']],
      ]);
      const shown = uploads.files.map(({ field: name, shownName, bytes, claimedType }) => [
        name,
        shownName,
        bytes,
        claimedType,
      ]);
      expect(shown).to.deep.equal([
        ['file', 'x.txt', 6, 'application/octet-stream'],
        ['file', undefined, 0, 'application/octet-stream'],
      ]);
      expect(uploads.files.map(({ path: at }) => fs.readFileSync(at, 'utf8'))).to.deep.equal(['\r\n--cu', '']);
      for (const { path: at } of uploads.files) {
        expect(path.dirname(at)).to.equal(directory);
        expect(path.basename(at)).to.match(/^upload-[0-9a-f-]{36}$/);
        expect(fs.statSync(at).mode & 0o777).to.equal(0o600);
      }
    }
  });

  test('WA20: files are the caller’s: those that are kept stay, the others go with the uploads', async () => {
    const directory = temporary.fresh();
    const uploads = await receive([multipart('cut', [file('kept'), file('not')])], { directory });
    const kept = uploads.files[0]!.keep();
    expect(fs.readdirSync(directory)).to.have.length(2);
    await uploads.discard();
    await uploads.discard();
    expect(fs.readdirSync(directory)).to.deep.equal([path.basename(kept)]);
    expect(fs.readFileSync(kept, 'utf8')).to.equal('kept');
  });

  const LIMITS: readonly [
    what: string,
    parts: readonly MadePart[],
    more: readonly MadePart[],
    Partial<UploadOptions>,
    code: string,
  ][] = [
    ['bytes of a file', [file('12345'), file('12345')], [file('123456')], { mostFileBytes: 5 }, 'FILE_TOO_LARGE'],
    ['bytes of a field', [field('12345')], [file('x'), field('123456')], { mostFieldBytes: 5 }, 'FIELD_TOO_LARGE'],
    ['files', [file('1'), file('2'), field('')], [file('1'), file('2'), file('3')], { mostFiles: 2 }, 'FORM_TOO_MANY'],
    [
      'fields',
      [field('1'), field('2'), file('')],
      [file(''), field('1'), field('2'), field('3')],
      { mostFields: 2 },
      'FORM_TOO_MANY',
    ],
    ['parts', [file('1'), field('2')], [file('1'), field('2'), field('3')], { mostParts: 2 }, 'FORM_TOO_MANY'],
    ['no file at all', [field('1')], [file('1')], { mostFiles: 0 }, 'FORM_TOO_MANY'],
  ];
  for (const [what, parts, more, options, code] of LIMITS) {
    test(`WA19: ${what}: as much as the limit says is taken, and one more is 413 and leaves no file`, async () => {
      await using uploads = await receive([multipart('cut', parts)], { directory: temporary.fresh(), ...options });
      const values = [...uploads.fields.values()].flat().length;
      expect(values + uploads.files.length).to.equal(parts.length);
      const body = multipart('cut', more);
      for (const pieces of [[body], Array.from(body, (byte) => Buffer.of(byte))]) {
        expect(await refusal(pieces, options)).to.include({ status: 413, code });
      }
    });
  }

  test('bytes of the whole: as many as the limit says are taken, and one more is 413 and leaves no file', async () => {
    const body = multipart('cut', [file('x'.repeat(500))]);
    await using uploads = await receive([body], { directory: temporary.fresh(), most: body.length });
    expect(uploads.files).to.have.length(1);
    expect(await refusal([body.subarray(0, 400), body.subarray(400)], { most: body.length - 1 })).to.include({
      status: 413,
    });
  });

  test('headers of a part may have nearly 16 KiB, which busboy fixes; more, or headers without end, are 400', async () => {
    const body = (bytes: number) => {
      const line = 'Content-Disposition: form-data; name="a"\r\nX:';
      return Buffer.from(`--cut\r\n${line}${'x'.repeat(bytes - line.length - 4)}\r\n\r\n1\r\n--cut--`);
    };
    await using uploads = await receive([body(16_381)], { directory: temporary.fresh() });
    expect([...uploads.fields]).to.deep.equal([['a', ['1']]]);
    expect(await refusal([body(16_382)])).to.include({ status: 400, code: 'MULTIPART_MALFORMED' });
    expect(await refusal(['--cut\r\n', ...Array.from({ length: 30 }, () => `X: ${'y'.repeat(1000)}\r\n`)])).to.include({
      status: 400,
    });
  });

  const BROKEN: readonly [what: string, text: string][] = [
    ['nothing', ''],
    ['no boundary', 'just text'],
    ['no last boundary', String(multipart('cut', [file('x'.repeat(50))])).slice(0, -8)],
    ['half a file', '--cut\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nhalf'],
    ['half a header', '--cut\r\nContent-Dis'],
    ['a header without a colon', `--cut\r\nnothing\r\n\r\n1\r\n--cut--`],
    ['a part without a name', '--cut\r\nContent-Disposition: form-data\r\n\r\n1\r\n--cut--'],
    ['a file without a name of a field', '--cut\r\nContent-Disposition: form-data; filename="a"\r\n\r\n1\r\n--cut--'],
  ];
  for (const [what, text] of BROKEN) {
    test(`a body with ${what} is 400 and leaves no file`, async () => {
      const whole = Buffer.from(text);
      for (const pieces of text === '' ? [[]] : [[whole], Array.from(whole, (byte) => Buffer.of(byte))]) {
        const first = multipart('cut', [file('whole')]).subarray(0, -9);
        expect(await refusal(text === '' ? [] : [first, '\r\n', ...pieces])).to.include({
          status: 400,
          code: 'MULTIPART_MALFORMED',
        });
      }
    });
  }

  test('a file that begins behind what is refused already, and is cut, is nobody’s', async () => {
    const nameless = '--cut\r\nContent-Disposition: form-data\r\n\r\n1\r\n';
    const begun = '--cut\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nhalf';
    expect(await refusal([nameless + begun])).to.include({ status: 400, code: 'MULTIPART_MALFORMED' });
  });

  test('a file that is just being opened when the form is refused is removed too', async () => {
    const directory = temporary.fresh();
    const held: (() => void)[] = [];
    const hold = (at: string, flags: string, mode: number, done: (error: null, fd: number) => void) =>
      void held.push(() => done(null, fs.openSync(at, flags, mode)));
    sinon.replace(fs, 'open', hold as unknown as typeof fs.open);
    const body = multipart('cut', [file('x'), field('123456')]);
    const error = rejectionOf(receive([body], { directory, mostFieldBytes: 5 }));
    // Whoever removes files meanwhile finds none.
    for (let turn = 0; turn < 20 || held.length === 0; turn++) await fs.promises.stat(directory);
    sinon.restore();
    for (const open of held) open();
    expect(await error).to.include({ status: 413, code: 'FIELD_TOO_LARGE' });
    expect(fs.readdirSync(directory)).to.deep.equal([]);
  });

  test('WA18: random streams are received or refused with a status below 500, and leave no file', async () => {
    const directory = temporary.fresh();
    const chance = random(18);
    const valid = [multipart('cut', [field('x'), file('\r\n--cu')])];
    const clock = madeClock();
    let [taken, refused] = [0, 0];
    for (let stream = 0; stream < 150; stream++) {
      const bytes = madeStream(valid, chance);
      const request = madeRequest(
        {},
        cutAt(bytes, [chance.below(200), chance.below(200)]).filter(({ length }) => length > 0),
      );
      try {
        await using _ = await receiveUploads(request, type, { directory, clock, mostParts: 3 });
        taken += 1;
      } catch (error) {
        if (!(error instanceof HttpError) || error.status >= 500) throw error;
        refused += 1;
      }
    }
    expect([taken > 0, refused > 0]).to.deep.equal([true, true]);
    expect(fs.readdirSync(directory)).to.deep.equal([]);
    if (process.platform === 'linux') expect(openDescriptors(directory)).to.equal(0);
    expect(clock.owed).to.equal(0);
  });

  test('a field in a charset that busboy does not know is 415, and never a value that is no text', async () => {
    const inCharset = (charset: string, value: string) =>
      Buffer.from(
        `--cut\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n${value}\r\n--cut--`,
        'latin1',
      );
    for (const charset of ['shift_jis', 'x', '__proto__']) {
      expect(await refusal([inCharset(charset, 'abc')])).to.include({ status: 415, code: 'CHARSET_UNKNOWN' });
    }
    for (const [charset, value] of [
      ['UTF-8', '\xC3\xBC'],
      ['iso-8859-1', '\xFC'],
    ] as const) {
      await using uploads = await receive([inCharset(charset, value)], { directory: temporary.fresh() });
      expect([...uploads.fields]).to.deep.equal([['a', ['ü']]]);
    }
  });

  test('thousands of parts that are neither field nor file are 413 too', async () => {
    const body = Buffer.from(`${'--cut\r\nX: y\r\n\r\n\r\n'.repeat(5000)}--cut--`);
    expect(await refusal([body])).to.include({ status: 413, code: 'FORM_TOO_MANY' });
  });

  test('without a boundary it is 400, before anything is asked for', async () => {
    const options = { directory: temporary.fresh(), proceed: () => expect.fail('asked') };
    const error = await rejectionOf(receiveUploads(madeRequest({}), { ...type, parameters: new Map() }, options));
    expect(error).to.include({ status: 400, code: 'MULTIPART_BOUNDARY' });
  });

  test('limits that are none are refused before anything is asked for', async () => {
    for (const name of ['mostFileBytes', 'mostFieldBytes', 'mostFiles', 'mostFields', 'mostParts', 'most', 'idleMs']) {
      const options = { directory: temporary.fresh(), proceed: () => expect.fail('asked'), [name]: -1 };
      expect(await rejectionOf(receive([], options)), name).to.be.instanceOf(RangeError);
    }
  });

  const many = multipart('cut', [file('whole'), file(Buffer.alloc(300_000)), file('never')]);
  for (const [code, status, fault] of [
    ['ENOSPC', 507, 'DISK_FULL'],
    ['EDQUOT', 507, 'DISK_FULL'],
    ['EIO', 500, 'UPLOAD_FAILED'],
  ] as const) {
    for (const nth of [1, 2, 3]) {
      test(`a disk that fails with ${code} at write ${nth} is ${status}, and all files are removed`, async () => {
        const writes = failCall('write', nth, code);
        const error = await refusal(cutAt(many, [50_000, 100_000, 200_000]));
        expect(writes()).to.be.at.least(nth);
        expect(error).to.include({ status, code: fault });
        expect(error.message).not.to.include(temporary.path);
        expect(error.cause).to.have.property('code', code);
      });
    }
  }

  test('a disk that fails while the client is silent is told at once', async () => {
    const directory = temporary.fresh();
    failCall('write', 1, 'ENOSPC');
    const request = madeRequest({});
    const error = rejectionOf(receiveUploads(request, type, { directory, clock: madeClock() }));
    request.push(many.subarray(0, 1000));
    expect(await error).to.include({ status: 507 });
    expect(fs.readdirSync(directory)).to.deep.equal([]);
  });

  test('a directory that is not there is 500, in words that do not name it', async () => {
    const error = await rejectionOf(receive([many], { directory: temporary.join('missing') }));
    expect(error).to.include({ status: 500, code: 'UPLOAD_FAILED' });
    expect(error.message).not.to.include('missing');
  });

  test('a client that goes away in the middle of a file leaves none', async () => {
    const directory = temporary.fresh();
    const clock = madeClock();
    const request = madeRequest({});
    const error = rejectionOf(receiveUploads(request, type, { directory, clock }));
    request.push(many.subarray(0, 100_000));
    while (request.readableLength > 0 || fs.readdirSync(directory).length < 2) await new Promise(setImmediate);
    request.destroy();
    expect(await error).to.include({ code: 'CLIENT_GONE' });
    expect(fs.readdirSync(directory)).to.deep.equal([]);
    expect(clock.owed).to.equal(0);
  });

  test('a client that stops in the middle of a file is 408, and leaves none', async () => {
    const directory = temporary.fresh();
    const clock = madeClock();
    const request = madeRequest({});
    const error = rejectionOf(receiveUploads(request, type, { directory, clock, idleMs: 100 }));
    request.push(many.subarray(0, 100_000));
    while (request.readableLength > 0 || clock.owed < 2) await new Promise(setImmediate);
    clock.advance(100);
    expect(await error).to.include({ status: 408 });
    expect(fs.readdirSync(directory)).to.deep.equal([]);
  });

  test('WA20: a disk that is slow is waited for: nothing is pulled from the request meanwhile', async () => {
    const directory = temporary.fresh();
    const real = fs.write;
    const held: (() => void)[] = [];
    // The disk takes nothing until it is let.
    sinon.replace(fs, 'write', ((...args: any[]) => {
      held.push(() => Reflect.apply(real, fs, args));
    }) as unknown as typeof fs.write);
    const request = madeRequest({});
    const received = receiveUploads(request, type, { directory });
    const body = multipart('cut', [file(Buffer.alloc(1_000_000))]);
    // The disk has one piece and the file's stream another: no more is pulled.
    for (const piece of cutAt(body, [100_000, 200_000])) {
      request.push(piece);
      for (let turn = 0; turn < 50 || held.length === 0; turn++) await new Promise(setImmediate);
    }
    request.push(null);
    const waiting = request.readableLength;
    sinon.restore();
    expect(held).to.have.length(1);
    held[0]!();
    await using uploads = await received;
    expect(waiting).to.equal(body.length - 200_000);
    expect(uploads.files[0]).to.have.property('bytes', 1_000_000);
  });
});
