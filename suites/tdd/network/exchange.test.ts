/** Questions and answers over a channel by hand, which loses, doubles and reorders, with a clock by hand. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { suite, test } from 'mocha';
import { random } from '../../../fixtures/data/random.ts';
import { Answerer, type AnswererOptions } from '../../../fixtures/network/udp/answerer.ts';
import { Asker, type AskerOptions } from '../../../fixtures/network/udp/asker.ts';
import { decodeDatagram, encodeDatagram } from '../../../fixtures/network/udp/exchange-format.ts';
import { settled } from '../../support/duplex-pair.ts';
import { madeClock, type MadeClock } from '../../support/made-clock.ts';
import { codeOf } from '../../support/rejection.ts';

const SESSION = '0123456789abcdef';

/** Both ends, and what is on its way between them. */
class Channel {
  readonly clock: MadeClock = madeClock();
  readonly worked: string[] = [];
  readonly flying: { readonly to: 'asker' | 'answerer'; readonly bytes: Buffer }[] = [];
  readonly asker: Asker;
  readonly answerer: Answerer<string>;

  constructor(asking: Partial<AskerOptions> = {}, answering: Partial<AnswererOptions<string>> = {}) {
    const clock = this.clock;
    const send = (bytes: Buffer): void => void this.flying.push({ to: 'answerer', bytes });
    this.asker = new Asker({ send, clock, random: () => 0.999_999, session: SESSION, ...asking });
    this.answerer = new Answerer({
      answer: (question) => {
        this.worked.push(String(question));
        return Buffer.from(`${String(question)}!`);
      },
      send: (bytes) => void this.flying.push({ to: 'asker', bytes }),
      clock,
      ...answering,
    });
  }

  deliver(index = 0): void {
    const datagram = this.flying[index];
    if (datagram?.to === 'asker') this.asker.hear(datagram.bytes);
    else if (datagram) this.answerer.hear(datagram.bytes, 'peer', 'there');
  }

  take(): void {
    this.deliver();
    this.flying.shift();
  }
}

suite('an acknowledged exchange', () => {
  test('UD2: each question is worked on once, and answered rightly or not known to be, whatever is lost', async () => {
    const step = fc.record({
      what: fc.constantFrom('take', 'take', 'double', 'lose', 'wait'),
      which: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(step, { maxLength: 40 }),
        fc.boolean(),
        async (questions, steps, healing) => {
          const channel = new Channel({ tries: 4 });
          const words = Array.from({ length: questions }, (_, index) => `question ${index}`);
          const asked = words.map((word) => channel.asker.ask(Buffer.from(word)));
          const ends = Promise.allSettled(asked);
          for (const { what, which } of steps) {
            const index = which % Math.max(1, channel.flying.length);
            if (what === 'take' || what === 'double') channel.deliver(index);
            if (what === 'take' || what === 'lose') channel.flying.splice(index, 1);
            if (what === 'wait') channel.clock.advance(100 * which);
            await Promise.resolve();
          }
          // Then all arrives, or nothing does.
          for (let left = 200; left > 0 && (channel.clock.owed > 0 || channel.flying.length > 0); left--) {
            if (channel.flying.length === 0) channel.clock.fire();
            else if (healing) channel.take();
            else channel.flying.length = 0;
            await settledSoon();
          }
          const outcomes = await ends;
          expect(new Set(channel.worked).size).to.equal(channel.worked.length);
          for (const [index, outcome] of outcomes.entries()) {
            if (outcome.status === 'fulfilled') {
              expect(String(outcome.value)).to.equal(`question ${index}!`);
              expect(channel.worked).to.include(words[index]);
            } else {
              expect((outcome.reason as NodeJS.ErrnoException).code).to.equal('ERR_NO_ANSWER');
            }
          }
          expect(channel.clock.owed).to.equal(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a question without an answer goes out again at doubled distances, up to the longest, and is given up', async () => {
    const { asker, clock, flying } = new Channel({ tries: 5, firstMs: 100, mostMs: 500 });
    const failed = codeOf(asker.ask(Buffer.from('anybody?')));
    const waits = [];
    while (clock.owed > 0) {
      waits.push(Math.round(clock.waiting[0]!));
      clock.fire();
    }
    expect(waits).to.deep.equal([100, 200, 400, 500, 500]);
    expect(flying).to.have.length(5);
    expect(asker.counts.resent).to.equal(4);
    expect(await failed).to.equal('ERR_NO_ANSWER');
  });

  test('waits differ from asker to asker, from half of the longest on', () => {
    const { asker, clock } = new Channel({ firstMs: 100, random: () => 0 });
    void asker.ask(Buffer.alloc(0)).catch(() => {});
    expect(clock.waiting).to.deep.equal([50]);
    asker.close();
  });

  test('a question that comes twice is worked on once: while it is worked on, and when it has been answered', async () => {
    const gates: ((answer: Buffer) => void)[] = [];
    const channel = new Channel({}, { answer: () => new Promise((resolve) => gates.push(resolve)) });
    const asked = channel.asker.ask(Buffer.from('once'));
    channel.deliver();
    channel.deliver();
    expect(gates).to.have.length(1);
    gates[0]!(Buffer.from('only'));
    await settled();
    channel.take();
    await settled();
    expect(channel.answerer.counts).to.deep.equal({ answered: 1, repeated: 1, ignored: 1 });
    expect(channel.flying.map(({ to }) => to)).to.deep.equal(['asker', 'asker']);
    channel.take();
    channel.take();
    expect(String(await asked)).to.equal('only');
    expect(channel.asker.counts.ignored).to.equal(1);
  });

  test('answers are remembered for a number and a time, and beyond them a question is a new one', async () => {
    const ask = (number: number): Buffer =>
      encodeDatagram({ kind: 'ask', session: SESSION, number, body: Buffer.alloc(0) });
    const heard = async ({ answerer }: Channel, number: number): Promise<number> => {
      answerer.hear(ask(number), 'peer', 'there');
      await settled();
      return answerer.counts.answered;
    };
    const few = new Channel({}, { remembered: 2 });
    const counts = [];
    for (const number of [1, 2, 1, 3, 1, 2]) counts.push(await heard(few, number));
    expect(counts).to.deep.equal([1, 2, 2, 3, 3, 4]);
    const short = new Channel({}, { rememberMs: 100 });
    await heard(short, 1);
    short.clock.advance(100);
    expect(await heard(short, 1)).to.equal(1);
    short.clock.advance(1);
    expect(await heard(short, 1)).to.equal(2);
  });

  test('the same number of another peer, or of another session, is another question', async () => {
    const { answerer } = new Channel();
    for (const [session, from] of [
      [SESSION, 'a'],
      [SESSION, 'b'],
      ['fedcba9876543210', 'a'],
    ] as const) {
      answerer.hear(encodeDatagram({ kind: 'ask', session, number: 0, body: Buffer.alloc(0) }), 'peer', from);
    }
    await settled();
    expect(answerer.counts.answered).to.equal(3);
  });

  test('an answer to another session, to another number, or one that is a question, is none of ours', async () => {
    const { asker } = new Channel();
    const asked = asker.ask(Buffer.from('?'));
    const answer = { kind: 'answer' as const, session: SESSION, number: 0, body: Buffer.from('true') };
    asker.hear(encodeDatagram({ ...answer, session: 'fedcba9876543210' }));
    asker.hear(encodeDatagram({ ...answer, number: 1 }));
    asker.hear(encodeDatagram({ ...answer, kind: 'ask' }));
    expect(asker.counts.ignored).to.equal(3);
    asker.hear(encodeDatagram(answer));
    expect(String(await asked)).to.equal('true');
  });

  test('no more are worked on at a time than allowed; what is not heard is asked again', async () => {
    const channel = new Channel({}, { working: 1, answer: () => new Promise(() => {}) });
    for (let asked = 0; asked < 2; asked++) void channel.asker.ask(Buffer.alloc(0)).catch(() => {});
    channel.take();
    channel.take();
    expect(channel.answerer.counts).to.deep.equal({ answered: 1, repeated: 0, ignored: 1 });
    channel.asker.close();
  });

  test('an answer that fails is a refusal, without its reason; the reason stays here', async () => {
    const faults: Error[] = [];
    const secret = (): never => {
      throw new Error('the password is wrong');
    };
    const channel = new Channel({}, { answer: secret, onFault: (error) => void faults.push(error) });
    const failed = codeOf(channel.asker.ask(Buffer.from('?')));
    channel.take();
    await settled();
    expect(channel.flying[0]!.bytes.includes('password')).to.equal(false);
    channel.take();
    expect(await failed).to.equal('ERR_ASK_REFUSED');
    expect(faults.map(({ message }) => message)).to.deep.equal(['the password is wrong']);
  });

  test('limits of size and number hold at the limit, and one above', async () => {
    const channel = new Channel({ largest: 3, mostAsked: 1 }, { largest: 3, answer: () => Buffer.alloc(4) });
    expect(await codeOf(channel.asker.ask(Buffer.alloc(4)))).to.equal('ERR_DATAGRAM_TOO_LARGE');
    const first = codeOf(channel.asker.ask(Buffer.alloc(3)));
    expect(await codeOf(channel.asker.ask(Buffer.alloc(3)))).to.equal('ERR_TOO_MANY_ASKED');
    channel.take();
    await settled();
    channel.take();
    expect(await first, 'the answer is too large').to.equal('ERR_ASK_REFUSED');
    channel.asker.close();
    expect(await codeOf(channel.asker.ask(Buffer.alloc(0)))).to.equal('ERR_ASKER_CLOSED');
  });

  test('a session that is none is refused: no answer would be taken for one of it', () => {
    for (const session of ['', SESSION.slice(1), `${SESSION}0`, SESSION.toUpperCase(), 'xyzxyzxyzxyzxyzx']) {
      expect(() => new Channel({ session }))
        .to.throw(TypeError, '16 hexadecimal digits')
        .with.property('code', 'ERR_INVALID_ARG_VALUE');
    }
  });

  test('who waits when it is closed hears so, and no clock is left', async () => {
    const { asker, clock } = new Channel();
    const failed = codeOf(asker.ask(Buffer.alloc(0)));
    asker.close();
    expect(await failed).to.equal('ERR_ASKER_CLOSED');
    expect(clock.owed).to.equal(0);
  });

  test('any datagram comes back as it was, and what is none is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ask' as const, 'answer' as const, 'refusal' as const),
        fc.nat(2 ** 32 - 1),
        fc.uint8Array({ maxLength: 20 }),
        (kind, number, body) => {
          const datagram = { kind, session: SESSION, number, body: Buffer.from(body) };
          const bytes = encodeDatagram(datagram);
          expect(decodeDatagram(bytes)).to.deep.equal(datagram);
          expect(decodeDatagram(bytes.subarray(0, 12))).to.equal(undefined);
          expect(decodeDatagram(bytes, body.length - 1)).to.equal(undefined);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('10,000 datagrams of chance, most of them valid ones that were bent, hurt neither end', async () => {
    const dice = random(7);
    const { asker, answerer, flying, worked } = new Channel({ mostAsked: 3 }, { working: 1e6 });
    for (let asked = 0; asked < 3; asked++) void asker.ask(Buffer.from('?')).catch(() => {});
    const valid = flying.splice(0).map(({ bytes }) => bytes);
    for (let round = 0; round < 10_000; round++) {
      const bytes = Buffer.concat([valid[dice.below(3)]!, Buffer.alloc(dice.below(20))]);
      for (let bends = dice.below(4); bends > 0; bends--) bytes[dice.below(bytes.length)] = dice.below(256);
      const cut = bytes.subarray(0, dice.below(2) ? bytes.length : dice.below(bytes.length));
      asker.hear(cut);
      answerer.hear(cut, 'peer', 'there');
    }
    await settled();
    const { answered, repeated, ignored } = answerer.counts;
    expect(answered + repeated + ignored).to.equal(10_000);
    expect(worked).to.have.length(answered);
    expect(answered).to.be.above(100);
    expect(ignored).to.be.above(1000);
    asker.close();
  });
});

/** What an answer takes that is worked on at once. */
async function settledSoon(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve();
}
