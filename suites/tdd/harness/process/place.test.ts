/** The place that a stack names, from the inside. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { placeIn } from '../../../../bench/harness/process/place.ts';

const harness = fileURLToPath(new URL('../../../../bench/harness/', import.meta.url));

function stack(...frames: string[]): string {
  return ['Error: no (file:///not/this.js:1:1)', ...frames.map((frame) => `    at ${frame}`)].join('\n');
}

suite('the place in a stack', () => {
  for (const [title, frames, place] of [
    ['is the first frame', ['a (file:///p/a.js:3:7)', 'b (file:///p/b.js:1:1)'], '/p/a.js:3:7'],
    ['is found without a function', ['file:///p/a.js:3:7'], '/p/a.js:3:7'],
    ['is found in an asynchronous frame', ['async file:///p/a.js:3:7'], '/p/a.js:3:7'],
    ['is found in an asynchronous function', ['async Object.b [as c] (file:///p/a.js:3:7)'], '/p/a.js:3:7'],
    ['is found in CommonJS', ['Object.<anonymous> (/p/a b.js:3:7)'], '/p/a b.js:3:7'],
    ['is decoded', ['a (file:///p/a%20b.js:3:7)'], '/p/a b.js:3:7'],
    ['has no tag', ['a (file:///p/a.js?contender=b:3:7)'], '/p/a.js:3:7'],
    ['is not in Node.js', ['Object.openSync (node:fs:601:3)', 'a (file:///p/a.js:3:7)'], '/p/a.js:3:7'],
    ['is not in a package', ['x (/p/node_modules/x/i.js:1:1)', 'a (file:///p/a.js:3:7)'], '/p/a.js:3:7'],
    ['is not in the harness', [`x (${harness}worker.js:1:1)`, 'a (file:///p/a.js:3:7)'], '/p/a.js:3:7'],
    ['is nowhere', ['x (node:internal/timers:1:1)', 'new Promise (<anonymous>)'], undefined],
  ] as const) {
    test(title, () => {
      expect(placeIn(stack(...frames))).to.equal(place);
    });
  }

  test('is nowhere without a stack', () => {
    expect(placeIn('')).to.equal(undefined);
  });

  test('is the line that was written, not the one that was compiled from it', () => {
    const compiled = fileURLToPath(import.meta.url);
    const [line, text] = [...readFileSync(compiled, 'utf8').split('\n').entries()].find(([, one]) =>
      one.startsWith('const harness'),
    )!;
    const place = placeIn(stack(`a (${pathToFileURL(compiled).href}:${line + 1}:${text.indexOf('harness') + 1})`))!;
    const [file, written] = place.split(':');
    expect(file).to.match(/suites\/tdd\/harness\/process\/place\.test\.ts$/);
    expect(readFileSync(file!, 'utf8').split('\n')[Number(written) - 1]).to.match(/^const harness/);
  });
});
