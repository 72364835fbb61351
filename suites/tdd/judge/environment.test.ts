/** The machine as a report shows it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { environmentOf } from '../../../bench/judge/environment.ts';
import { environmentSentence } from '../../../reports/words.ts';
import { madeRunRecord } from '../../support/made-run.ts';

suite('the environment of a report', () => {
  for (const [runtime, versions, says] of [
    ['Node.js 20.20.2', { node: '20.20.2', v8: '11.3' }, 'Node.js 20.20.2 (V8 11.3), '],
    ['Deno 2.5.6', { node: '24.2.0', deno: '2.5.6', v8: '14.0' }, 'Deno 2.5.6 (V8 14.0), '],
    ['Bun 1.3.2', { node: '24.3.0', bun: '1.3.2' }, 'Bun 1.3.2 (JavaScriptCore), '],
    ['Bun 1.3.2', { node: '24.3.0', bun: '1.3.2', v8: '13.6' }, 'Bun 1.3.2 (JavaScriptCore), '],
    ['Other 1.0.0', {}, 'Other 1.0.0 (an unknown engine), '],
  ] as const) {
    test(`has the engine of ${runtime} with ${JSON.stringify(versions)}`, () => {
      const { environment } = madeRunRecord();
      const sentence = environmentSentence(environmentOf({ ...environment, runtime, versions }));
      expect(sentence.slice(0, says.length)).to.equal(says);
    });
  }
});
