/** The forms for issues: that GitHub takes them, and that what they ask for and name is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { main } from '../../../bench/main.ts';
import { BENCH_REPORTS } from '../../../bench/reports-folder.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { verdicts } from '../../../reports/standings.ts';
import { issueForms, issueFormText, readIssueForm } from '../../support/issue-form.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { collectingStreams } from '../../support/streams.ts';
import { root } from '../../support/workflows.ts';

suite('the forms for issues', () => {
  for (const name of issueForms()) {
    test(`are such as GitHub takes: ${name}`, () => {
      expect(readIssueForm(issueFormText(name)).faults).to.deep.equal([]);
    });
  }

  // Each changes the form of a dispute, which is taken as it is.
  const broken: readonly (readonly [string, from: string | RegExp, to: string, says: RegExp])[] = [
    ['without a name', /^name:.*\n/, '', /^name: /],
    ['without a description', /^description:.*\n/m, '', /^description: /],
    ['with a key that is none', /^title:/m, 'headline:', /^headline: /],
    ['with an element of no type', 'type: dropdown', 'type: choice', /^body\.2\.type: /],
    ['with an element that has no label', /label: Claim\n/, 'heading: Claim\n', /^body\.1\.attributes\.label: /],
    ['with a text that is empty', /label: Claim$/m, "label: ' '", /^body\.1\.attributes\.label: is an empty text$/],
    ['with an id that is none', 'id: claim', 'id: the claim', /^body\.1\.id: has other characters/],
    ['with an id twice', 'id: found', 'id: disputed', /^body: has an id twice$/],
    ['with a label twice', 'label: Runtime', 'label: Machine', /^body: has a label twice$/],
    ['with an option twice', '- equivalent', '- refuted', /^body\.2\.attributes\.options: is there twice$/],
    ['with the option none', '- equivalent', '- None', /^body\.2\.attributes\.options: holds a reserved word$/],
    ['with a label that asks for a secret', 'label: Runtime', 'label: Your password', /^body: asks for a password$/],
    [
      'with a placeholder in a choice',
      'label: Verdict that you found',
      'label: V\n      placeholder: x',
      /^body\.3\.attributes\.placeholder: /,
    ],
    ['that demands as text', 'required: true', "required: 'yes'", /^body\.1\.validations\.required: /],
  ];
  for (const [what, from, to, says] of broken) {
    test(`are seen not to be: one ${what}`, () => {
      const text = issueFormText('dispute.yml');
      const changed = text.replace(from, to);
      expect(changed).not.to.equal(text);
      const [first, ...more] = readIssueForm(changed).faults;
      expect(first).to.match(says);
      expect(more.length).to.be.below(2);
    });
  }
});

suite('the form for a dispute', () => {
  const text = issueFormText('dispute.yml');
  const { body } = readIssueForm(text).form!;
  const fieldOf = (id: string) => body.find((one) => 'id' in one && one.id === id);

  test('asks for the claim, both verdicts, the machine, the command and the results file, all of which are needed', () => {
    const needed = body.flatMap((one) => ('validations' in one && one.validations?.required ? [one.id] : []));
    expect(needed).to.deep.equal(['claim', 'disputed', 'found', 'runtime', 'machine', 'command', 'results']);
  });

  for (const id of ['disputed', 'found']) {
    test(`knows every verdict, and no other: ${id}`, () => {
      expect(fieldOf(id))
        .to.have.nested.property('attributes.options')
        .that.deep.equals([...verdicts]);
    });
  }

  test('names a claim that there is', () => {
    const claim = fieldOf('claim');
    const named = claim?.type === 'input' ? claim.attributes.placeholder! : '';
    expect(existsSync(new URL(`bench/claims/${named.split(' ')[0]}.ts`, root)), named).to.equal(true);
  });

  test('names the file that a run leaves, and the line of a report that tells of the machine', () => {
    expect(text).to.contain(`\`${join(BENCH_REPORTS, 'results.ndjson')}\``);
    const [, line] = /the line “(\w+)” at the end/.exec(text)!;
    expect(terminal(sampleReport(), { width: 100, colour: false })).to.match(new RegExp(`^${line} +Node\\.js`, 'm'));
  });

  test('names keys that a claim has', () => {
    const claim = readFileSync(new URL('bench/claim.ts', root), 'utf8');
    const keys = [...text.matchAll(/\(`(\w+)`\)/g)].map(([, key]) => key!);
    expect(keys).to.deep.equal(['expects', 'changes']);
    for (const key of keys) expect(claim).to.contain(`readonly ${key}?:`);
  });

  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = [...text.matchAll(/npm run (\w+) -- ([^`\n]+)/g)].map(
    ([, script, words]) => [script!, words!] as const,
  );
  for (const [script, words] of commands) {
    test(`names a command that there is: npm run ${script} -- ${words}`, async () => {
      const typed = `${scripts[script]!.replace('node bench/start.mjs', '')} ${words}`.trim().split(/\s+/);
      const [command = '', ...rest] = typed;
      const streams = collectingStreams();
      expect(await main([command, '--help'], streams)).to.equal(0);
      for (const option of rest.filter((word) => word.startsWith('--'))) {
        expect(streams.said()).to.match(new RegExp(`^ {2}${option}\\b`, 'm'));
      }
    });
  }

  test('names four commands', () => {
    expect(commands.map(([, words]) => words.split(' ')[0])).to.deep.equal([
      'list',
      'buffers/concat-beats-joining',
      'report',
      'CLAIM',
    ]);
  });
});
