/**
 * A server that answers with the same text again and again may hand it over as a string, which Node.js encodes at every
 * response, or as a Buffer that was made once. A response is much more than its encoding: a request is parsed, a head
 * is written, the kernel is called. So for small answers there is little to save. For large ones it depends on the
 * text: ASCII is copied as it is, and characters that take several bytes must be worked out one by one, up to Node.js
 * 24; in 26.10 ideographs are encoded twenty times as fast, and there is that much less to save. The sentence is asked
 * at three corners, and says nothing of what lies between: at 1 KB it is as at 10 KB.
 *
 * How many responses a second one process can give is what it spends on one: so that is what is measured, the processor
 * time of the server, at a rate that it bears. Its throughput would be that of the client where the answers are large:
 * it reads them more slowly than the server writes them, the more so where it makes a text of them, and a server that
 * waits for its client has what it costs to be awake divided among few answers. “Greatly” is what is said, so that less
 * than a tenth is none of it: hence the margin.
 *
 * The wrong way is to encode "for the network's sake" at each request (`Buffer.from` in the handler): the text is
 * encoded as often as before. To do so within Node.js was tried for its own requests, and cost a fifth of them
 * (nodejs/node #46603). To serialise at each request (`JSON.stringify`) costs more than any of it, and is not asked
 * here: it is no encoding.
 */
import { createServer } from 'node:http';
import { defineClaim, type Timed } from '../../claim.ts';
import { serving } from '../../serving.ts';
import { textOf } from '../../../fixtures/data/text.ts';

function answering(length: number, body: () => string | Buffer): Promise<Timed> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': length };
  return serving(createServer((_, response) => response.writeHead(200, headers).end(body())));
}

export default defineClaim({
  says: 'A response that is encoded beforehand raises throughput',
  because: 'a string is encoded anew at every response, and a Buffer is not',
  source: 'notes: Buffer › performance',
  quote:
    '提高字符串到Buffer的转换效率，可以很大程度地提高网络吞吐率 (to convert strings to Buffers faster raises network throughput greatly)',
  rows: ['B14'],
  metric: 'cpu time',
  load: () => ({ connections: 4, rate: 2000, turn: 100, turns: 2 }),
  margin: 0.1,
  given: { text: ['ascii', 'cjk'], bytes: [10_240, 102_400] },
  where: ({ text, bytes }) => text === 'ascii' || bytes > 10_240,
  quick: false,
  crossing: 'bytes',
  favours: 'Buffer made once',
  over: 'string',
  contenders: {
    'Buffer made once': ({ text, bytes }) => {
      const encoded = Buffer.from(textOf(text, bytes));
      return answering(bytes, () => encoded);
    },
    'Buffer.from': ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      return answering(bytes, () => Buffer.from(plain));
    },
    string: ({ text, bytes }) => {
      const plain = textOf(text, bytes);
      return answering(bytes, () => plain);
    },
  },
  answer: ({ text, bytes }) => ({ status: 200, body: textOf(text, bytes) }),
});
