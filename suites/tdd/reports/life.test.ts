/** What a run was held against, in every format: what claims expect, how old they are, and what others have published. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { comment } from '../../../reports/formats/comment.ts';
import { csv } from '../../../reports/formats/csv.ts';
import { asserted, assertedAnnotations } from '../../../reports/formats/expectations.ts';
import { html } from '../../../reports/formats/html.ts';
import { json } from '../../../reports/formats/json.ts';
import { markdown } from '../../../reports/formats/markdown.ts';
import { terminal } from '../../../reports/formats/terminal.ts';
import { isUnmet, toBeExplained } from '../../../reports/life.ts';
import type { RunReport } from '../../../reports/model.ts';
import { measured } from '../../support/made-claim-report.ts';
import { explained, heldReport, unexplained } from '../../support/made-life.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { faults } from '../../support/well-formed.ts';

const held = heldReport();
const at160 = terminal(held, { width: 160, colour: false });
const unmetLine = 'buffers/slab at bytes=16 B: expected confirmed, found refuted, 0.71× [0.69, 0.73]';
const [fig, told] = [
  '“allocUnsafe is twice as fast as alloc” (https://example.com/benchmarks?of=slab&n=1, on node@12)',
  held.expectations!.sentence,
];

/** One line of all that a text is wrapped into. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

function many(unmet: number): RunReport {
  const [one] = held.expectations!.unmet;
  const all = Array.from({ length: unmet }, (_, n) => ({ ...one!, claim: `buffers/slab-${n}` }));
  return { ...held, expectations: { ...held.expectations!, unmet: all } };
}

suite('a run that was held against what its claims expect', () => {
  test('says on the terminal beside each case what was expected, and lists at the end what is otherwise', () => {
    expect(at160).to.match(/ 16 B +✗ refuted .* expected confirmed\n/);
    expect(at160).not.to.match(/1 KiB +✓ confirmed .* expected/);
    expect(at160).to.contain('expected …: the verdict that the claim expects there, and that was not found.');
    expect(at160).to.contain(`\nOther than expected\n✗ ${unmetLine}\n`);
    expect(at160).to.contain(`\nexpected     ${told}\n`);
  });

  test('lists twenty of many on the terminal, ten in Markdown, and says how many more there are', () => {
    const text = terminal(many(23), { width: 160, colour: false });
    expect(text.match(/^✗ buffers\/slab-\d+ at/gm)).to.have.length(20);
    expect(text).to.contain('\n  and 3 others\n');
    expect(markdown(many(23)).match(/^- ✗ buffers\/slab-\d+ at/gm)).to.have.length(10);
    expect(markdown(many(23))).to.contain('\n- and 13 others\n');
  });

  test('says so in Markdown and in a comment, before the table of verdicts', () => {
    for (const text of [markdown(held), comment(held)]) {
      const at = text.indexOf(
        'Other than expected:\n\n- ✗ buffers/slab at bytes=16 B: expected confirmed, found refuted',
      );
      expect(at).to.be.within(0, text.indexOf('| claim |'));
      expect(text).to.contain(told);
      expect(text).to.match(/\| ✗ refuted \|.*\| expected confirmed \|/);
    }
  });

  test('leads on its page from what is otherwise to the claim, and says at the case what it expects', () => {
    const page = html(held);
    expect(faults(page)).to.deep.equal([]);
    expect(page).to.contain(`<h2>Other than expected</h2><p>${told}</p>`);
    expect(page).to.match(
      /<a href="#claim-1">Small buffers come out of a slab<\/a>: buffers\/slab at bytes=16 B: expected/,
    );
    expect(page.match(/<small>The claim expects confirmed\.<\/small>/g)).to.have.length(1);
    const met = { ...held.expectations!, unmet: [], outcome: 'met' } as const;
    expect(html({ ...held, expectations: met })).to.contain('<h2>As expected</h2>');
  });

  test('has in JSON all of it, with what is expected before what was found', () => {
    const text = json(held);
    expect(JSON.parse(text)).to.deep.include({ expectations: held.expectations });
    expect(text).to.match(/"expected": "confirmed",\s+"verdict": "refuted"/);
  });

  test('has a column in CSV, which a run that expects nothing does not have', () => {
    const [head, first, , second] = csv(held)
      .split('\r\n')
      .map((line) => line.split(','));
    const at = head!.indexOf('expected');
    expect([first![at], second![at]]).to.deep.equal(['confirmed', 'confirmed']);
    const { expectations: _, ...without } = held;
    expect(csv(without).split('\r\n')[0]!.split(',')).not.to.include('expected');
  });

  test('is a line where it is asserted, and an error beside the code for each case', () => {
    expect(asserted(held)).to.equal(`assert:  ${told}\n`);
    expect(asserted(held, 'Bun 1.3.2')).to.equal(`assert:  Bun 1.3.2: ${told}\n`);
    expect(assertedAnnotations(held)).to.equal(
      `::error title=Other than expected%3A buffers/slab::${unmetLine}: The interval says refuted.\n`,
    );
    const lines = assertedAnnotations(many(12)).split('\n').slice(0, -1);
    expect(lines).to.have.length(10);
    expect(lines.at(-1)).to.equal('::error title=Other than expected::and 3 others: the report has them');
  });

  test('says where it is asserted that nothing was expected', () => {
    expect(asserted(sampleReport())).to.equal(
      'assert:  No claim of this run expects a verdict, so that nothing was asserted.\n',
    );
    expect(assertedAnnotations(sampleReport())).to.equal('');
  });

  test('annotates nothing where the controls failed', () => {
    expect(assertedAnnotations({ ...held, expectations: { ...held.expectations!, outcome: 'vetoed' } })).to.equal('');
  });

  test('is not as expected where nothing could be told, but is no other verdict either', () => {
    expect(isUnmet(measured({}, 'inconclusive', [1, 0.9, 1.1], { expected: 'refuted' }))).to.equal(true);
    expect(isUnmet(measured({}, 'refuted', [1, 0.9, 1.1], { expected: 'refuted' }))).to.equal(false);
    expect(isUnmet(measured({}, 'refuted', [1, 0.9, 1.1]))).to.equal(false);
  });
});

suite('a claim that has to be looked at again', () => {
  const says = 'The claim was to be looked at again by 2026-11-01. Set another day.';

  test('says so in every format', () => {
    expect(at160).to.contain(`\n  doubt     ${says}\n`);
    expect(markdown(held)).to.contain(`- Doubt: ${says}\n`);
    expect(html(held)).to.contain(
      '<li><b>expired</b>: The claim was to be looked at again by 2026-11-01. <span class="quiet">Set another day.</span></li>',
    );
    expect(JSON.parse(json(held))).to.have.nested.property('claims[0].doubts[0].code', 'expired');
    const [head, first] = csv(held)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(first![head!.indexOf('doubts')]).to.equal('expired');
  });
});

suite('what others have published', () => {
  test('is a count on the terminal, and each that disagrees, with the explanation of the claim', () => {
    expect(at160).to.contain('\n  others    of 3 published figures 1 agrees and 2 disagree\n');
    expect(flat(at160)).to.contain(`≠ ${fig}: ${unexplained.sentence}.`);
    expect(flat(at160)).to.contain(
      `${explained.sentence}. The claim explains it: its loop is deleted by the optimiser.`,
    );
    expect(at160).not.to.contain('the pool is faster');
  });

  test('is to be explained at the end of the run where the claim does not', () => {
    expect(toBeExplained(held).map(({ claim, one }) => [claim.id, one])).to.deep.equal([['buffers/slab', unexplained]]);
    const [, end = ''] = at160.split('To be explained: others have published something else\n');
    expect(flat(end)).to.contain(`≠ buffers/slab: ${fig}: ${unexplained.sentence}.`);
    expect(end).not.to.contain('its loop is deleted');
    expect(markdown(held).match(/^- To be explained: ≠ buffers\/slab: /gm)).to.have.length(1);
    const { expectations: _, claims, ...report } = held;
    const settled = claims.map((one) => ({ ...one, elsewhere: [explained] }));
    expect(terminal({ ...report, claims: settled }, { width: 160, colour: false })).not.to.contain('To be explained');
  });

  test('is all of it, with links, in the section of its claim on the page', () => {
    const page = html(held);
    const section = page.slice(page.indexOf('<section class="claim"'), page.indexOf('<section id="to-be-explained"'));
    expect(section.match(/rel="noreferrer"/g)).to.have.length(3);
    expect(section).to.contain(
      '<a href="https://example.com/benchmarks?of=slab&amp;n=1" rel="noreferrer">example.com/benchmarks?of=slab&amp;n=1</a>, on node@12):',
    );
    expect(page).to.match(/<h2><span aria-hidden="true">≠ <\/span>To be explained<\/h2>.*<a href="#claim-1">/);
  });

  test('links to no address that is none of a page', () => {
    const claims = held.claims.map((one) => ({
      ...one,
      elsewhere: [{ ...unexplained, source: 'javascript:alert(1)' }],
    }));
    const page = html({ ...held, claims });
    expect(page).to.contain('(javascript:alert(1), on');
    expect(page).not.to.contain('href="javascript');
  });

  test('is all of it in the details of its claim in Markdown', () => {
    const text = markdown(held);
    for (const mark of ['≠', '≠', '=']) expect(text).to.contain(`\n- ${mark} Others: “`);
    expect(text.match(/^- [≠=?] Others: /gm)).to.have.length(3);
    expect(text).to.contain('(<https://example.com/benchmarks?of=slab&n=1>, on node@&#8203;12): disagrees at');
    const claims = held.claims.map((one) => ({ ...one, elsewhere: [{ ...unexplained, source: 'https://a> <b>' }] }));
    expect(markdown({ ...held, claims })).to.contain('(https://a&gt; &lt;b&gt;, on');
  });

  test('has what it comes to at a case in CSV, the disagreement before all', () => {
    const [head, first, , second] = csv(held)
      .split('\r\n')
      .map((line) => line.split(','));
    const at = head!.indexOf('elsewhere');
    expect([first![at], second![at]]).to.deep.equal(['disagrees', 'agrees']);
    expect(csv(sampleReport()).split('\r\n')[0]!.split(',')).not.to.include('elsewhere');
  });
});
