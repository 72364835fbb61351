/** Which reader a body gets, from the inside (rows WA16 and WA17). */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { readBody, type ReadOptions } from '../../../../fixtures/web/bodies/read-body.ts';
import { madeRequest } from '../../../support/made-request.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

suite('the reader of a body', () => {
  const temporary = temporaryDirectory();
  const read = (type: string, body: string | Buffer, options?: ReadOptions) =>
    readBody(madeRequest({ 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body)) }, [body]), options);

  const KINDS: readonly [type: string, body: string, kind: string][] = [
    ['application/json', '1', 'json'],
    ['Application/JSON; charset=UTF-8', '1', 'json'],
    ['application/problem+json', '1', 'json'],
    ['application/x-www-form-urlencoded;charset=UTF-8', 'a=1', 'form'],
    ['application/xml', '<a/>', 'xml'],
    ['text/xml; charset="utf-8"', '<a/>', 'xml'],
    ['image/svg+xml', '<svg/>', 'xml'],
  ];
  for (const [type, body, kind] of KINDS) {
    test(`WA17: ${type} is read as ${kind}`, async () => {
      expect(await read(type, body)).to.have.property('kind', kind);
    });
  }

  for (const type of [
    'text/plain',
    'application/jsonp',
    'multipart/form-data; boundary=x',
    'multipart/mixed; boundary=x',
    '*/*',
  ]) {
    test(`${type} is 415, which says what would do`, async () => {
      const error = await rejectionOf(read(type, 'x'));
      expect(error).to.include({ status: 415, code: 'MEDIA_TYPE_UNKNOWN' });
      expect(error).to.have.deep.property('headers', {
        Accept: 'application/x-www-form-urlencoded, application/json, application/xml, text/xml',
      });
    });
  }

  test('uploads are taken where there is a place for them', async () => {
    const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--';
    const read1 = await read('multipart/form-data; boundary=x', body, {
      most: 1,
      uploads: { directory: temporary.path },
    });
    expect(read1).to.have.property('kind', 'uploads');
    const error = await rejectionOf(read('text/plain', 'x', { uploads: { directory: temporary.path } }));
    expect(error).to.have.nested.property('headers.Accept').that.includes('multipart/form-data');
  });

  test('a body without a type is 415, one with two is 400, and no body needs none', async () => {
    expect(await rejectionOf(readBody(madeRequest({ 'Content-Length': '1' }, ['x'])))).to.include({ status: 415 });
    const two = madeRequest({ 'Content-Length': '1', 'Content-Type': 'application/json' }, ['1']);
    two.headersDistinct['content-type']!.push('text/plain');
    expect(await rejectionOf(readBody(two))).to.include({ status: 400, code: 'MEDIA_TYPE_MALFORMED' });
    expect(await readBody(madeRequest({}, []))).to.deep.equal({ kind: 'none' });
  });

  test('a byte order mark before JSON or XML is passed over', async () => {
    expect(await read('application/json', '\ufeff1')).to.deep.equal({ kind: 'json', value: 1 });
    expect(await read('application/xml', '\ufeff<?xml version="1.0"?><a/>')).to.have.nested.property('root.name', 'a');
  });

  test('another charset than UTF-8 is 415; bytes that are none are 400, and never become another text', async () => {
    for (const type of ['application/json', 'application/xml', 'application/x-www-form-urlencoded']) {
      expect(await rejectionOf(read(`${type}; charset=utf-16`, '1'))).to.include({
        status: 415,
        code: 'CHARSET_UNKNOWN',
      });
      const bytes = Buffer.from([0x22, 0xff, 0x22]);
      expect(await rejectionOf(read(type, bytes))).to.include({ status: 400, code: 'TEXT_NOT_UTF8' });
    }
  });

  test('limits reach the reader', async () => {
    expect(await rejectionOf(read('application/json', '[[1]]', { json: { depth: 1 } }))).to.include({
      code: 'JSON_TOO_DEEP',
    });
    expect(await rejectionOf(read('text/xml', '<a><b/></a>', { xml: { depth: 1 } }))).to.include({
      code: 'XML_TOO_DEEP',
    });
    const form = 'application/x-www-form-urlencoded';
    expect(await rejectionOf(read(form, 'a&b', { form: { mostPairs: 1 } }))).to.include({ code: 'FORM_TOO_MANY' });
    expect(await rejectionOf(read('application/json', '[1]', { most: 2 }))).to.include({ status: 413 });
  });
});
