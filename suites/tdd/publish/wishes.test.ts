/** What may be asked of a publication, from the inside. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { TouchstoneError } from '../../../bench/errors.ts';
import { RUNTIMES } from '../../../bench/publish/places.ts';
import { HELP, readWishes, type Measuring } from '../../../bench/publish/wishes.ts';

const measuring = (...argv: string[]) => readWishes(argv) as Measuring;

suite('what is asked of a publication', () => {
  test('is every runtime, from the beginning, where nothing is said', () => {
    expect(measuring()).to.deep.equal({ is: 'measure', runtimes: RUNTIMES, resume: false, typed: [] });
  });

  test('is the runtimes that are named, each once and in the order of the columns', () => {
    const { runtimes } = measuring('--runtime', 'deno', '--runtime', 'node@22', '--runtime=deno');
    expect(runtimes).to.deep.equal(['node@22', 'deno']);
  });

  test('is measured as runs are, unless something else is asked for', () => {
    const all = ['--rounds', '6', '--seconds', '5', '--patience', '60', '--force'];
    expect(measuring(...all).typed).to.deep.equal(all);
    expect(measuring('--seconds=60', '--wait').typed).to.deep.equal(['--seconds', '60', '--wait']);
  });

  test('is handed on as it was typed, and no more, where a run goes on', () => {
    expect(measuring('--resume', '--rounds', '6')).to.deep.include({ resume: true, typed: ['--rounds', '6'] });
  });

  test('is files, or that all is told anew, and nothing is measured then', () => {
    expect(readWishes(['a.ndjson', 'b.ndjson.gz'])).to.deep.equal({ is: 'files', files: ['a.ndjson', 'b.ndjson.gz'] });
    expect(readWishes(['--retell'])).to.deep.equal({ is: 'retell' });
  });

  test('is help before anything else', () => {
    for (const flag of ['--help', '-h'])
      expect(readWishes(['a.ndjson', flag, '--retell'])).to.deep.equal({ is: 'help' });
  });

  for (const [what, argv, code, says] of [
    ['an option that there is not', ['--quick'], 'ARGUMENT_UNKNOWN', 'There is no option --quick.'],
    ['a runtime that is not published', ['--runtime', 'node@18'], 'ARGUMENT_INVALID', '"node@18" is none of'],
    ['no number of rounds', ['--rounds', 'many'], 'ARGUMENT_INVALID', 'not "many"'],
    ['no time at all', ['--seconds', '0'], 'ARGUMENT_INVALID', 'a number above 0'],
    ['an option without its value', ['--runtime'], 'ARGUMENT_INVALID', '--runtime'],
    ['files beside a runtime', ['a.ndjson', '--runtime', 'bun'], 'ARGUMENT_INVALID', 'There is --runtime beside it'],
    ['files that are to be resumed', ['a.ndjson', '--resume'], 'ARGUMENT_INVALID', 'There is --resume beside it'],
    ['a runtime that is to be told anew', ['--retell', '--runtime', 'bun'], 'ARGUMENT_INVALID', 'measures nothing'],
    ['a file that is to be told anew', ['--retell', 'a.ndjson'], 'ARGUMENT_INVALID', 'There is a.ndjson beside it'],
  ] as const) {
    test(`is refused where it is ${what}`, () => {
      expect(() => readWishes(argv))
        .to.throw(TouchstoneError, says)
        .that.deep.includes({ code })
        .and.has.property('remedy')
        .that.matches(/npm run publish-report -- --help|Mend it/);
    });
  }

  test('stands in the help, every option and every runtime of it', () => {
    const options = ['runtime', 'resume', 'retell', 'rounds', 'seconds', 'patience', 'wait', 'force', 'help'];
    for (const option of options) expect(HELP).to.contain(`\n  --${option} `);
    for (const runtime of RUNTIMES) expect(HELP).to.contain(runtime);
    for (const line of HELP.split('\n')) expect(line.length, line).to.be.at.most(120);
  });
});
