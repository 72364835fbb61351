/** Sample files, from the inside. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { afterEach, suite, test } from 'mocha';
import * as sinon from 'sinon';
import { sampleFile } from '../../../fixtures/files/sample-file.ts';
import { descriptorsCountable, openDescriptors } from '../../support/descriptors.ts';
import { failCall } from '../../support/failing-disk.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

suite('a sample file', () => {
  const directory = temporaryDirectory();
  afterEach(() => sinon.restore());

  for (const bytes of [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000]) {
    test(`has exactly ${bytes} bytes`, () => {
      const file = sampleFile(bytes, directory.path);
      expect(file).to.equal(directory.join(`sample-${bytes}.bin`));
      expect(fs.statSync(file).size).to.equal(bytes);
    });
  }

  test('is the beginning of a greater one, so that the bytes are the same everywhere', () => {
    const great = fs.readFileSync(sampleFile(3_000_000, directory.path));
    fc.assert(
      fc.property(fc.nat(3_000_000), (bytes) => {
        const small = sampleFile(bytes, directory.path);
        expect(fs.readFileSync(small).equals(great.subarray(0, bytes))).to.equal(true);
        fs.rmSync(small);
      }),
      { numRuns: 10 },
    );
  });

  test('is on every machine what it is on this one', () => {
    // head -c 100000 /dev/zero | openssl enc -aes-128-ctr -K 746f75636873746f6e652066696c6573 -iv 0 | sha256sum
    const digest = crypto.createHash('sha256').update(fs.readFileSync(sampleFile(100_000, directory.path)));
    expect(digest.digest('hex')).to.equal('b58eb064e2edcb228b8a47e5d7db6701492ef13e13cca772ce84459c71d8a7c7');
  });

  test('looks random: every byte value comes about equally often', () => {
    const counts = Array.from({ length: 256 }, () => 0);
    for (const byte of fs.readFileSync(sampleFile(1 << 20, directory.path))) counts[byte]! += 1;
    // 4096 each are expected, with a standard deviation of 64: seven of them are out of reach for 256 draws.
    expect(Math.min(...counts)).to.be.greaterThan(4096 - 7 * 64);
    expect(Math.max(...counts)).to.be.lessThan(4096 + 7 * 64);
  });

  test("is made once: the second call finds the first one's file", () => {
    const folder = directory.fresh();
    const { ino } = fs.statSync(sampleFile(1000, folder));
    expect(fs.statSync(sampleFile(1000, folder)).ino).to.equal(ino);
  });

  test('is made anew where a file of another size stands in its place', () => {
    const folder = directory.fresh();
    fs.writeFileSync(path.join(folder, 'sample-1000.bin'), 'short');
    expect(fs.statSync(sampleFile(1000, folder)).size).to.equal(1000);
    expect(fs.readdirSync(folder)).to.deep.equal(['sample-1000.bin']);
  });

  test('makes its directory', () => {
    expect(fs.existsSync(sampleFile(1, path.join(directory.fresh(), 'deep', 'down')))).to.equal(true);
  });

  test('a disk that is full at the second chunk leaves nothing behind', () => {
    const folder = directory.fresh();
    const calls = failCall('writeSync', 2, 'ENOSPC');
    expect(() => sampleFile(3_000_000, folder))
      .to.throw()
      .with.property('code', 'ENOSPC');
    expect(calls()).to.equal(2);
    expect(fs.readdirSync(folder)).to.deep.equal([]);
    if (descriptorsCountable) expect(openDescriptors(folder)).to.equal(0);
  });

  test('is whole where the system takes less than it is given', () => {
    const whole = fs.readFileSync(sampleFile(100_000, directory.path));
    const write = fs.writeSync;
    sinon.replace(fs, 'writeSync', (fd: number, chunk: NodeJS.ArrayBufferView | string, at?: unknown) => {
      if (typeof chunk === 'string') throw new TypeError('Expected bytes.');
      return write(fd, chunk, Number(at), Math.min(7777, chunk.byteLength - Number(at)));
    });
    expect(fs.readFileSync(sampleFile(100_000, directory.fresh())).equals(whole)).to.equal(true);
  });

  for (const bytes of [-1, 0.5, Number.NaN, Infinity]) {
    test(`refuses ${bytes} bytes`, () => {
      expect(() => sampleFile(bytes, directory.path))
        .to.throw(/from 0 upwards, got/)
        .with.property('code', 'BAD_NUMBER');
    });
  }
});
