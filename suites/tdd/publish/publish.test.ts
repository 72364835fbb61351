/** Publishing from the inside: what is measured is handed in. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError, type Code } from '../../../bench/errors.ts';
import { HEADLINES } from '../../../bench/publish/files.ts';
import { folderOf, HERE, PRIMARY, resultsIn, RUNTIMES, type PublishedRuntime } from '../../../bench/publish/places.ts';
import { writeRecord } from '../../../bench/results-file.ts';
import type { Environment, RunRecord } from '../../../bench/results.ts';
import type { MatrixReport } from '../../../reports/model.ts';
import { logsAbout, madeRun, madeRunRecord, type MadeClaim } from '../../support/made-run.ts';
import { MARKS, publicationIn, type Publication } from '../../support/publication.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const NAMES: Readonly<Record<PublishedRuntime, string>> = {
  'node@20': 'Node.js 20.20.2',
  'node@22': 'Node.js 22.12.0',
  'node@24': 'Node.js 24.11.0',
  'node@26': 'Node.js 26.1.0',
  bun: 'Bun 1.3.2',
  deno: 'Deno 2.5.6',
};

interface MadeOn {
  readonly log?: number;
  readonly run?: Partial<RunRecord>;
  readonly environment?: Partial<Environment>;
  readonly control?: number;
  readonly complete?: boolean;
}

/** The results file of a run on a runtime. */
function resultsOn(
  runtime: string,
  { log = 0.5, run = {}, environment = {}, control = 0, complete }: MadeOn = {},
): Buffer {
  const controls: MadeClaim = {
    id: 'controls/same',
    control: true,
    known: 1,
    cases: [{ logs: logsAbout(control, 6) }],
  };
  const where = { ...madeRunRecord().environment, runtime, commit: 'c0ffee0', ...environment };
  const records = madeRun([{ cases: [{ logs: logsAbout(log, 6) }] }, controls], {
    run: { id: `on ${runtime}`, environment: where, options: {}, ...run },
    ...(complete !== undefined && { complete }),
  });
  return Buffer.from(records.map(writeRecord).join(''));
}

suite('publishing', () => {
  const directory = temporaryDirectory();
  const fresh = (): Publication => publicationIn({ root: directory.fresh() });

  /** A publication of all runtimes, of which some fail, and those that were measured. */
  async function published(
    one: Publication,
    argv: readonly string[] = [],
    {
      made = () => ({}),
      failing = {},
    }: { made?: (runtime: PublishedRuntime) => MadeOn; failing?: Readonly<Record<string, Code>> } = {},
  ) {
    const measured: PublishedRuntime[] = [];
    const outcome = await one.publish(argv, {
      measure: async (runtime) => {
        measured.push(runtime);
        const code = failing[runtime];
        if (code) throw new TouchstoneError(code, `${runtime} fails.`, 'Mend it.');
        return resultsOn(NAMES[runtime], made(runtime));
      },
    });
    return { ...outcome, measured };
  }
  const matrixIn = (one: Publication) => JSON.parse(one.files()['matrix.json']!) as MatrixReport;

  test('measures every runtime in turn, and publishes its results and its page, of one of them every format', async () => {
    const one = fresh();
    const { code, err, measured } = await published(one);
    expect(code, err).to.equal(0);
    expect(measured).to.deep.equal(RUNTIMES);
    const formats = ['report.comment.md', 'report.csv', 'report.html', 'report.json', 'report.md'];
    const expected = RUNTIMES.flatMap((runtime) => {
      const own = runtime === PRIMARY ? formats : ['report.html'];
      return [...own, 'results.ndjson.gz'].map((name) => `${folderOf(runtime)}/${name}`);
    });
    const common = ['matrix.csv', 'matrix.html', 'matrix.json', 'matrix.md', 'README.md'];
    expect(Object.keys(one.files())).to.have.members([...expected, ...common]);
    for (const path of expected) expect(err).to.contain(`published: ${join(one.place.published, path)}\n`);
    expect(matrixIn(one).runtimes.map(({ name, asked }) => [asked, name])).to.deep.equal(Object.entries(NAMES));
  });

  test('keeps the results as they were, packed, and no page has them once more', async () => {
    const one = fresh();
    await published(one);
    for (const runtime of RUNTIMES) {
      const kept = gunzipSync(readFileSync(resultsIn(one.place.published, runtime)));
      expect(kept.equals(resultsOn(NAMES[runtime])), runtime).to.equal(true);
      const page = one.files()[`${folderOf(runtime)}/report.html`]!;
      expect(page).to.contain('<a href="results.ndjson.gz">').and.not.to.contain('base64,');
    }
  });

  test('publishes the rest where runtimes fail, says which at the end, and exits with 3', async () => {
    const one = fresh();
    const failing = { 'node@20': 'RUNTIME_NOT_FOUND', bun: 'RUNTIME_UNUSABLE' } as const;
    const { code, err, measured } = await published(one, [], { failing });
    expect([code, measured]).to.deep.equal([3, RUNTIMES]);
    expect(err.split('\n').slice(-3)).to.deep.equal([
      'touchstone: node@20 fails. Mend it. (RUNTIME_NOT_FOUND)',
      'touchstone: bun fails. Mend it. (RUNTIME_UNUSABLE)',
      '',
    ]);
    expect(matrixIn(one).runtimes.map(({ asked }) => asked)).to.deep.equal(['node@22', 'node@24', 'node@26', 'deno']);
    expect(one.files()['README.md']).to.contain('| what is said | Node 22 | 24 | 26 | Deno | what is so |');
  });

  test('ends where something fails that is no matter of a runtime, and what was published before stays', async () => {
    const one = fresh();
    const { code, err, measured } = await published(one, [], { failing: { 'node@24': 'INTERRUPTED' } });
    expect([code, measured]).to.deep.equal([130, ['node@20', 'node@22', 'node@24']]);
    expect(err).to.match(
      /touchstone: node@24 fails\. .*npm run publish-report -- --resume goes on\. \(INTERRUPTED\)\n$/,
    );
    expect(matrixIn(one).runtimes.map(({ asked }) => asked)).to.deep.equal(['node@20', 'node@22']);
    const busy = await published(one, ['--runtime', 'bun'], { failing: { bun: 'BUSY' } });
    expect(busy.err).to.match(/touchstone: bun fails\. Mend it\. \(BUSY\)\n$/);
  });

  test('of some leaves the others as they were, and the matrix says at which commit each was measured', async () => {
    const one = fresh();
    await published(one);
    const earlier = one.files();
    const made = () => ({ log: -0.5, environment: { commit: 'decaf00' } });
    await published(one, ['--runtime', 'node@22', '--runtime', 'bun'], { made });
    const now = one.files();
    const changed = Object.keys(now).filter((path) => now[path] !== earlier[path]);
    expect([...new Set(changed.map(dirname))]).to.have.members(['.', 'node-22', 'bun']);
    const { runtimes, warnings } = matrixIn(one);
    expect(runtimes.map(({ run }) => run?.environment.commit)).to.deep.equal(
      RUNTIMES.map((runtime) => (runtime === 'node@22' || runtime === 'bun' ? 'decaf00' : 'c0ffee0')),
    );
    const warned = 'The runs are not of the same code: ';
    expect(warnings.join('\n')).to.contain(warned);
    expect(now['matrix.md']).to.contain('commit decaf00').and.to.contain('commit c0ffee0');
    expect(now['README.md']).to.contain(warned);
    expect(earlier['README.md']).not.to.contain(warned);
  });

  test('forgets what was measured only when all of it is published', async () => {
    const one = fresh();
    const kept = join(one.place.work, 'node-22', 'results.ndjson');
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, 'measured');
    await published(one, ['--runtime', 'node@22']);
    expect(existsSync(kept)).to.equal(true);
    await published(one, [], { failing: { deno: 'RUNTIME_NOT_FOUND' } });
    expect(existsSync(kept)).to.equal(true);
    await published(one);
    expect(existsSync(kept)).to.equal(false);
  });

  for (const [what, made, says] of [
    ['did not come to its end', { complete: false }, 'it did not come to its end'],
    ['was quick', { run: { quick: true } }, 'it is a quick run'],
    ['has some of the claims', { run: { arguments: ['buffers'] } }, 'it was asked for a part of the claims'],
    ['has some of the cases', { run: { options: { param: ['n=1'] } } }, 'it was asked for a part of the claims'],
    ['has failed controls', { control: 1 }, 'its controls failed: '],
    [
      'is of another runtime',
      { environment: { runtime: NAMES.bun } },
      'it is a run on Bun 1.3.2, and node@22 is to be told',
    ],
    ['is of a runtime that is not published', { environment: { runtime: 'Node.js 18.1.0' } }, 'Node.js 18.1.0 is none'],
  ] as const satisfies readonly (readonly [string, MadeOn, string])[]) {
    test(`publishes no run that ${what}, and goes on to the next`, async () => {
      const one = fresh();
      const argv = ['--runtime', 'node@22', '--runtime', 'node@24'];
      const { code, err } = await published(one, argv, { made: (runtime) => (runtime === 'node@22' ? made : {}) });
      expect(code).to.equal(3);
      expect(err).to.contain(`touchstone: node@22 cannot be published: ${says}`).and.to.contain('(NOT_TO_PUBLISH)');
      expect(matrixIn(one).runtimes.map(({ asked }) => asked)).to.deep.equal(['node@24']);
    });
  }

  test('reads what is published before it measures, so that nothing is measured in vain', async () => {
    const one = fresh();
    await published(one, ['--runtime', 'deno']);
    const file = resultsIn(one.place.published, 'deno');
    writeFileSync(file, readFileSync(file).subarray(0, -20));
    const { code, err, measured } = await published(one, ['--runtime', 'bun']);
    expect([code, measured]).to.deep.equal([3, []]);
    expect(err).to.equal(
      `touchstone: ${file} is damaged: it is packed by gzip, and was cut off before its end. Take an undamaged copy, or measure again. (RESULTS_DAMAGED)\n`,
    );
    // What is measured anew mends it.
    expect((await published(one, ['--runtime', 'deno'])).code).to.equal(0);
  });

  test('refuses a README that has no place for it, before it measures', async () => {
    const one = fresh();
    writeFileSync(one.place.readme, `${MARKS.begin}\n`);
    const { code, err, measured } = await published(one);
    expect([code, measured]).to.deep.equal([3, []]);
    expect(err).to.match(/README\.md: The README has lost the marks around its verdicts\. .*\(NOT_TO_PUBLISH\)\n$/);
    expect(existsSync(one.place.published)).to.equal(false);
  });

  test('leaves everything as it was where one of the files cannot be written', async () => {
    const one = fresh();
    await published(one, ['--runtime', 'deno']);
    const earlier = one.files();
    // A folder lies where the last of them is written before it is put into its place.
    mkdirSync(`${one.place.readme}.${process.pid}.part`);
    const { code, err } = await published(one, ['--runtime', 'bun']);
    expect(code).to.equal(3);
    expect(err).to.match(/Cannot write .* Make room, and publish again\. \(OUTPUT_FAILED\)\n$/);
    expect(one.files()).to.deep.equal(earlier);
  });

  test('of files puts each into the place of its runtime, all of them or none', async () => {
    const one = fresh();
    const write = (name: string, bytes: Buffer) => directory.write(name, bytes);
    const [bun, node, short] = [
      write('bun.ndjson', resultsOn(NAMES.bun)),
      write('node.ndjson', resultsOn(NAMES['node@24'])),
      write('short.ndjson', resultsOn(NAMES['node@26'], { complete: false })),
    ];
    const refused = await one.publish([bun, short]);
    expect(refused.code).to.equal(3);
    expect(refused.err).to.contain('short.ndjson cannot be published: it did not come to its end');
    expect(existsSync(one.place.published)).to.equal(false);
    const twice = await one.publish([bun, bun]);
    expect(twice.err).to.match(/Two of these files are of Bun 1\.3\.2.*\(ARGUMENT_INVALID\)\n$/);
    const { code, err } = await one.publish([bun, node]);
    expect(code, err).to.equal(0);
    expect(matrixIn(one).runtimes.map(({ asked }) => asked)).to.deep.equal(['node@24', 'bun']);
  });

  test('tells nothing where nothing is published, and says so in the README', async () => {
    const one = fresh();
    expect((await one.publish(['--retell'])).code).to.equal(0);
    expect(one.files()['README.md']).to.contain('Nothing is published yet');
  });

  test('has headlines that are claims', () => {
    const root = join(HERE.readme, '..');
    for (const id of HEADLINES) expect(existsSync(join(root, 'bench', 'claims', `${id}.ts`)), id).to.equal(true);
  });
});
