/** Memory drawn step by step: what is drawn to scale, what is told in words, and that hostile names stay text. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { memory, memoryRows } from '../../../reports/charts/memory.ts';
import { html } from '../../../reports/formats/html.ts';
import * as sample from '../../support/sample-claims.ts';
import { sampleReport } from '../../support/sample-report.ts';

const drawn = memory(sample.drawnCopy(), 'x').markup;
const [first = '', second = ''] = drawn.split('</li><li>');

function all(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

suite('memory, drawn', () => {
  test('has a picture for each step, under what happens in it', () => {
    expect(all(drawn, /<li><p>(.*?)<\/p><svg/g)).to.deep.equal(['Two cells lie in one space.', 'a is copied.']);
    expect(all(drawn, /<title id="(x-\d-title)">/g)).to.deep.equal(['x-1-title', 'x-2-title']);
  });

  test('draws cells where they lie, as a share of the widest space', () => {
    const cells = all(first, /<rect class="cell (.*?)" y=/g).slice(0, 3);
    expect(cells).to.deep.equal(['allocated" x="0%', 'allocated" x="25%', 'free" x="75%']);
    expect(all(first, /<rect class="cell .*?" width="(.*?)"/g).slice(0, 3)).to.deep.equal(['25%', '50%', '25%']);
  });

  test('leaves out a space in which nothing ever lies', () => {
    expect(all(second, /<text class="tick".*?>(.*?)<\/text>/g)).to.deep.equal(['from, 64 B', 'to, 64 B']);
  });

  test('leads from where a cell lay to where it lies, downwards and upwards', () => {
    const { title, steps } = sample.drawnCopy();
    expect(all(second, /<line class="way" (.*?)\/>/g)).to.deep.equal(['x1="12.5%" x2="12.5%" y1="46" y2="78"']);
    const upside = steps.map((step) => ({ ...step, spaces: step.spaces.toReversed() }));
    const up = memory({ title, steps: upside }, 'x').markup;
    expect(all(up, /<line class="way" (.*?)\/>/g)).to.deep.equal(['x1="12.5%" x2="12.5%" y1="78" y2="46"']);
  });

  test('tells in a sentence how much of what there is, and in a table what lies where', () => {
    expect(all(second, /<desc.*?>(.*?)<\/desc>/g)).to.deep.equal([
      'from: 1 copied elsewhere, 1 garbage, 1 free. to: 1 has just come here, 1 free.',
    ]);
    expect(memoryRows(sample.drawnCopy()).slice(1)).to.deep.equal([
      { step: 2, space: 'from', cells: 'a, 16 B at 0, copied elsewhere; x, 32 B at 16, garbage; free, 16 B at 48' },
      { step: 2, space: 'to', cells: 'a, 16 B at 0, has just come here from 0 of from; free, 48 B at 16' },
    ]);
  });

  test('explains the states that occur, and no others', () => {
    const legend = drawn.slice(drawn.indexOf('<ul class="legend">'));
    expect(all(legend, /<\/svg>(.*?)<\/li>/g)).to.deep.equal([
      'not looked at yet',
      'copied elsewhere',
      'has just come here',
      'garbage',
      'free',
    ]);
  });

  test('leaves the name of a cell out where it has no room on a phone', () => {
    const { title, steps } = sample.drawnCopy();
    const long = steps.map((step) => ({
      ...step,
      spaces: step.spaces.map((space) => ({
        ...space,
        cells: space.cells.map((cell) => ({ ...cell, label: 'a'.repeat(12) })),
      })),
    }));
    // Only in what takes half of the width or more: twice in each step.
    expect(all(memory({ title, steps: long }, 'x').markup, />(a{12})<\/text>/g)).to.have.lengthOf(4);
  });

  test('stands in the section of its claim, and breaks out of nothing', () => {
    const drawing = { ...sample.drawnCopy(), title: '<b>A copy</b>' };
    const page = html(sampleReport({ claims: [{ ...sample.concat(), drawings: [drawing] }] }));
    expect(page).to.contain('<summary>Drawn: &lt;b&gt;A copy&lt;/b&gt;</summary>');
    expect(page).to.contain('id="claim-1-drawing-1-2-title"');
    expect(page.match(/<table class="drawing">.*?<\/table>/g)?.join())
      .to.contain('&lt;b&gt;A copy')
      .and.contain('garbage');
  });
});
