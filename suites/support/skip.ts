/** Skips what is running, for a reason that the report tells. */
import type { Context, Runnable } from 'mocha';

/** To be called in a test or a hook: `if (!existsSync('/dev/full')) skip(this, 'there is no /dev/full')`. */
export function skip(context: Context, why: string): never {
  const explain = (test: Runnable): void => {
    test.title += ` (skipped: ${why})`;
  };
  const running = context.runnable();
  if (running.title.startsWith('"before all"')) running.parent?.eachTest(explain);
  else if (running.title.startsWith('"before each"')) explain(context.currentTest ?? running);
  else explain(running);
  return context.skip();
}
