/**
 * A server that answers with the same text again and again may hand it over as a string, which Node.js encodes at every
 * response, or as a Buffer that was made once. A response is much more than its encoding: a request is parsed, a head
 * is written, the kernel is called. So for small answers there is little to save. For large ones it depends on the text:
 * ASCII is copied as it is, and characters that take several bytes must be worked out one by one. The sentence is asked at
 * these four corners, and says nothing of what lies between.
 *
 * How many responses a second one process can give is what it spends on one: so that is what is measured, the processor
 * time of the server. The client is another process, which always waits for an answer, and says what it got.
 *
 * The wrong way is to encode "for the network's sake" at each request (`Buffer.from` in the handler): the text is encoded
 * as often as before. That is not measured here.
 */
import { createHash } from 'node:crypto';
import { closing, defineClaim, type Timed } from '../../claim.ts';
import { openAskedServer } from '../../../fixtures/processes/asked-server.ts';
import { textOf } from '../../../fixtures/data/text.ts';

async function answering(body: string | Buffer): Promise<Timed> {
  const server = await openAskedServer();
  return closing(
    () => server.answer(body),
    async () => server[Symbol.asyncDispose](),
  );
}

export default defineClaim({
  says: 'A response that is encoded beforehand raises throughput',
  because: 'a string is encoded anew at every response, and a Buffer is not',
  source: 'notes: Buffer › performance',
  quote:
    '提高字符串到Buffer的转换效率，可以很大程度地提高网络吞吐率 (to convert strings to Buffers faster raises network throughput greatly)',
  rows: ['B14'],
  metric: 'cpu time',
  given: { text: ['ascii', 'cjk'], bytes: [1024, 102_400] },
  crossing: 'bytes',
  favours: 'Buffer made once',
  over: 'string',
  contenders: {
    'Buffer made once': ({ text, bytes }) => answering(Buffer.from(textOf(text, bytes))),
    string: ({ text, bytes }) => answering(textOf(text, bytes)),
  },
  answer: ({ text, bytes }) => `${bytes} ${createHash('sha1').update(textOf(text, bytes)).digest('hex')}`,
});
