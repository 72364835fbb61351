/** `touchstone try`: one case of a claim in the same process, from the outside. */
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LONG, toyProjects } from '../../support/touchstone.ts';

const claim = `
  export default {
    says: 'a claim', because: 'a test', source: 'a test',
    given: { n: [1, 2], text: ['short', 'long'] },
    favours: 'right', over: 'wrong',
    contenders: {
      right: ({ n, text }) => () => text + n,
      wrong: ({ n }) => () => 'something else ' + n,
      late: ({ n, text }) => () => Promise.resolve(text + n),
      open: ({ n, text }) => Object.assign(() => text + n, {
        [Symbol.asyncDispose]: async () => console.log('closed'),
      }),
    },
    wrong: () => ({ wrong: 'it says something else' }),
  };`;

describe('touchstone try', function () {
  this.timeout(LONG);
  const { make } = toyProjects();

  it('shows what each contender of the first case answers, and closes what it holds', async () => {
    const project = make({ 'claims/toy.js': claim });
    const { code, stdout, stderr } = await project.program('try', 'toy', ...project.here.slice(0, 2));
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^toy n=1 text=short$/m);
    for (const name of ['right', 'late', 'open']) {
      expect(stdout).to.match(new RegExp(`^  ${name}: answers rightly "short1" .*; about .* a call$`, 'm'));
    }
    expect(stdout).to.match(/^ {2}wrong: answers WRONGLY "something else 1"/m);
    expect(stdout.match(/^closed$/gm)).to.have.length(4);
    expect(existsSync(project.out)).to.equal(false);
  });

  it('says of every other case who answers wrongly there', async () => {
    const project = make({
      'claims/toy.js': claim
        .replace("'something else ' + n", "(n === 1 ? text + n : 'else')")
        .replace('({ n })', '({ n, text })'),
    });
    const { code, stdout, stderr } = await project.program('try', 'toy', ...project.here.slice(0, 2));
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^ {2}wrong: answers rightly "short1"/m);
    expect(stdout).to.match(/^toy n=1 text=long: all answer rightly$/m);
    expect(stdout).to.match(/^toy n=2 text=short: wrong answers WRONGLY "else"/m);
  });

  it('takes the case that is asked for', async () => {
    const project = make({ 'claims/toy.js': claim });
    const { stdout } = await project.program(
      'try',
      'toy',
      '--param',
      'n=2',
      '--param',
      'text=long',
      ...project.here.slice(0, 2),
    );
    expect(stdout).to.match(/^toy n=2 text=long$/m);
    expect(stdout).to.include('"long2"');
  });

  it('says why there is nothing to try', async () => {
    const project = make({ 'claims/toy.js': 'export default 1;' });
    const { code, stderr } = await project.program('try', 'toy', ...project.here.slice(0, 2));
    expect(code).to.equal(3);
    expect(stderr).to.match(/nothing to try: toy: .*default export.*NOTHING_TO_RUN/);
  });

  it('says where many claims are listed, and does not list them', async () => {
    const project = make(Object.fromEntries(Array.from('abcdefghijk', (name) => [`claims/${name}.js`, claim])));
    const { code, err } = await project.touchstone('try', ...project.here.slice(0, 2));
    expect([code, err]).to.deep.equal([3, 'touchstone: try takes a CLAIM. See touchstone list. (ARGUMENT_INVALID)\n']);
  });

  describe('where several claims could be meant', () => {
    const several = { 'claims/toy.js': claim, 'claims/toy/other.js': claim, 'claims/broken.js': 'oops oops' };

    for (const { title, words, says } of [
      { title: 'no claim at all', words: [], says: 'try takes a CLAIM. Name one of broken, toy, toy/other.' },
      { title: 'a part of two names', words: ['to'], says: '"to" names several. Name one of toy, toy/other.' },
      {
        title: 'two names',
        words: ['toy/other', 'broken'],
        says: '"toy/other broken" names several. Name one of broken, toy/other.',
      },
    ]) {
      it(`refuses ${title}, and lists what there is`, async () => {
        const project = make(several);
        const { code, out, err } = await project.touchstone('try', ...words, ...project.here.slice(0, 2));
        expect([code, out]).to.deep.equal([3, '']);
        expect(err)
          .to.contain(says)
          .and.to.match(/\(ARGUMENT_INVALID\)\n$/);
      });
    }

    it('takes the one whose name was typed in full', async () => {
      const project = make(several);
      const { code, stdout, stderr } = await project.program('try', 'toy', ...project.here.slice(0, 2));
      expect(code, stderr).to.equal(0);
      expect(stdout).to.match(/^toy n=1/);
    });
  });

  it('lets what a contender throws through to a debugger', async () => {
    const throws = claim.replace("() => 'something else ' + n", "() => { throw new Error('on purpose'); }");
    const project = make({ 'claims/toy.js': throws });
    const { code, stderr } = await project.program('try', 'toy', ...project.here.slice(0, 2));
    expect(code).to.equal(3);
    expect(stderr).to.match(/Error: on purpose\n\s+at .*toy\.js/);
  });
});
