/** The rules that workflows keep, and that each of them is seen where it is broken. */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { breaches, pins } from '../../support/workflow-rules.ts';
import { workflowFiles, workflowText } from '../../support/workflows.ts';

suite('the workflows', () => {
  for (const name of workflowFiles()) {
    test(`keep all rules: ${name}`, () => {
      expect(breaches(workflowText(name))).to.deep.equal([]);
    });
  }

  test('pin an action to one commit everywhere', () => {
    const used = workflowFiles().flatMap((name) => pins(workflowText(name)));
    const byAction = new Set(used.map((use) => use.split('@')[0]));
    expect(new Set(used)).to.have.property('size', byAction.size);
  });

  // Each changes a workflow that keeps all rules, as the tests above say.
  const broken: readonly [file: string, from: string | RegExp, to: string, says: string][] = [
    ['pull-request.yml', '  pull_request:', '  pull_request_target:', 'pull_request_target runs code of strangers'],
    ['pull-request.yml', '${{ inputs.base }}', '${{ github.token }}', 'code of strangers is handed github.token'],
    ['pull-request.yml', '${{ inputs.base }}', '${{ secrets.BASE }}', 'code of strangers is handed secrets'],
    ['pull-request.yml', /^permissions:\n.*\n/m, '', 'the rights of the workflow are not named'],
    ['pull-request.yml', /^permissions:\n.*\n/m, 'permissions: write-all\n', 'the whole workflow may write write-all'],
    ['pull-request.yml', /(\n {4}permissions:\n.*) read/, '$1 write', 'the job compare may write contents'],
    [
      'pull-request-comment.yml',
      'permissions: {}',
      'permissions:\n  pull-requests: write',
      'the whole workflow may write pull-requests',
    ],
    ['pull-request-comment.yml', 'contents: read', 'contents: write', 'the job comment may write contents'],
    ['pull-request.yml', '    timeout-minutes: 60\n', '', 'the job compare has no timeout-minutes'],
    ['nightly.yml', /^concurrency:\n.*\n.*\n/m, '', 'it has no concurrency group'],
    [
      'pull-request.yml',
      /cancel-in-progress: .*/,
      'cancel-in-progress: false',
      'a new push to a pull request does not',
    ],
    ['nightly.yml', /checkout@\S+ # /, 'checkout@', 'no commit and version: - uses: actions/checkout@v5.0.0'],
    ['nightly.yml', /checkout@(\S+) # v.*/, 'checkout@$1', 'no commit and version: - uses: actions/checkout@08c6903'],
    ['nightly.yml', '"$RUNTIME"', '"${{ matrix.runtime }}"', 'Measure writes an expression into its shell'],
    ['nightly.yml', 'persist-credentials: false', 'persist-credentials: true', 'a checkout leaves the token in .git'],
    ['pull-request-comment.yml', 'sparse-checkout: .github/scripts', 'ref: a', 'a checkout names its ref'],
    ['pull-request-comment.yml', '${{ runner.temp }}/', '', 'an artifact lies beside the programs'],
  ];
  for (const [file, from, to, says] of broken) {
    test(`are seen to break a rule: ${says}`, () => {
      const text = workflowText(file);
      const changed = text.replace(from, to);
      expect(changed).to.not.equal(text);
      const [first, ...more] = breaches(changed);
      expect(first?.slice(0, says.length)).to.equal(says);
      expect(more).to.deep.equal([]);
    });
  }
});
