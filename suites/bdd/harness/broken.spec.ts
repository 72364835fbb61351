/** Specifies what becomes of claims that break: they are named, and everything else is measured. */
import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { BrokenRecord } from '../../../bench/results.ts';
import { fine, inTurns, spoiled } from '../../support/broken-claims.ts';
import { claimOf, LONG, PLAIN, recordsOf, toyProjects, type Outcome, type Project } from '../../support/touchstone.ts';

interface Example {
  readonly title: string;
  readonly claim: string;
  readonly expected: Partial<BrokenRecord>;
  readonly says: RegExp;
  readonly remedy: RegExp;
}

const EXAMPLES: readonly Example[] = [
  {
    title: 'syntax',
    claim: 'export default {\n  says: 1,,\n};\n',
    expected: { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD' },
    says: /^SyntaxError: Unexpected token ','$/,
    remedy: /claims\/syntax\.js:2\.$/,
  },
  {
    title: 'import',
    claim: "import './missing.js';\nexport default {};\n",
    expected: { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD' },
    says: /Cannot find module .*missing\.js/,
    remedy: /^Mend the module, or what it imports\.$/,
  },
  {
    title: 'top',
    claim: "\nthrow new Error('at the top');\n",
    expected: { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD' },
    says: /^Error: at the top$/,
    remedy: /claims\/top\.js:2:7\.$/,
  },
  {
    title: 'leaves',
    claim: 'process.exit(7);\n',
    expected: { stage: 'loading', code: 'CLAIM_DOES_NOT_LOAD' },
    says: /^it ended the process \(7\)$/,
    remedy: /./,
  },
  {
    title: 'nothing',
    claim: 'export const x = 1;\n',
    expected: { stage: 'loading', code: 'CLAIM_INVALID' },
    says: /^the module has no default export that is a claim$/,
    remedy: /"Add a claim" in the README/,
  },
  {
    title: 'setup',
    claim: spoiled("() => {\n      throw new Error('no set-up');\n    }"),
    expected: { case: '', contender: 'b', stage: 'setting up', code: 'CONTENDER_THREW' },
    says: /^Error: no set-up$/,
    remedy: /claims\/setup\.js:6:13\.$/,
  },
  {
    title: 'untimed',
    claim: spoiled('() => 5'),
    expected: { contender: 'b', stage: 'setting up', code: 'CONTENDER_THREW' },
    says: /^TypeError: the set-up must return the function to time, and returned 5$/,
    remedy: /./,
  },
  {
    title: 'first',
    claim: spoiled("() => () => { throw new Error('no call'); }"),
    expected: { contender: 'b', stage: 'proving', code: 'CONTENDER_THREW' },
    says: /^Error: no call$/,
    remedy: /claims\/first\.js:5:\d+\.$/,
  },
  {
    title: 'odd',
    claim: spoiled("() => () => { throw 'a text'; }"),
    expected: { contender: 'b', stage: 'proving', code: 'CONTENDER_THREW' },
    says: /no error was thrown: a text$/,
    remedy: /./,
  },
  {
    title: 'later',
    claim: spoiled("() => { let n = 0; return () => { if (++n > 20) throw new Error('enough'); return 1; }; }"),
    expected: { contender: 'b', stage: 'warming up', code: 'CONTENDER_THREW' },
    says: /^Error: enough$/,
    remedy: /claims\/later\.js:5:\d+\.$/,
  },
  {
    title: 'turning',
    claim: spoiled(inTurns("throw new Error('my turn');")),
    expected: { contender: 'b', stage: 'taking turns', code: 'CONTENDER_THREW' },
    says: /^Error: my turn$/,
    remedy: /claims\/turning\.js:7:\d+\.$/,
  },
  {
    title: 'exits',
    claim: spoiled('() => () => process.exit(5)'),
    expected: { contender: 'b', stage: 'proving', code: 'PROCESS_DIED' },
    says: /^the process ended while proving "b" \(exit code 5\)$/,
    remedy: /must not end its process/,
  },
  {
    title: 'quits',
    claim: spoiled(inTurns('process.exit(0);')),
    expected: { contender: 'b', stage: 'taking turns', code: 'PROCESS_DIED' },
    says: /^the process ended while taking turns "b" \(exit code 0\)$/,
    remedy: /must not end its process/,
  },
  {
    title: 'killed',
    claim: spoiled("() => () => process.kill(process.pid, 'SIGKILL')"),
    expected: { stage: 'proving', code: 'PROCESS_DIED' },
    says: /killed by SIGKILL/,
    remedy: /./,
  },
  {
    title: 'timer',
    claim: spoiled("() => () => new Promise(() => setTimeout(() => { throw new Error('from a timer'); }, 1))"),
    expected: { contender: 'b', stage: 'proving', code: 'PROCESS_DIED' },
    says: /\(exit code 1\): Error: from a timer$/,
    remedy: /claims\/timer\.js:5:\d+\.$/,
  },
  {
    title: 'rejects',
    claim: spoiled("() => async () => { throw new Error('no promise kept'); }"),
    expected: { contender: 'b', stage: 'proving', code: 'CONTENDER_THREW' },
    says: /^Error: no promise kept$/,
    remedy: /claims\/rejects\.js:5:\d+\.$/,
  },
  {
    title: 'aborts',
    claim: spoiled('() => () => process.abort()'),
    expected: { contender: 'b', stage: 'proving', code: 'PROCESS_DIED' },
    says: /^the process ended while proving "b" \(killed by SIGABRT\)/,
    remedy: /./,
  },
  {
    title: 'unplugs',
    claim: spoiled('() => () => process.disconnect()'),
    expected: { contender: 'b', stage: 'proving', code: 'PROCESS_DIED' },
    says: /^the process ended while proving "b" \(its channel was closed\)$/,
    remedy: /must not end its process/,
  },
  {
    title: 'changes',
    claim: spoiled('() => { let calls = 0; return () => (++calls > 20 ? 2 : 1); }'),
    expected: { case: '', contender: 'b', stage: 'taking turns', code: 'ANSWER_CHANGES' },
    says: /^"b" answered 1 at first, and 2 after its turns$/,
    remedy: /the same at every call/,
  },
  {
    title: 'collects',
    claim: claimOf({
      a: '() => { const all = []; return async () => { if (all.length < 9) all.push(1); return all; }; }',
      b: '() => () => [1]',
    }),
    expected: { contender: 'a', stage: 'taking turns', code: 'ANSWER_CHANGES' },
    says: /^"a" answered \[ 1 \] at first, and \[ 1, 1, 1, 1, 1, 1, 1, 1, ... 1 more item \] after its turns$/,
    remedy: /the same at every call/,
  },
  {
    title: 'observed',
    claim: spoiled("async () => { (await import('node:inspector')).open(0, '127.0.0.1'); return () => 1; }"),
    expected: { stage: 'taking turns', code: 'OBSERVED' },
    says: /^an inspector was open \(ws:.*\) while turns were timed/,
    remedy: /touchstone try/,
  },
  {
    title: 'verbose',
    claim: spoiled("() => () => { process.stderr.write('x'.repeat(5e6)); throw new Error('much to say'); }"),
    expected: { contender: 'b', stage: 'proving', code: 'CONTENDER_THREW' },
    says: /^Error: much to say$/,
    remedy: /./,
  },
];

/** What is odd, and breaks nothing. */
const STANDING = {
  'claims/flooding.js': spoiled(`() => () => {
    process.stdout.write('out'.repeat(5e4));
    process.stderr.write('err'.repeat(5e4));
    return 1;
  }`),
  'claims/telling.js': `process.send('ready');\nprocess.send(null);\n${spoiled('() => { let sent = 0; return () => { if (sent++ < 3) process.send(null); return 1; }; }')}`,
  // Another answer at every call: it was wrong from the first one on.
  'claims/random.js': claimOf({ a: fine, b: '() => () => Math.random()' }, "wrong: () => ({ b: 'it is random' }),"),
  'claims/zz-plain.js': PLAIN,
};

describe('A run in which claims break', () => {
  const { make } = toyProjects();
  let project: Project;
  let outcome: Outcome;

  before(async function () {
    this.timeout(LONG);
    const claims = Object.fromEntries(EXAMPLES.map(({ title, claim }) => [`claims/${title}.js`, claim]));
    project = make({ ...claims, ...STANDING });
    const options = ['--quick', '--rounds', '1', '--patience', '60'];
    const { code, stdout, stderr } = await project.program('run', ...options, ...project.here);
    outcome = { code: code!, out: stdout, err: stderr };
  });

  for (const { title, expected, says, remedy } of EXAMPLES) {
    it(`names the claim, the contender and the stage: ${title}`, () => {
      const found = recordsOf(project.records(), 'broken').filter(({ claim }) => claim === title);
      expect(found).to.have.length(1);
      expect(found[0]).to.include(expected);
      expect(found[0]!.says).to.match(says);
      expect(found[0]!.remedy).to.match(remedy);
    });
  }

  it('measures all others, also those that flood their outputs, send messages, or answer wrongly in many ways', () => {
    const measured = new Set(recordsOf(project.records(), 'stop').map(({ claim }) => claim));
    expect([...measured]).to.deep.equal(['flooding', 'random', 'telling', 'zz-plain']);
  });

  it('ends with 3, and tells of each', () => {
    expect(outcome.code).to.equal(3);
    for (const { title } of EXAMPLES) expect(outcome.out).to.contain(`${title}, `);
  });

  it('is told in the same way by report', async () => {
    const { code, out } = await project.touchstone('report', project.results);
    expect(code).to.equal(3);
    for (const { title } of EXAMPLES) expect(out).to.contain(`${title}, `);
  });

  it('leaves nothing behind in the folder for temporary files', () => {
    expect(readdirSync(project.tmp)).to.deep.equal(['.keep']);
  });
});
