/** The demo’s model, its pages and its stores, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { deferred } from '../../../../fixtures/async/deferred.ts';
import { MemoryStore } from '../../../../fixtures/web/sessions/memory-store.ts';
import { HttpError } from '../../../../fixtures/network/http/http-error.ts';
import { openStore } from '../../../../fixtures/web/demo/stores.ts';
import { UploadShelf } from '../../../../fixtures/web/demo/upload-shelf.ts';
import { demoErrorPage, signInPage, sizeText, uploadsPage } from '../../../../fixtures/web/demo/views.ts';
import { wordsOf } from '../../../../fixtures/web/demo/words.ts';
import { rejectionOf } from '../../../support/rejection.ts';

const file = (name: string, bytes = 1) => ({ name, bytes, path: `/nowhere/${name}` });

suite('the shelf of uploads', () => {
  test('shows everybody his own, the newest first', () => {
    let now = 0;
    const shelf = new UploadShelf({ now: () => ++now });
    shelf.add('ada', [file('a'), file('b')]);
    shelf.add('bob', [file('c')]);
    expect(shelf.of('ada').map(({ name, at }) => [name, at])).to.deep.equal([
      ['b', 2],
      ['a', 1],
    ]);
    expect(shelf.of('eve')).to.deep.equal([]);
    const { id } = shelf.of('bob')[0]!;
    expect(shelf.find('bob', id)).to.have.property('name', 'c');
    for (const user of ['ada', 'eve', '__proto__']) {
      expect(() => shelf.find(user, id))
        .to.throw(HttpError)
        .with.property('status', 404);
    }
  });

  test('takes as many, and as much, as there may be, and of one more none', () => {
    const shelf = new UploadShelf({ mostUploads: 3, mostBytes: 10 });
    shelf.add('ada', [file('a', 4), file('b', 4)]);
    expect(() => shelf.add('ada', [file('c', 3)]))
      .to.throw(HttpError)
      .with.property('code', 'SHELF_FULL');
    expect(() => shelf.add('ada', [file('c'), file('d')]))
      .to.throw(HttpError)
      .with.property('status', 409);
    shelf.add('ada', [file('e', 2)]);
    expect(shelf.of('ada').map(({ name }) => name)).to.deep.equal(['e', 'b', 'a']);
  });

  test('removes once, and only what is one’s own', async () => {
    const shelf = new UploadShelf();
    shelf.add('ada', [file('a')]);
    const { id } = shelf.of('ada')[0]!;
    expect(await rejectionOf(shelf.remove('bob', id))).to.have.property('code', 'NO_UPLOAD');
    await shelf.remove('ada', id);
    expect(await rejectionOf(shelf.remove('ada', id))).to.have.property('code', 'NO_UPLOAD');
    expect(shelf.of('ada')).to.deep.equal([]);
  });

  test('with a limit of 0 is refused', () => {
    for (const options of [{ mostUploads: 0 }, { mostBytes: 0 }]) {
      expect(() => new UploadShelf(options)).to.throw(RangeError);
    }
  });
});

suite('the pages', () => {
  const evil = `"><script>alert('x')</script>`;
  const limits = { mostFiles: 3, mostFileBytes: 1024, most: 2048 };
  const upload = { id: 'i/../d', name: evil, bytes: 1536, path: '/secret/place', at: 0 };

  test('WA21: show whatever a model holds, and nothing of it as a tag', () => {
    const pages = [
      uploadsPage({ user: evil, token: evil, uploads: [upload], limits }),
      signInPage({ token: evil, next: evil, name: evil, wrong: true }),
      demoErrorPage(new HttpError(400, 'X', evil)),
    ].map(String);
    for (const page of pages) {
      expect(page).to.include('&lt;script&gt;').and.not.include(evil).and.not.include('/secret/place');
      expect(page.match(/<script/g)).to.have.length(1);
      expect(page, 'no script and no style stands in a page').not.to.match(
        /<script[^>]*>[^<]|<style|\son\w+=|\sstyle=/,
      );
    }
    expect(pages[0])
      .to.include('href="/uploads/i%2F..%2Fd"')
      .and.include('1.5 KiB')
      .and.include('1970-01-01 00:00 UTC');
  });

  test('label every input', () => {
    const page =
      String(signInPage({ token: 't', next: '/' })) +
      String(uploadsPage({ user: 'a', token: 't', uploads: [], limits }));
    const inputs = [...page.matchAll(/<input\s+id="(\w+)"/g)].map(([, id]) => id);
    expect(inputs).to.deep.equal(['name', 'password', 'file']);
    for (const id of inputs) expect(page).to.include(`<label for="${id}">`);
  });

  test('say what may be uploaded, to people and to the script', () => {
    const page = String(uploadsPage({ user: 'a', token: 't', uploads: [], limits }));
    expect(page).to.include('At most 3 at once, of 1 KiB each and 2 KiB together.');
    expect(page).to.match(/data-most-files="3"\s+data-most-file-bytes="1024"\s+data-most-bytes="2048"/);
  });

  test('say of an error what to do, and not what a program expects', () => {
    const wait = (seconds: number): HttpError =>
      new HttpError(429, 'TOO_MANY_ATTEMPTS', 'expected fewer', { headers: { 'Retry-After': String(seconds) } });
    const advice = (error: HttpError): string => wordsOf(error).advice;
    expect([1, 60, 61, 900].map((seconds) => advice(wait(seconds)))).to.deep.equal([
      'Try again in a minute.',
      'Try again in a minute.',
      'Try again in 2 minutes.',
      'Try again in 15 minutes.',
    ]);
    const page = String(demoErrorPage(new HttpError(413, 'FILE_TOO_LARGE', 'expected at most 1 bytes')));
    expect(page).to.include('<h1>A file is too large</h1>').and.include('413 <code>').and.not.include('expected');
    expect(wordsOf(new HttpError(404, 'NO_ROUTE', 'x')).title).to.equal('There is nothing here');
    expect(advice(new HttpError(415, 'X', 'expected a form'))).to.equal('Expected a form.');
  });

  for (const [bytes, text] of [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [1024 * 100, '100 KiB'],
    [1024 ** 2 - 1, '1023 KiB'],
    [1024 ** 2, '1 MiB'],
    [5 * 1024 ** 4, '5120 GiB'],
  ] as const) {
    test(`${bytes} bytes are ${text}`, () => expect(sizeText(bytes)).to.equal(text));
  }
});

suite('stores by name', () => {
  test('one that cannot be reached tells so', async () => {
    const told = deferred<Error | undefined>();
    await using _ = await openStore('memcached', '/nowhere/at-all', told.resolve);
    expect(await told.promise).to.have.nested.property('cause.code', 'ENOENT');
  });

  test('memory needs no address', async () => {
    await using store = await openStore('memory');
    expect(store).to.be.instanceOf(MemoryStore);
  });

  for (const [name, at] of [
    ['mysql'],
    ['constructor'],
    ['redis', 'somewhere'],
    ['redis', '127.0.0.1:99999'],
    ['memcached', ':1'],
  ] as const) {
    test(`${name}${at === undefined ? '' : ` at ${at}`} is refused`, async () => {
      expect(await rejectionOf(openStore(name, at))).to.have.property('code', 'ERR_INVALID_ARG_VALUE');
    });
  }
});
