/** Specifies what a run says of its contenders' inside, where that is asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { DiagnosisReport } from '../../../reports/model.ts';
import {
  claimOf,
  LONG,
  modelOf,
  recordsOf,
  toyProjects,
  type Outcome,
  type Project,
} from '../../support/touchstone.ts';

const HELPERS = `import { setFlagsFromString } from 'node:v8';

export function hot(steps) {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum = (sum * 31 + step) | 0;
  return sum;
}

export function pairOf(value) {
  return { value, both: [value, value] };
}

// Optimised at once, so that the change of its types comes after that however busy the machine is.
setFlagsFromString('--allow-natives-syntax');
const optimise = new Function('call', 'given', \`
  %PrepareFunctionForOptimization(call); call(given); call(given);
  %OptimizeFunctionOnNextCall(call); call(given);\`);

function valueOf(given) {
  return given.value;
}

export function changeTypes() {
  optimise(valueOf, { value: 1 });
  return valueOf({ other: 1, value: 2 });
}
`;

const CLAIM = `import { appendFileSync } from 'node:fs';
import { changeTypes, hot, pairOf } from './helpers/helpers.js';
let kept;
let calls = 0;
async function close() {
  if (process.execArgv.length > 0) appendFileSync(new URL('closed.txt', import.meta.url), 'closed ');
}
${claimOf({
  a: '() => Object.assign(() => hot(2000), { [Symbol.asyncDispose]: close })',
  b: '() => () => { for (let i = 0; i < 20; i++) kept = pairOf(i); return hot(2000); }',
  turning: '() => () => { calls++; if (calls === 500) changeTypes(); return hot(2000); }',
  dying: '() => () => { if (process.execArgv.length > 0) process.exit(7); return hot(2000); }',
})}`;

describe('A run with --tiers and --why', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;
  let diagnoses: Map<string, DiagnosisReport>;

  before(async function () {
    this.timeout(LONG);
    project = make({ 'claims/inside.js': CLAIM, 'claims/helpers/helpers.js': HELPERS });
    const options = ['--quick', '--rounds', '1', '--patience', '60', '--tiers', '--why', '--json'];
    outcome = await project.touchstone('run', 'inside', ...options, ...project.here);
    const [one] = modelOf(outcome.out).claims[0]!.cases;
    diagnoses = new Map(one!.diagnoses!.map((found) => [found.contender, found]));
  });

  it('looks at every contender in the order of the claim', () => {
    expect([...diagnoses.keys()]).to.deep.equal(['a', 'b', 'turning', 'dying']);
  });

  it('says that hot arithmetic comes to optimised code', () => {
    const { later, samples } = diagnoses.get('a')!.tiers!;
    expect(samples).to.be.above(0);
    // From Node.js 22 on it may stay in Maglev for more than a second.
    expect(later.turbofan + later.maglev).to.be.above(later.interpreter + later.baseline);
  });

  it('names the hot helper first, with its file and line, though it is inlined', () => {
    for (const contender of ['a', 'b']) {
      const { tiers, profile } = diagnoses.get(contender)!;
      for (const [first] of [tiers!.functions, profile!.functions]) {
        expect(first!.name).to.equal('hot');
        expect(first!.place).to.match(/helpers\.js:3$/);
      }
    }
  });

  it('names who allocates, with file and line, and how much a call', () => {
    const { sites, allocated } = diagnoses.get('b')!.profile!;
    expect(sites[0]!.name).to.equal('pairOf');
    expect(sites[0]!.place).to.match(/helpers\.js:9$/);
    expect(allocated).to.be.above(diagnoses.get('a')!.profile!.allocated);
  });

  it('says that a function whose types change is thrown back, where and why', () => {
    const back = diagnoses.get('turning')!.tiers!.deopts.find(({ name }) => name === 'valueOf');
    expect(back).to.include({ times: 1, reason: 'wrong map' });
    expect(back!.place).to.match(/helpers\.js:20$/);
    expect(diagnoses.get('a')!.tiers!.deopts.map(({ name }) => name)).not.to.include('valueOf');
  });

  it('says so where a contender cannot be looked into, and keeps what was measured', () => {
    expect(diagnoses.get('dying')!.failed).to.match(/ended .*exit code 7/);
    expect(outcome.code).to.equal(0);
    expect(modelOf(outcome.out).claims[0]!.broken).to.deep.equal([]);
  });

  it('lets a contender close what it holds at the end of each look', () => {
    expect(readFileSync(join(project.root, 'claims', 'closed.txt'), 'utf8')).to.equal('closed closed ');
  });

  it('looks after the measurement, and not at the controls', () => {
    const kinds = project.records().map(({ kind }) => kind);
    expect(kinds.lastIndexOf('round')).to.be.below(kinds.indexOf('diagnosis'));
    expect(kinds.at(-1)).to.equal('end');
    expect(new Set(recordsOf(project.records(), 'diagnosis').map(({ claim }) => claim))).to.deep.equal(
      new Set(['inside']),
    );
  });

  it('tells it beside the verdict in every format', async () => {
    const { out } = await project.touchstone('report', project.results);
    for (const told of [
      out,
      ...['report.html', 'report.md'].map((name) => readFileSync(join(project.out, name), 'utf8')),
    ]) {
      // A path that is longer breaks the line elsewhere.
      expect(told.replaceAll(/\s+/g, ' '))
        .to.match(/TurboFan|Maglev/)
        .and.to.match(/hot.{0,3} \(/);
    }
  });
});
