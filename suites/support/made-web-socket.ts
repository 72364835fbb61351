/** A WebSocket connection on a socket and a clock by hand, so that nothing waits. */
import { WebSocketConnection } from '../../fixtures/network/websocket/connection.ts';
import type { Role } from '../../fixtures/network/websocket/frame-parser.ts';
import type { ConnectionOptions } from '../../fixtures/network/websocket/limits.ts';
import { madeClock } from './made-clock.ts';
import { MadeSocket } from './made-socket.ts';

/** A client's side, so that what comes needs no mask, whose own mask is nought; or the side that a test asks for. */
export function connectMade(options: ConnectionOptions = {}, role: Role = 'client') {
  const clock = madeClock();
  const socket = new MadeSocket();
  const connection = new WebSocketConnection(socket, role, '', {
    clock,
    random: (bytes) => Buffer.alloc(bytes),
    ...options,
  });
  return { clock, socket, connection };
}
