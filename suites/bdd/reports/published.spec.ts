/** The published run: its formats and its verdicts are what its raw samples say. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { written } from '../../../reports/write.ts';
import { publishedRun } from '../../support/published-run.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const text = (name: string) => readFileSync(`${root}${name}`, 'utf8');

const { report, samples } = publishedRun();
const files = await written(report, samples);

/** The samples within a page, packed: how, differs between versions of zlib, and what comes out of them does not. */
const packed = /(?<=base64,)[^"]+/;

describe('the published run', () => {
  it('is a whole run of all claims, whose controls passed', () => {
    expect(report).to.include({ complete: true, quick: false });
    expect(report.controls.passed).to.equal(true);
    const modules = readdirSync(`${root}bench/claims`, { recursive: true }).map(String);
    const ids = modules.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
    // A claim that is newer than the run is no fault; one that is gone is.
    expect(ids).to.include.members(report.claims.map(({ id }) => id));
  });

  for (const { name, text: told } of files) {
    it(`has a ${name} that says what its samples say`, () => {
      expect(text(`reports/published/${name}`).replace(packed, '')).to.equal(told.replace(packed, ''));
    });
  }

  it('has a page that carries its samples along', () => {
    const [found = ''] = packed.exec(text('reports/published/report.html')) ?? [];
    expect(gunzipSync(Buffer.from(found, 'base64')).equals(samples.file!.bytes)).to.equal(true);
  });
});
