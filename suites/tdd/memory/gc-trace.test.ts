/** Specifies what is read of V8's traces of collections, by lines of Node 20, 22, 24 and 26. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { GcTraceReader, gcEventsOf } from '../../../fixtures/memory/gc-trace-reader.ts';
import { parseGcLine, parseGcTrace, type GcLine, type GcValues } from '../../../fixtures/memory/gc-trace.ts';
import { LAST_WORDS, LINES, LOG, OTHERS, VALUES } from './gc-samples.ts';

const MiB = 1024 * 1024;
const versions = [20, 22, 24, 26] as const;

const line = (text: string): GcLine => parseGcLine(text)[0] as GcLine;
const valuesOf = (text: string): GcValues => parseGcLine(text)[0] as GcValues;

suite('a line of --trace-gc (G13, G16)', () => {
  test('G16: says who, when, what, how large before and after, how long, and why', () => {
    expect(parseGcLine(LINES[22][2])).to.deep.equal([
      {
        format: 'line',
        pid: 18677,
        isolate: '0x32f4c000',
        at: 202,
        kind: 'scavenge',
        remarks: ['interleaved'],
        before: { used: 7.5 * MiB, committed: Math.round(10.6 * MiB) },
        after: { used: Math.round(6.8 * MiB), committed: Math.round(10.6 * MiB) },
        pooled: 3 * MiB,
        pause: 0.39,
        outside: 0,
        utilisation: { average: 0.972, current: 0.972 },
        reason: 'allocation failure',
        because: '',
      },
    ]);
  });

  test('G13: has names for a scavenge and for one collector of the old generation, in all versions', () => {
    const read = versions.map((version) =>
      LINES[version].map((text) => [line(text).kind, ...line(text).remarks].join(', ')),
    );
    expect(read).to.deep.equal([
      ['scavenge', 'mark-compact', 'minor mark-compact'],
      ['scavenge', 'mark-compact', 'scavenge, interleaved'],
      ['scavenge', 'mark-compact', 'minor mark-sweep'],
      ['scavenge, during sweeping', 'mark-compact, incremental', 'mark-compact, reduce'],
    ]);
  });

  test('tells of what was done in steps before the pause, where something was', () => {
    expect(versions.map((version) => line(LINES[version][1]).incremental)).to.deep.equal([
      { took: 2.3, steps: 26, longest: 0.2 },
      { took: 0.2, steps: 0, longest: 0 },
      undefined,
      { took: 5.3, steps: 62, longest: 0.4 },
    ]);
  });

  test('gives one reason or two', () => {
    expect(versions.map((version) => [line(LINES[version][1]).reason, line(LINES[version][1]).because])).to.deep.equal([
      ['finalize incremental marking via stack guard', 'GC in old space requested'],
      ['finalize incremental marking via stack guard', 'GC in old space requested'],
      ['testing', 'GC in old space requested'],
      ['finalize incremental marking via stack guard', 'GC in old space requested'],
    ]);
  });

  test('has pooled pages since Node 22, and none before', () => {
    expect(versions.map((version) => line(LINES[version][0]).pooled)).to.deep.equal([undefined, 0, 0, 5 * MiB]);
  });

  test('has two collections where V8 has cut the first off, as before the heap limit', () => {
    const last = parseGcTrace(LAST_WORDS) as GcLine[];
    expect(last.map(({ at, pause, reason }) => [at, pause, reason])).to.deep.equal([
      [37, 1.54, 'finalize incremen'],
      [52, 9.6, 'allocation failure'],
    ]);
  });

  test('is passed over where it is none, or not whole', () => {
    expect(OTHERS.flatMap(parseGcLine)).to.deep.equal([]);
  });
});

suite('a line of --trace-gc-nvp (G9, G11)', () => {
  test('has a kind and a pause as the other format has', () => {
    const read = versions.map((version) => VALUES[version].map((text) => [valuesOf(text).kind, valuesOf(text).pause]));
    expect(read).to.deep.equal([
      [
        ['scavenge', 1.5],
        ['mark-compact', 4.7],
      ],
      [
        ['scavenge', 1.3],
        ['mark-compact', 5.5],
      ],
      [
        ['scavenge', 0.6],
        ['mark-compact', 4.3],
      ],
      [
        ['scavenge', 7.082],
        ['mark-compact', 6.23],
      ],
    ]);
  });

  test('G11: has what was promoted and what survived, in bytes, under one name in all versions', () => {
    const bytes = (version: (typeof versions)[number], name: string): unknown =>
      valuesOf(VALUES[version][0]).values.get(name);
    expect(versions.map((version) => bytes(version, 'promoted'))).to.deep.equal(
      [229840, 222880, 268544, 800016].map((value) => ({ value, unit: 'bytes' })),
    );
    expect(versions.map((version) => bytes(version, 'new_space_survived'))).to.deep.equal(
      [174392, 168232, 208992, 4082008].map((value) => ({ value, unit: 'bytes' })),
    );
  });

  for (const [name, value, unit] of [
    ['mutator', 0.6, 'ms'],
    ['background.scavenge.parallel', 0.29, 'ms'],
    ['scavenge_throughput', 170939, 'bytes/ms'],
    ['start_object_size', 4951720, 'bytes'],
    ['new_space_capacity', 1048576, 'bytes'],
    ['promotion_ratio', 25.6, 'percent'],
    ['new_space_survive_rate_', 19.9, 'percent'],
    ['nodes_promoted', 2, 'count'],
    ['pool_total_chunks', 0, 'count'],
    ['reduce_memory', false, 'flag'],
    ['gc', 's', 'text'],
  ] as const) {
    test(`${name} is in the unit: ${unit}`, () => {
      expect(valuesOf(VALUES[24][0]).values.get(name)).to.deep.equal({ value, unit });
    });
  }

  test('has its values kept apart where Node 24 leaves out the blank between them', () => {
    const { values } = valuesOf(VALUES[24][1]);
    expect(['clear.join_filter_job', 'clear.join_job'].map((name) => values.get(name)?.value)).to.deep.equal([0, 0.1]);
  });

  test('has the same units as JSON, in Node 26', () => {
    const { values, reason, remarks } = valuesOf(VALUES[26][0]);
    const units = ['pause', 'stack', 'reason', 'promoted', 'promotion_ratio'].map((name) => values.get(name)?.unit);
    expect(units).to.deep.equal(['ms', 'flag', 'text', 'bytes', 'percent']);
    expect([reason, remarks]).to.deep.equal(['testing', []]);
    expect(valuesOf(VALUES[26][1].replace('"reduce_memory":false', '"reduce_memory":true')).remarks).to.deep.equal([
      'reduce',
    ]);
  });
});

suite('a trace that comes in chunks', () => {
  const bytes = Buffer.from(LOG);
  const whole = parseGcTrace(LOG);

  test('is the same as the whole one, wherever it is cut, as text and as bytes', () => {
    expect(whole).to.have.length(12 + 2 + 8 + 1);
    const borders = fc.array(fc.nat(bytes.length), { maxLength: 30 });
    fc.assert(
      fc.property(borders, fc.boolean(), (places, asText) => {
        const all: string | Buffer = asText ? LOG : bytes;
        const cuts = [0, ...places.sort((one, other) => one - other), all.length];
        const reader = new GcTraceReader();
        const events = cuts.slice(1).flatMap((to, index) => reader.push(all.slice(cuts[index], to)));
        expect([...events, ...reader.end()]).to.deep.equal(whole);
      }),
      { numRuns: 100 },
    );
  });

  test('is told line by line: a collection comes out with the end of its line, and the last one at the end', () => {
    const reader = new GcTraceReader();
    const [text] = LINES[20];
    expect(reader.push(text)).to.deep.equal([]);
    expect(reader.push('\n')).to.have.length(1);
    expect(reader.push(text)).to.deep.equal([]);
    expect(reader.end()).to.have.length(1);
    expect(reader.end()).to.deep.equal([]);
  });

  test('may be a stream', async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
    }
    const events = [];
    for await (const event of gcEventsOf(chunks())) events.push(event);
    expect(events).to.deep.equal(whole);
  });

  test('may have ends of lines as Windows writes them', () => {
    const { reason } = parseGcTrace(`${LINES[24][0]}\r\n${LINES[24][1]}\r\n`)[1]!;
    expect(reason).to.equal('testing');
    expect((parseGcTrace(`${LINES[24][1]}\r\n`)[0] as GcLine).because).to.equal('GC in old space requested');
  });
});
