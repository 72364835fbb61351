/** The snippets of the notes as they are printed, and how programs end that nobody listens to (rows E1 to E4, E6 and E8). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { compiled, inline, run, type Finished } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const EMITTER = `
var EventEmitter = require('events')
var util = require('util')

var MyEmitter = function () {}

util.inherits(MyEmitter, EventEmitter)

const myEmitter = new MyEmitter();

myEmitter.on('event', (a, b) => {
    console.log(a, b, this);
});

myEmitter.emit('event', 'a', 'b');
`;

/** Added to the snippet, to see what it is that is printed. */
const WHOSE = `
myEmitter.on('event', (a, b) => console.log(this === module.exports, this === myEmitter));
myEmitter.on('event', function () { console.log(this === myEmitter); });
myEmitter.emit('event', 'a', 'b');
`;

const PROMISE = `
new Promise(function(resolve, reject) {
    if (ok) {
        resolve("Stuff worked!");
    }
    else {
        reject(Error("It broke"));
    }
}).then(function(text){
    console.log(text)
    return Promise.reject(new Error('my error'))
}).catch(function(err){
    console.log(err.name + ': ' + err.message)
})
`;

describe('the snippets of the notes', () => {
  const directory = temporaryDirectory();
  let emitter: string[];
  const promise: string[] = [];

  before(async () => {
    const programs = [EMITTER + WHOSE, PROMISE, `var ok = true;${PROMISE}`, `var ok = false;${PROMISE}`];
    const ended = await Promise.all(
      programs.map((program, index) => run([directory.write(`snippet-${index}.cjs`, program)])),
    );
    for (const { code, stderr } of ended) expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const [first, ...others] = ended.map(({ stdout }) => stdout);
    emitter = (first ?? '').trimEnd().split('\n');
    promise.push(...others);
  });

  it('E1: the emitter that inherits by util.inherits works, and its constructor does not call that of EventEmitter', () => {
    expect(emitter[0]).to.match(/^a b /);
  });

  it('E2: `this` of its arrow listener is module.exports, and not the emitter as claimed', () => {
    expect(emitter[0]).to.equal('a b {}');
    expect(emitter.slice(1)).to.deep.equal(['a b {}', 'true false', 'true']);
  });

  it('E6: as printed `ok` is declared nowhere: the executor throws, and catch gets it', () => {
    expect(promise[0]).to.equal('ReferenceError: ok is not defined\n');
  });

  it('E6: with ok, then gets the text, and catch the error that then returns as a rejection', () => {
    expect(promise[1]).to.equal('Stuff worked!\nError: my error\n');
  });

  it('E6: without ok, catch gets the error of the executor, and then nothing', () => {
    expect(promise[2]).to.equal('Error: It broke\n');
  });
});

const emitters = { "Node's": "import { EventEmitter as Emitter } from 'node:events';", ours: '' };

for (const [whose, own] of Object.entries(emitters)) {
  describe(`a program with an emitter: ${whose}`, () => {
    let ended: Finished;

    before(async () => {
      const imported = own || `import { Emitter } from ${JSON.stringify(compiled('fixtures/async/emitter.ts'))};`;
      ended = await run(
        inline(`
          ${imported}
          const emitter = new Emitter();
          for (let count = 1; count <= 11; count++) emitter.on('event', () => {});
          setImmediate(() => {
            console.log('emits');
            emitter.emit('error', new Error('nobody listens'));
            console.log('never');
          });`),
      );
    });

    it("E4: ends with 1 where nobody listens to 'error'", () => {
      expect({ code: ended.code, stdout: ended.stdout }).to.deep.equal({ code: 1, stdout: 'emits\n' });
      expect(ended.stderr).to.contain('Error: nobody listens');
    });

    it('E4: is warned of the 11th listener', () => {
      expect(ended.stderr).to.match(/MaxListenersExceededWarning: .*memory leak.* 11 .*event/);
    });
  });
}

describe('a program with a rejection that nobody handles', () => {
  const ours = compiled('fixtures/async/deferred.ts');

  for (const make of ['deferred', 'deferredByHand']) {
    it(`E8: ends with 1, and try does not catch what is not awaited as claimed: ${make}`, async () => {
      const { code, stdout, stderr } = await run(
        inline(`
          import { ${make} as make } from ${JSON.stringify(ours)};
          process.on('exit', (code) => console.log('exit', code));
          const getAllAsync = () => {
            const { promise, reject } = make();
            setImmediate(() => reject(new Error('of the store')));
            return promise;
          };
          async function handler() {
            try {
              getAllAsync();
              return 'went on';
            } catch (error) {
              return 'caught';
            }
          }
          console.log(await handler());`),
      );
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: 'went on\nexit 1\n' });
      expect(stderr).to.contain('Error: of the store');
    });
  }
});
