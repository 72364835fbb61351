/** Ours and Node's emitter side by side: whatever is done to both, both call the same, tell the same and say the same. */
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { setup, suite, teardown, test } from 'mocha';
import { replace, restore } from 'sinon';
import { Emitter } from '../../../fixtures/async/emitter.ts';
import type { EventName } from '../../../fixtures/async/subscriptions.ts';

const NAMES = ['event', 'other', '7', Symbol('symbol'), 'error', 'newListener', 'removeListener'];
const name = fc.constantFrom(...NAMES);
/** The listener that changes something itself. */
const CHANGES = 3;
const method = fc.constantFrom('on', 'once', 'prependListener', 'prependOnceListener', 'off');

/** An emitter, and everything that was heard of it. */
interface Side {
  readonly emitter: Emitter;
  readonly heard: unknown[];
  /** Three functions that note what they are called with; the last one changes things while an emit is under way. */
  readonly listeners: readonly ((this: unknown, ...args: unknown[]) => void)[];
}

type Step = (side: Side) => unknown;

const steps: fc.Arbitrary<{ what: string; step: Step }> = fc.oneof(
  fc
    .record({ method, name, which: fc.nat({ max: CHANGES }) })
    .filter(changesNothingMeanwhile)
    .map(({ method: how, name: event, which }) => ({
      what: `${how} ${String(event)} ${which}`,
      step: ({ emitter, listeners }: Side) => emitter[how](event, listeners[which]!) === emitter,
    })),
  fc.record({ name, value: fc.nat({ max: 9 }) }).map(({ name: event, value }) => ({
    what: `emit ${String(event)} ${value}`,
    step: ({ emitter }: Side) => emitter.emit(event, value, 'and more'),
  })),
  fc.option(name).map((event) => ({
    what: `removeAllListeners ${String(event)}`,
    step: ({ emitter }: Side) =>
      (event === null ? emitter.removeAllListeners() : emitter.removeAllListeners(event)) === emitter,
  })),
  fc.nat({ max: 3 }).map((count) => ({
    what: `setMaxListeners ${count}`,
    step: ({ emitter }: Side) => emitter.setMaxListeners(count) === emitter,
  })),
);

suite('an emitter by hand beside that of node:events', () => {
  let ours: Side;
  let theirs: Side;

  setup(() => {
    replace(process, 'emitWarning', (warning: unknown) => theirs.heard.push(warningOf(warning)));
  });
  teardown(() => restore());

  test('E4: any 30 steps leave the same trace', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30, size: 'max' }), (all) => {
        ours = side((heard) => new Emitter({ warn: (warning) => heard.push(warningOf(warning)) }));
        theirs = side(() => new EventEmitter() as unknown as Emitter);
        for (const { what, step } of all) {
          const answers = [ours, theirs].map((each) => attempt(step, each));
          expect(answers[0], what).to.deep.equal(answers[1]);
          expect(seen(ours), what).to.deep.equal(seen(theirs));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/**
 * Where who is told of a removal removes something itself, removeAllListeners of Node 20 and 22 loses its place in the list
 * and throws ERR_INVALID_ARG_TYPE; Node 24 does not. Ours does not either, see emitter.test.ts.
 */
function changesNothingMeanwhile({
  method: how,
  name: event,
  which,
}: {
  method: string;
  name: EventName;
  which: number;
}) {
  return event !== 'removeListener' || (!/once/i.test(how) && which !== CHANGES);
}

function side(make: (heard: unknown[]) => Emitter): Side {
  const heard: unknown[] = [];
  const emitter = make(heard);
  const note = (which: number) =>
    function (this: unknown, ...args: unknown[]): void {
      heard.push([which, this === emitter, ...args.map(nameOf)]);
    };
  let changing = false;
  const plain = [note(0), note(1)];
  const listeners = [
    ...plain,
    () => {
      heard.push('throws');
      throw new Error('of a listener');
    },
    () => {
      heard.push('changes');
      // Who is told of new listeners and adds one is told of it, and so on for ever.
      if (changing) return;
      changing = true;
      emitter.off('event', plain[0]!).once('event', plain[1]!);
      changing = false;
    },
  ];
  /** A listener that is told of a listener is told of the function: Node tells of some wrappers instead. */
  function nameOf(arg: unknown): unknown {
    if (typeof arg !== 'function') return arg;
    return `listener ${listeners.findIndex((each) => each === arg || ('listener' in arg && each === arg.listener))}`;
  }
  return { emitter, heard, listeners };
}

function attempt(step: Step, each: Side): unknown {
  try {
    return step(each);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { message, code };
  }
}

/** Everything that can be asked without changing anything. */
function seen({ emitter, heard, listeners }: Side): unknown {
  const which = (call: unknown): number => listeners.indexOf(call as () => void);
  const lists = NAMES.map((event) => [
    emitter.listenerCount(event),
    listeners.map((listener) => emitter.listenerCount(event, listener)),
    emitter.listeners(event).map(which),
    emitter.rawListeners(event).map((raw) => [which(raw), which(raw.listener)]),
  ]);
  return { heard, lists, names: emitter.eventNames(), most: emitter.getMaxListeners() };
}

function warningOf(warning: unknown): unknown {
  const { name: what, type, count } = warning as { name: string; type: string; count: number };
  return [what, type, count];
}
