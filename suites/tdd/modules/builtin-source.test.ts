/** The source of a builtin as a file is the same module (row M6). */
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { stub } from 'sinon';
import { givesPunycodeSource, punycodeSource } from '../../../fixtures/modules/builtin-source.ts';
import { withoutDeprecationWarnings } from '../../support/both-loaders.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

interface Punycode {
  readonly encode: (text: string) => string;
  readonly decode: (text: string) => string;
}

suite('the source of a builtin', () => {
  const directory = temporaryDirectory();
  withoutDeprecationWarnings();

  test('is given by Node.js, and is lacking where there is no door to it', () => {
    expect(givesPunycodeSource()).to.equal(true);
    const binding = stub(process as unknown as { binding: () => object }, 'binding').returns({});
    try {
      expect(givesPunycodeSource()).to.equal(false);
      expect(punycodeSource).to.throw('expected the source of the builtin punycode').with.property('code', 'NO_SOURCE');
    } finally {
      binding.restore();
    }
  });

  test('M6: punycode from a file exports what the builtin does, and answers the same', () => {
    const require = createRequire(directory.write('copy.js', punycodeSource()));
    const [copy, builtin] = [require('./copy.js') as Punycode, require('punycode') as Punycode];
    expect(copy).to.not.equal(builtin);
    expect(copy).to.have.all.keys(Object.keys(builtin));
    for (const text of ['mañana', 'bücher', '☃-⌘', 'ascii', '']) {
      expect(copy.encode(text)).to.equal(builtin.encode(text));
      expect(copy.decode(copy.encode(text))).to.equal(text);
    }
  });
});
