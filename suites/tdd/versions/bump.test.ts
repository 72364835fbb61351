/** The bumps of `npm version`, held against the rules of semver.org and against the package semver (rows N1 to N4). */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import semver from 'semver';
import { bump, BUMPS } from '../../../fixtures/versions/bump.ts';

suite('the next version', () => {
  test('N1: from 0.1.0 major is 1.0.0, and premajor 1.0.0-0', () => {
    expect(bump('0.1.0', 'major')).to.equal('1.0.0');
    expect(bump('0.1.0', 'premajor')).to.equal('1.0.0-0');
  });

  test('N2: from 0.1.0 minor is 0.2.0 and preminor 0.2.0-0, not 0.1.0 and 0.1.0-0 as claimed', () => {
    expect(bump('0.1.0', 'minor')).to.equal('0.2.0');
    expect(bump('0.1.0', 'preminor')).to.equal('0.2.0-0');
    expect(BUMPS.map((kind) => bump('0.1.0', kind))).to.not.include('0.1.0');
  });

  test('N3: from 0.1.0 patch is 0.1.1, and prepatch 0.1.1-0', () => {
    expect(bump('0.1.0', 'patch')).to.equal('0.1.1');
    expect(bump('0.1.0', 'prepatch')).to.equal('0.1.1-0');
  });

  test('N4: prerelease of 0.1.0 is 0.1.1-0, not 0.1.2-0 as claimed; that is the one of 0.1.1', () => {
    expect(bump('0.1.0', 'prerelease')).to.equal('0.1.1-0');
    expect(bump('0.1.1', 'prerelease')).to.equal('0.1.2-0');
    expect(bump('0.1.1-0', 'prerelease')).to.equal('0.1.1-1');
  });

  for (const { from, kind, to } of [
    { from: '2.0.0-0', kind: 'major', to: '2.0.0' },
    { from: '2.1.0-0', kind: 'major', to: '3.0.0' },
    { from: '1.2.0-0', kind: 'minor', to: '1.2.0' },
    { from: '1.2.1-0', kind: 'minor', to: '1.3.0' },
    { from: '1.2.3-0', kind: 'patch', to: '1.2.3' },
    { from: '1.2.3-0', kind: 'prepatch', to: '1.2.4-0' },
    { from: '1.2.3-rc', kind: 'prerelease', to: '1.2.3-rc.0' },
    { from: '1.2.3-9.rc', kind: 'prerelease', to: '1.2.3-10.rc' },
    { from: '1.2.3-9007199254740990', kind: 'prerelease', to: '1.2.3-9007199254740991' },
    { from: '1.2.3-9007199254740993', kind: 'prerelease', to: '1.2.3-9007199254740993.0' },
    { from: '1.2.3+build.5', kind: 'patch', to: '1.2.4' },
  ] as const) {
    test(`N1, N3: ${kind} of ${from} is ${to}: a prerelease is already on its way`, () => {
      expect(bump(from, kind)).to.equal(to);
    });
  }

  for (const { from, preid, to } of [
    { from: '1.2.3', preid: 'beta', to: '1.2.4-beta.0' },
    { from: '1.2.4-beta.0', preid: 'beta', to: '1.2.4-beta.1' },
    { from: '1.2.4-beta.7', preid: 'rc', to: '1.2.4-rc.0' },
    { from: '1.2.4-beta', preid: 'beta', to: '1.2.4-beta.0' },
    { from: '1.2.4-beta.x', preid: 'beta', to: '1.2.4-beta.0' },
    { from: '1.2.4-0', preid: 'beta', to: '1.2.4-beta.0' },
    { from: '1.2.4-a.b.3', preid: 'a.b', to: '1.2.4-a.b.4' },
  ]) {
    test(`N4: prerelease of ${from} called ${preid} is ${to}`, () => {
      expect(bump(from, 'prerelease', preid)).to.equal(to);
    });
  }

  test('N1, N2, N3, N4: for any version, kind and name it is that of the package semver', () => {
    const most = String(Number.MAX_SAFE_INTEGER);
    const identifier = fc.constantFrom('alpha', 'beta', 'rc', 'x-y', '0', '1', '9', '12', '0a', most, `${most}0`);
    const identifiers = fc.array(identifier, { maxLength: 3 }).map((parts) => parts.join('.'));
    const number = fc.nat({ max: 12 });
    const version = fc
      .tuple(number, number, number, identifiers, fc.constantFrom('', '+7'))
      .map(([x, y, z, prerelease, build]) => `${x}.${y}.${z}${prerelease && `-${prerelease}`}${build}`);
    const preid = fc.option(identifiers.filter(Boolean), { nil: undefined });
    const law = fc.property(version, fc.constantFrom(...BUMPS), preid, (from, kind, name) => {
      const expected = name === undefined ? semver.inc(from, kind) : semver.inc(from, kind, name);
      expect(bump(from, kind, name)).to.equal(expected);
      // Greater than before, but for a prerelease that gets another name: that begins anew, beta.0 after rc.1.
      if (kind === 'prerelease' && name !== undefined && from.includes('-')) {
        expect(expected).to.match(new RegExp(`^${from.split('-')[0]}-${name}\\.`));
      } else {
        expect(semver.gt(bump(from, kind, name), from), `${from} ${kind}`).to.equal(true);
      }
    });
    fc.assert(law, { numRuns: 200 });
  });

  test('what is no version, no kind or no name is refused with what came', () => {
    for (const version of [
      '1.2',
      'v1.2.3',
      '1.2.3-',
      '01.2.3',
      '1.2.3-01',
      '1.2.3-a..b',
      '',
      `${2 ** 53}.0.0`,
      '1.2.3 ',
    ]) {
      expect(() => bump(version, 'patch'), version)
        .to.throw(TypeError, version)
        .with.property('code', 'BAD_VERSION');
      expect(semver.valid(version) === version, version).to.equal(false);
    }
    expect(() => bump('1.2.3', 'next' as never))
      .to.throw('next')
      .with.property('code', 'BAD_BUMP');
    expect(bump('1.2.3', 'patch', 'a b'), 'a name that is not looked at').to.equal(semver.inc('1.2.3', 'patch', 'a b'));
    for (const preid of ['', 'a b', 'a..b', '01', 'ä']) {
      expect(() => bump('1.2.3', 'prerelease', preid))
        .to.throw(TypeError)
        .with.property('code', 'BAD_PREID');
    }
  });
});
