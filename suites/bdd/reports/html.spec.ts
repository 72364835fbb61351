/** The page from the outside: whole, self-contained, safe, and readable without seeing it. */

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { html } from '../../../reports/formats/html.ts';
import { claim, measured } from '../../support/made-claim-report.ts';
import * as sample from '../../support/sample-claims.ts';
import { failedControls, incompleteRun, nothingMeasured, sampleReport } from '../../support/sample-report.ts';
import { faults } from '../../support/well-formed.ts';

const page = html(sampleReport());

/** The document without tags and style, as it is read. */
function textOf(document: string): string {
  return document
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

function section(heading: string): string {
  const found = page.split('<section').find((each) => each.includes(`>${heading}</h2>`));
  if (found === undefined) throw new Error(`a section "${heading}" is expected`);
  return found;
}

describe('the HTML report', () => {
  const documents = {
    'the sample': page,
    'a run with failed controls': html(failedControls()),
    'a run that was cut short': html(incompleteRun()),
    'a run without claims': html(nothingMeasured()),
  };
  for (const [name, document] of Object.entries(documents)) {
    it(`is well formed for ${name}`, () => {
      expect(faults(document)).to.deep.equal([]);
    });
  }

  it('would be caught if it were not well formed', () => {
    expect(faults('<p><b>x</p>')).to.deep.equal(['</p> closes <b>', '<p> is not closed']);
    expect(faults('<p id="a">a < b & c</p><p id="a"></p>')).to.have.lengthOf(3);
    expect(faults('<img onerror>')).to.include('onerror of <img> has no value');
  });

  it('shows the inside of each contender with a bar of its parts, where that was asked for', () => {
    const document = html(sampleReport({ claims: [sample.sharedSlab()] }));
    expect(textOf(document)).to.contain(
      'V8 98 % in TurboFan, 2 % in baseline code; thrown back 2 times before its turns',
    );
    expect(textOf(document)).to.contain('it could not be looked into: the process ended');
    const widths = Array.from(document.matchAll(/<i class="stroke-\d" style="width:([\d.]+)%" title="([^"]*)"/g));
    expect(widths.map(([, width, title]) => [width, title])).to.deep.include.members([
      ['98.0', '98 % TurboFan'],
      ['20.0', '20 % concat (node:buffer:577)'],
      ['5.0', '5 % collecting garbage'],
      ['97.0', '97 % pairOf (bench/claims/made/b.ts:9)'],
    ]);
    expect(html(sampleReport({ claims: [sample.concat()] }))).not.to.contain('Inside each contender');
  });

  it('needs nothing from the network, and may run its own script and no other', () => {
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page).to.contain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; script-src &#39;sha256-${digest}&#39;">`,
    );
    expect(page.match(/<script/gi)).to.have.lengthOf(1);
    expect(page).not.to.match(/<img|<iframe|\son\w+="|@import|url\(/i);
    const links = Array.from(page.matchAll(/(?:src|href)="([^"]*)"/g), ([, link = '']) => link);
    expect(links.filter((link) => !link.startsWith('#') && !link.startsWith('data:'))).to.deep.equal([]);
  });

  it('puts the sentence that matters first, with where and when', () => {
    const text = textOf(page.slice(page.indexOf('<header>'), page.indexOf('</header>')));
    expect(text).to.contain(
      'Of 6 claims 1 held, 3 came out differently from case to case, 1 made no difference that matters and 1 was broken.',
    );
    expect(text).to.contain('8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be measured');
    expect(text).to.contain(
      'Node.js 20.20.2 · Intel Xeon E5-2690 v4 @ 2.60GHz · 2026-11-22 12:53 UTC · commit ffcfed3c0ffe',
    );
    expect(text).to.contain('Controls passed: the same against the same is not told apart');
    expect(text).to.contain('1 ✓ confirmed 3 ◐ mixed 1 ≈ equivalent 1 ! broken');
  });

  it('carries the samples along, to be calculated with', () => {
    const bytes = Buffer.from('{"kind":"run"}\n');
    const document = html(sampleReport(), { of: () => undefined, file: { name: 'a"<b>.ndjson', bytes } });
    expect(faults(document)).to.deep.equal([]);
    const [, name, packed = ''] =
      /download="([^"]*)" href="data:application\/gzip;base64,([^"]*)"/.exec(document) ?? [];
    expect(name).to.equal('a&quot;&lt;b&gt;.ndjson.gz');
    expect(gunzipSync(Buffer.from(packed, 'base64')).toString()).to.equal(bytes.toString());
    expect(page).not.to.contain('base64,');
  });

  it('leads to the samples where they lie beside it, and does not carry them along', () => {
    const file = { name: 'results.ndjson', bytes: Buffer.from('{"kind":"run"}\n') };
    const document = html(sampleReport(), { of: () => undefined, file, beside: 'a"<b>.gz' });
    expect(faults(document)).to.deep.equal([]);
    expect(document).to.contain('They lie beside this page: <a href="a%22%3Cb%3E.gz">a&quot;&lt;b&gt;.gz</a>');
    expect(document).not.to.contain('base64,');
  });

  it('links every row of the verdict table to its section', () => {
    const targets = Array.from(page.matchAll(/<a href="#([^"]+)"/g), ([, id = '']) => id);
    expect(targets).to.have.lengthOf(6);
    for (const id of targets) expect(page).to.contain(`<section class="claim" id="${id}"`);
  });

  it('shows what is said beside what is measured', () => {
    const text = textOf(section('Buffer.concat beats joining decoded strings'));
    expect(text).to.contain(
      'They say “Never decode chunk by chunk: concat first, decode once.” notes: Buffer › concatenation',
    );
    expect(text).to.contain('Because joining decodes every chunk by itself');
    expect(text).to.contain('Measured here from 0.71× [0.69, 0.73] at chunks=4 bytes=64 KiB to 3.41× [3.30, 3.52]');
  });

  it('gives every chart a name, a description and its figures as a table', () => {
    const charts = Array.from(page.matchAll(/<svg class="chart" role="img".*?<\/desc>/gs), ([chart]) => chart);
    expect(charts).to.have.lengthOf(7);
    for (const chart of charts) {
      const [, title, desc] = /aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/.exec(chart) ?? [];
      expect(chart).to.contain(`<title id="${title}">`).and.to.contain(`<desc id="${desc}">`);
    }
    expect(page.match(/<table class="cases">/g)).to.have.lengthOf(5);
    expect(page.match(/<table class="crossing">/g)).to.have.lengthOf(2);
  });

  it('says of an axis without a crossing that none was shown, not that there is none', () => {
    const cases = [1, 2].map((n) => measured({ n }, 'inconclusive', [1, 0.5, 2]));
    const claims = [claim('a/b', cases, { crossingAxis: 'n' })];
    const captions = html(sampleReport({ claims })).match(/<figcaption>.*?<\/figcaption>/g);
    expect(captions?.at(-1)).to.equal('<figcaption>No change of the winner was shown.</figcaption>');
  });

  it('describes a forest plot so that it can be read aloud', () => {
    expect(section('Buffer.concat beats joining decoded strings')).to.contain(
      '6 cases on a logarithmic axis of join divided by concat; the band is the margin of 5 % around 1×. 2 confirmed, 1 refuted, 1 equivalent, 2 inconclusive: from 0.71×',
    );
  });

  it('tells both figures where the contenders disturb each other', () => {
    const text = textOf(section('Buffer.concat beats joining decoded strings'));
    expect(text).to.contain('Decided by the rounds that were apart.');
    expect(text).to.contain('Decided by the time spent on processors. By wall time: 1.0× [0.8, 1.3].');
  });

  it('shows what the solo rounds say also where they do not decide, and the other clock', () => {
    const apartRatio = { estimate: 2.2, low: 2, high: 2.4 };
    const one = measured({}, 'confirmed', [2.3, 2.2, 2.4], { apartRatio, otherClock: apartRatio, apart: [] });
    const text = textOf(html(sampleReport({ claims: [claim('a/b', [one])] })));
    expect(text).to.contain('Apart: 2.2× [2.0, 2.4]. By processor time: 2.2× [2.0, 2.4].');
  });

  it('tells what a call took of each contender, and how it answers', () => {
    const text = textOf(section('Buffer.concat beats joining decoded strings'));
    expect(text).to.contain('chunks=4 bytes=1 KiB concat 1.24 µs [1.21, 1.29] 1× right');
    expect(text).to.contain('chunks=4 bytes=1 KiB join 2.86 µs [2.83, 2.90] 2.31× [2.28, 2.34] right');
  });

  it('tells the middle half of what is counted a second from the least to the most', () => {
    const claims = [claim('a/b', [measured({}, 'confirmed', [2, 1.9, 2.1])], { metric: 'throughput' })];
    expect(textOf(html(sampleReport({ claims })))).to.contain('join 403,226/s [384,025/s, 424,448/s]');
  });

  it('names wrong answers, those that the claim says and those that it does not', () => {
    const text = textOf(section('A StringDecoder beats appending chunks to a string'));
    expect(text).to.contain('appended answers wrongly: it cuts a character of two bytes in half (2 cases)');
    expect(text).to.contain('✗ wrong it cuts a character of two bytes in half');
    expect(text).to.contain('✗ wrong not said by the claim: &quot;caf');
  });

  it('says what could not be measured, and the remedy', () => {
    const text = textOf(section('WebAssembly adds faster than JavaScript'));
    expect(text).to.contain(
      'wasm/adds-faster, while compiling (CLAIM_BROKEN): The module could not be found. Check the path',
    );
    expect(text).to.contain('nothing could be measured');
  });

  it('keeps the text of a claim text', () => {
    expect(page.match(/<script/g)).to.have.lengthOf(1);
    expect(page).not.to.contain('\u001b').and.not.to.contain('\u202e');
    expect(page).to.contain('const</span> a = <span class="string">&quot;&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;');
  });

  it('warns above everything else when the controls failed or the run was cut short', () => {
    const failed = documents['a run with failed controls'];
    expect(failed.indexOf('The controls failed: ')).to.be.within(0, failed.indexOf('</header>'));
    expect(textOf(failed)).to.contain('✗ failed : The same is as fast as the same');
    const cutShort = textOf(documents['a run that was cut short']);
    expect(cutShort).to.contain('The run was cut short').and.to.contain('The load average was 3.1 on 2 cores.');
    expect(cutShort).to.contain('bench/claims/files/torn.ts, while loading (CLAIM_BROKEN)');
  });

  it('says but once that the run was cut short, and of a doubt about that what to do', () => {
    const doubts = [{ code: 'cut-short', says: 'The run was cut short; so it is.', advice: 'Go on with it.' }];
    const text = textOf(html({ ...incompleteRun(), doubts }));
    expect(text.match(/was cut short/g)).to.have.lengthOf(1);
    expect(text).to.contain('Go on with it.');
  });

  it('heads every row of figures with the case and the contender or the metric that they are of', () => {
    const metrics = [{ metric: 'cpu time', values: [] } as const];
    const one = measured({ bytes: 16 }, 'confirmed', [2, 1.9, 2.1], { metrics });
    const document = html(sampleReport({ claims: [claim('a/b', [one], { axes: { bytes: [16] } })] }));
    const of = '<tr><th scope="row"><span class="cell">bytes=16 B</span></th><th scope="row">';
    expect(document).to.contain('<tr><th scope="row" class="figures"><span class="cell">16 B</span></th><td>');
    expect(document).to.contain(`${of}<span class="cell">concat</span></th><td`);
    expect(document).to.contain(`${of}cpu time</th><td`);
  });

  it('leads to a claim by what broke in it, too', () => {
    const [one, breakage] = [measured({ n: 1 }, 'confirmed', [2, 1.9, 2.1]), sample.unloadable().broken];
    const document = html(sampleReport({ claims: [claim('a/b', [one], { broken: breakage })] }));
    expect(document).to.contain('data-verdicts="confirmed broken"').and.to.contain('name="verdict" value="broken"');
  });

  it('says that nothing was measured rather than showing an empty table', () => {
    const nothing = documents['a run without claims'];
    expect(textOf(nothing)).to.contain('Nothing was measured.');
    expect(nothing).not.to.contain('<table');
  });

  it('leaves out what is not known: the commit, the load', () => {
    const { commit: _, load: _load, ...environment } = sampleReport().environment;
    expect(textOf(html(sampleReport({ environment })))).not.to.match(/ commit | load /);
  });
});
