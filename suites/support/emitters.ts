/** The emitter by hand and that of Node, for suites that hold both against the same contract. */
import { EventEmitter } from 'node:events';
import { setup, suite, teardown } from 'mocha';
import { replace, restore } from 'sinon';
import { Emitter } from '../../fixtures/async/emitter.ts';

/** Makes one of each, and hears its warnings. Node's goes through `process.emitWarning`, which cannot be handed in. */
const KINDS: Readonly<Record<string, () => { emitter: Emitter; warnings: unknown[] }>> = {
  ours: () => {
    const warnings: unknown[] = [];
    return { emitter: new Emitter({ warn: (warning) => warnings.push(warning) }), warnings };
  },
  "Node's": () => {
    const warnings: unknown[] = [];
    replace(process, 'emitWarning', (warning) => warnings.push(warning));
    return { emitter: new EventEmitter() as unknown as Emitter, warnings };
  },
};

/** What a test looks at: they are new for each. */
export interface Heard {
  readonly emitter: Emitter;
  readonly warnings: unknown[];
  readonly heard: unknown[];
  /** A listener that notes a word. */
  readonly hearing: (word: unknown) => () => void;
}

/** Defines a suite once for each of them. */
export function ofBothEmitters(what: string, define: (now: () => Heard) => void): void {
  for (const [whose, make] of Object.entries(KINDS)) {
    suite(`${what}: ${whose}`, () => {
      let now: Heard;
      setup(() => {
        const heard: unknown[] = [];
        now = { ...make(), heard, hearing: (word) => () => void heard.push(word) };
      });
      teardown(() => restore());
      define(() => now);
    });
  }
}
