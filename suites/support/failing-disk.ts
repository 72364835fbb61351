/** A disk that fails on purpose: the calls of `fs` until it does go through, so that something is left half-way. */
import fs from 'node:fs';
import * as sinon from 'sinon';

/** An error as the system gives it. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: on purpose`), { code });
}

/**
 * Makes the n-th call (from 1) of a method of `fs` fail with a code, and answers how often it has been called since.
 * `sinon.restore()` ends it. What works only on those who call `fs.read(…)` on the module's default export, as file
 * streams do.
 */
export function failCall(method: 'read' | 'write' | 'readSync' | 'writeSync', nth: number, code: string): () => number {
  const real: unknown = fs[method];
  let calls = 0;
  const fake = (...args: any[]): any => {
    calls += 1;
    if (typeof real !== 'function') throw new TypeError(`Expected fs.${method} to be a function.`);
    if (calls !== nth) return Reflect.apply(real, fs, args);
    const done = args.at(-1);
    if (typeof done !== 'function') throw systemError(code);
    return setImmediate(() => Reflect.apply(done, undefined, [systemError(code)]));
  };
  sinon.replace(fs, method, fake);
  return () => calls;
}
