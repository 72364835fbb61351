/** Specifies what becomes of claims that never end: they are given up, and everything else is measured. */
import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { inTurns, spoiled, standstill } from '../../support/broken-claims.ts';
import { LONG, PLAIN, recordsOf, toyProjects, type Project } from '../../support/touchstone.ts';

describe('A run in which claims never end', () => {
  const { make } = toyProjects();
  let project: Project;
  let code: number | null;

  before(async function () {
    this.timeout(LONG);
    project = make({
      'claims/top.js': standstill(),
      'claims/promise.js': spoiled('() => () => new Promise(() => {})'),
      'claims/loop.js': spoiled(`() => () => { ${standstill()} }`),
      'claims/minute.js': spoiled(inTurns(standstill(60_000))),
      'claims/zz-plain.js': PLAIN,
    });
    ({ code } = await project.program('run', '--quick', '--rounds', '1', '--patience', '1.5', ...project.here));
  });

  for (const [claim, expected, says] of [
    ['top', { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD' }, /^it did not finish loading within 1\.5 s$/],
    ['promise', { contender: 'b', stage: 'proving', code: 'CONTENDER_NEVER_ENDED' }, /^"b" gave no sign of life/],
    ['loop', { contender: 'b', stage: 'proving', code: 'CONTENDER_NEVER_ENDED' }, /^"b" gave no sign of life/],
    ['minute', { stage: 'taking turns', code: 'CONTENDER_NEVER_ENDED' }, /^The process gave no sign .* taking turns$/],
  ] as const) {
    it(`gives them up, and says where they were: ${claim}`, () => {
      const found = recordsOf(project.records(), 'broken').filter((one) => one.claim === claim);
      expect(found).to.have.length(1);
      expect(found[0]).to.include(expected);
      expect(found[0]!.says).to.match(says);
    });
  }

  it('measures the others, ends with 3, and leaves no folder behind', () => {
    expect(recordsOf(project.records(), 'stop').map((one) => one.claim)).to.include('zz-plain');
    expect(code).to.equal(3);
    expect(readdirSync(project.tmp)).to.deep.equal(['.keep']);
  });
});
