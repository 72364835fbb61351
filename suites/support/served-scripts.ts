/** A server of scripts without a network: it answers from a table, a turn of the event loop later, and keeps a list. */
import type { FetchSource } from '../../fixtures/modules/fetched-scripts.ts';

export interface Served {
  readonly fetch: FetchSource;
  /** What was asked for, in order. */
  readonly fetched: readonly string[];
  /** How many were under way at the same time, at most. */
  readonly together: () => number;
}

export function served(scripts: Readonly<Record<string, string>>): Served {
  const fetched: string[] = [];
  let [now, most] = [0, 0];
  const fetch: FetchSource = async (id) => {
    fetched.push(id);
    most = Math.max(most, ++now);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    now -= 1;
    const script = scripts[id];
    if (script === undefined) throw new Error(`404: ${id}`);
    return script;
  };
  return { fetch, fetched, together: () => most };
}
