/**
 * Where every connection has a thread that waits for it, a connection costs a thread: a stack, and in Node a heap of its own
 * with everything that is compiled into it. On one loop it costs an object, and the kernel's buffers, which are counted in
 * neither. The wrong conclusion would be that threads are of no use: it is the waiting that needs none.
 *
 * What processes have to themselves is counted, after a collection: pages that they share are there for one as for many, and
 * a share of them would change with whatever else runs. The clients are in a process that is not counted. Of the connections
 * on one loop hundreds are opened for a figure, as a process that has free memory uses that first. The figures of a thread
 * and of a process rest on a single one, the second of its kind: what they say is the order of magnitude.
 */
import { closing, defineClaim, figured, type Timed } from '../../claim.ts';
import { ConnectionHolder, type HolderKind } from '../../../fixtures/async/idle-connections.ts';
import { privateBytes } from '../../../fixtures/async/process-figures.ts';
import { lacksForcedGc } from '../../../fixtures/memory/forced-gc.ts';

const SAID = 'still there';

/** Says something over a connection that is open; as its figure it opens so many more and divides what they have taken. */
function holding(kind: HolderKind, more: number): Timed {
  const holder = new ConnectionHolder(kind);
  let first: Promise<void> | undefined;
  const timed = async (): Promise<string> => {
    await (first ??= holder.open(1));
    return holder.echo(SAID);
  };
  return figured(
    closing(timed, () => holder.close()),
    async () => {
      const before = (await holder.bytes())!;
      await holder.open(more);
      return ((await holder.bytes())! - before) / more;
    },
  );
}

export default defineClaim({
  says: 'One event loop holds connections with far less memory than a thread for each',
  because: 'a connection that says nothing is an object, and a thread has a stack and a heap',
  source: 'notes: use cases › I/O',
  quote:
    'Node利用事件循环的处理能力，而不是启动每一个线程为每一个请求服务，资源占用极少 (the loop instead of a thread a request: very few resources)',
  rows: ['P1', 'U1', 'H4', 'W7'],
  metric: 'figure',
  figure: { name: 'memory of an idle connection', unit: 'bytes' },
  lacks: () => {
    return privateBytes() === undefined ? 'needs /proc/self/smaps_rollup of Linux to count memory' : lacksForcedGc();
  },
  favours: 'one loop',
  over: 'a thread each',
  contenders: {
    'one loop': () => holding('one loop', 400),
    'a thread each': () => holding('threads', 1),
    'a process each': () => holding('processes', 1),
  },
  answer: () => SAID,
  expects: (_, { is }) => (is === 'node' ? 'confirmed' : undefined),
});
