/** What the notes print, run by the command of mocha as it stands there (rows TE2 and TE3). */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import { expect } from 'chai';
import { before, describe, it } from 'mocha';

import { run, type Finished } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const TDD = `
var assert = require('assert');
suite('Array', function(){
    setup(function(){});

    suite('#indexOf()', function(){
        test('should return -1 when not present', function(){
            assert.equal(-1, [1,2,3].indexOf(4));
        });
    });
});`;
const BDD = `
describe('Array', function(){
    before(function(){});

    describe('#indexOf()', function(){
        it('should return -1 when not present', function(){
            [1,2,3].indexOf(4).should.equal(-1);
        });
    });
});`;
const LOST = `
if('fs.readFile should be ok', function(done){
    fs.readFile('file_path', 'utf8', function(err, data){
        should.not.exist(err);
        done();
    });
});`;

const require = createRequire(import.meta.url);
const mocha = `${dirname(require.resolve('mocha/package.json'))}/bin/mocha.js`;

describe('what the notes write for mocha', () => {
  const directory = temporaryDirectory();
  let ended: Record<'tdd' | 'bdd' | 'lost' | 'failing', Finished>;

  before(async () => {
    const start = (name: string, code: string, ...flags: string[]) =>
      run([mocha, '--no-config', '--no-package', ...flags, directory.write(name, code)], { cwd: directory.path });
    const [tdd, bdd, lost, failing] = await Promise.all([
      start('tdd.cjs', TDD, '--ui', 'tdd'),
      start('bdd.cjs', `require(${JSON.stringify(require.resolve('should'))});${BDD}`),
      start('lost.cjs', LOST),
      start('failing.cjs', LOST, '--fail-zero'),
    ]);
    ended = { tdd, bdd, lost, failing };
  });

  it('TE2: runs as it is printed, in suite and test with assert, and in describe and it with should', () => {
    for (const { code, stdout } of [ended.tdd, ended.bdd]) {
      expect(code).to.equal(0);
      expect(stdout).to.include('should return -1 when not present').and.to.include('1 passing');
    }
  });

  it('TE3: has no test where if stands for it, claimed to be one, and all is said to be well', () => {
    expect(ended.lost.code).to.equal(0);
    expect(ended.lost.stdout).to.include('0 passing');
  });

  it('TE3: fails there, if mocha is told that no test is a failure', () => {
    expect(ended.failing.code).to.equal(1);
  });
});
