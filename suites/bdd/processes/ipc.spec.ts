/** Messages between processes: in JSON and as structured clones, under pressure, and at their end (row PR10). */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { IpcChannel } from '../../../fixtures/processes/ipc-channel.ts';
import { jsonLosses } from '../../../fixtures/processes/json-losses.ts';
import type { RunningChild } from '../../../fixtures/processes/running-child.ts';
import { cloneable } from '../../support/cloneable.ts';
import { ownChildren } from '../../support/own-child.ts';
import { rejectionOf } from '../../support/rejection.ts';

const CHILD = 'fixtures/processes/answering-child.ts';

describe('PR10: messages between a process and its child', () => {
  const fork = ownChildren();
  let [json, advanced]: [RunningChild?, RunningChild?] = [];
  let inJson: IpcChannel;
  let inClones: IpcChannel;

  before(async () => {
    json = fork(CHILD);
    advanced = fork(CHILD, { serialization: 'advanced' });
    inJson = new IpcChannel(json.child);
    inClones = new IpcChannel(advanced.child);
    await Promise.all([inJson.ask({}), inClones.ask({})]);
  });

  it('in JSON lose Map, Buffer, undefined and NaN; as clones they keep them', async () => {
    const echo = {
      map: new Map([[1, 'a']]),
      bytes: Buffer.from('b'),
      none: undefined,
      not: Number.NaN,
      list: [undefined],
    };
    expect(await inClones.ask({ echo })).to.deep.equal(echo);
    const arrived = (await inJson.ask({ echo })) as object;
    expect(arrived).to.deep.equal({ map: {}, bytes: { type: 'Buffer', data: [98] }, not: null, list: [null] });
    expect(jsonLosses(echo)).to.have.length(5);
  });

  it('arrive as they were in JSON where no loss is foretold, and as clones always', async () => {
    const seen = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(cloneable(), fc.jsonValue({ maxDepth: 2 })), async (echo) => {
        const losses = jsonLosses(echo);
        const throws = losses.some(({ becomes }) => becomes === 'a throw');
        const [clone, copy] = await Promise.all([
          inClones.ask({ echo }),
          throws ? rejectionOf(inJson.ask({ echo })) : inJson.ask({ echo }),
        ]);
        seen.add(losses.length === 0);
        expect(isDeepStrictEqual(clone, echo)).to.equal(true);
        // What is undefined arrives as nothing, which reads as undefined again.
        expect(isDeepStrictEqual(copy, echo)).to.equal(losses.length === 0 || echo === undefined);
      }),
      { numRuns: 60 },
    );
    expect(seen.size).to.equal(2);
  });

  it('pass errors on, with their code, in both manners', async () => {
    for (const channel of [inJson, inClones]) {
      expect(await rejectionOf(channel.ask({ fail: 'as asked' }))).to.include({
        name: 'RangeError',
        message: 'as asked',
        code: 'ASKED_FOR',
      });
    }
  });

  it('wait here when the pipe is full, and arrive in order when the child reads again', async () => {
    await inJson.ask({});
    json?.child.kill('SIGSTOP');
    const texts = Array.from({ length: 20 }, (_, number) => String(number).padEnd(100_000));
    const order: number[] = [];
    const asked = texts.map(async (echo, number) => {
      const answer = await inJson.ask({ echo });
      order.push(number);
      return answer === echo;
    });
    expect(inJson.held).to.be.within(1, 19);
    expect(inJson.underWay).to.equal(20);
    json?.child.kill('SIGCONT');
    expect(await Promise.all(asked)).to.deep.equal(Array(20).fill(true));
    expect(order).to.deep.equal(Array.from(order.keys()));
    expect([inJson.held, inJson.underWay]).to.deep.equal([0, 0]);
  });

  it('that have no answer yet reject when the child disconnects, and the child ends by itself', async () => {
    const waiting = [inClones.ask({ silence: 'wait' }), inClones.ask({ silence: 'disconnect' })].map(rejectionOf);
    for (const error of await Promise.all(waiting)) expect(error).to.have.property('code', 'CHANNEL_CLOSED');
    expect(await advanced?.finished).to.include({ code: 0, signal: null });
    expect(await rejectionOf(inClones.ask({}))).to.have.property('code', 'CHANNEL_CLOSED');
  });

  it('that have no answer yet reject when the child is killed', async () => {
    const waiting = rejectionOf(inJson.ask({ silence: 'wait' }));
    json?.child.kill('SIGKILL');
    expect(await waiting).to.have.property('code', 'CHANNEL_CLOSED');
    expect(await rejectionOf(json!.finished)).to.include({ code: 'CHILD_FAILED', signal: 'SIGKILL' });
  });
});
