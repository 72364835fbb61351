/**
 * A parent that accepts connections for its children can hand each of them over: the child gets a descriptor of the same
 * socket (SCM_RIGHTS, unix(7)), and the parent has nothing more to do with it. Or it can stand between, with a second
 * connection to the child, and copy every byte both ways. The first pays for a message with a handle, the second for a
 * connection more and for all the bytes: which is less depends on how much is said.
 *
 * That the parent copies nothing at all where it hands over is no matter of time: `suites/bdd/processes/handles.spec.ts`
 * counts it. A child that accepts by itself, with no parent before it, shows what the exchange costs alone.
 */
import net from 'node:net';
import { once } from 'node:events';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { openHandingDoor, openProxyDoor, type FrontDoor } from '../../../fixtures/processes/front-door.ts';
import { handOver, type Giver } from '../../../fixtures/processes/hand-over.ts';
import { listenOn } from '../../../fixtures/processes/ports.ts';
import { forkModule } from '../../../fixtures/processes/start.ts';

const child = new URL('../../../fixtures/processes/handle-child.js', import.meta.url);

/** Says so many bytes, and answers how many come back behind the number of the process that answers. */
function exchange(port: number, words: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let name: number | undefined;
    net
      .connect({ port, host: '127.0.0.1' }, function says(this: net.Socket) {
        this.end(words);
      })
      .on('data', (chunk) => {
        name ??= chunk.indexOf(' ') + 1;
        bytes += chunk.length;
      })
      .on('error', reject)
      .on('close', () => resolve(bytes - (name ?? 0)));
  });
}

/** Starts a child that has a server of its own, opens a door before it, and exchanges through that. */
async function through(bytes: number, open: (child: Giver, behind: number) => Promise<FrontDoor>): Promise<Timed> {
  const running = forkModule(child, [], { env: {} });
  await once(running.child, 'message'); // it can be handed something
  const server = net.createServer();
  const behind = await listenOn(server);
  await handOver(running.child, { use: 'server' }, server);
  const door = await open(running.child, behind);
  const words = Buffer.alloc(bytes, 'x');
  return closing(
    () => exchange(door.port, words),
    async () => {
      await door.close();
      await running.end();
    },
  );
}

export default defineClaim({
  says: 'Handing a connection to a child is faster than passing its bytes on',
  because: 'the parent gives the socket away, instead of opening a second connection and copying between the two',
  source: 'notes: processes › handles',
  quote:
    '将这个socket直接发送给工作进程，而不是重新与工作进程之间建立新的socket连接来转发数据 (send the socket itself)',
  rows: ['PR13'],
  given: { bytes: [16, 1_048_576] },
  quick: { bytes: [1_048_576] },
  crossing: 'bytes',
  favours: 'handed over',
  over: 'passed on',
  contenders: {
    'handed over': ({ bytes }) => through(bytes, (giver) => openHandingDoor([giver])),
    'passed on': ({ bytes }) => through(bytes, (_, behind) => openProxyDoor(behind)),
    'the child alone': ({ bytes }) =>
      through(bytes, async (_, port) => {
        const close = async (): Promise<void> => {};
        return { port, copied: () => 0, close, [Symbol.asyncDispose]: close };
      }),
  },
  answer: ({ bytes }) => bytes,
});
