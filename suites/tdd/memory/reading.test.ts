/** Specifies how the memory of a process is read, from figures that are handed in and from the real ones. */
import os from 'node:os';
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { memoryLimits } from '../../../fixtures/memory/control-group.ts';
import { contradictionsIn, readMemory, type Sources } from '../../../fixtures/memory/reading.ts';

const MiB = 1024 * 1024;
const usage = { rss: 50 * MiB, heapTotal: 10 * MiB, heapUsed: 5 * MiB, external: 2 * MiB, arrayBuffers: MiB };

/** A file system in memory, without which there is none of /proc or /sys. */
function files(contents: Readonly<Record<string, string | Buffer>> = {}): Sources['readFile'] {
  return (path) => {
    const content = contents[path];
    if (content === undefined) throw new Error(`ENOENT: ${path}`);
    return Buffer.from(content);
  };
}

/** The vector of getauxval(3), in which the size of a page is the entry number 6. */
function vector(page: number): Buffer {
  const words = new BigUint64Array([33n, 7n, 6n, BigInt(page), 0n, 0n]);
  return Buffer.from(words.buffer);
}

const none = { usage: () => usage, total: () => 1024 * MiB, free: () => 512 * MiB, available: undefined };

suite('a reading of memory', () => {
  test('G2: the real one has rss, heapTotal, heapUsed and external, arrayBuffers besides, and no contradiction', () => {
    const reading = readMemory();
    expect(reading.usage).to.have.all.keys('rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers');
    expect(contradictionsIn(reading)).to.deep.equal([]);
  });

  test('G23: the machine is told in bytes: total and free', () => {
    const { machine } = readMemory();
    expect(machine.total).to.equal(os.totalmem());
    expect(machine.free).to.be.within(1, machine.total);
  });

  for (const page of [4096, 65_536]) {
    test(`the kernel's pages of ${page} bytes become bytes`, () => {
      const readFile = files({ '/proc/self/statm': '300 20 7 1 0 9 0\n', '/proc/self/auxv': vector(page) });
      expect(readMemory({ ...none, constrained: undefined, readFile }).kernel).to.deep.equal({
        size: 300 * page,
        resident: 20 * page,
        shared: 7 * page,
      });
    });
  }

  test('what the system does not tell is missing', () => {
    const reading = readMemory({ ...none, constrained: undefined, readFile: files() });
    expect(reading).to.deep.equal({ usage, machine: { total: 1024 * MiB, free: 512 * MiB } });
  });

  for (const { what, says, limit } of [
    { what: 'a limit', says: 256 * MiB, limit: 256 * MiB },
    { what: 'that it does not know', says: 0, limit: undefined },
    { what: 'that there is none (2⁶⁴ − 1)', says: 2 ** 64, limit: undefined },
  ]) {
    test(`G23: constrainedMemory says ${what}`, () => {
      expect(readMemory({ ...none, readFile: files(), constrained: () => says }).constrained).to.equal(limit);
    });
  }

  for (const { what, wrong, says } of [
    { what: 'more in use than there is', wrong: { heapUsed: 11 * MiB }, says: /heapUsed is 11534336 .* heapTotal/ },
    { what: 'more than the machine has', wrong: { rss: 2048 * MiB }, says: /rss .* the memory of the machine/ },
    { what: 'less than nothing', wrong: { external: -1 }, says: /external is -1/ },
  ]) {
    test(`G2: ${what} is a contradiction`, () => {
      const reading = readMemory({ ...none, constrained: undefined, readFile: files() });
      expect(contradictionsIn({ ...reading, usage: { ...usage, ...wrong } })[0]).to.match(says);
    });
  }

  test('G2: a heapTotal above rss is none: committed pages that nobody has touched are not resident', () => {
    const reading = readMemory({ ...none, constrained: undefined, readFile: files() });
    expect(contradictionsIn({ ...reading, usage: { ...usage, heapTotal: 70 * MiB } })).to.deep.equal([]);
  });

  test('G2: nor are arrayBuffers above external: those of a SharedArrayBuffer are not in both', () => {
    const shared = new SharedArrayBuffer(process.memoryUsage().external + MiB);
    const reading = readMemory();
    expect(reading.usage.arrayBuffers).to.be.at.least(shared.byteLength).and.above(reading.usage.external);
    expect(contradictionsIn(reading)).to.deep.equal([]);
  });
});

suite('the limit of a control group', () => {
  for (const { what, contents, group } of [
    { what: 'there is none', contents: {}, group: undefined },
    {
      what: 'version 2, the limit of the group itself',
      contents: {
        '/proc/self/cgroup': '0::/app\n',
        '/sys/fs/cgroup/app/memory.max': '1000\n',
        '/sys/fs/cgroup/app/memory.current': '400\n',
      },
      group: { version: 2, limit: 1000, used: 400 },
    },
    {
      what: 'version 2, a tighter limit above it',
      contents: {
        '/proc/self/cgroup': '0::/slice/app\n',
        '/sys/fs/cgroup/slice/app/memory.max': '1000\n',
        '/sys/fs/cgroup/slice/memory.max': '700\n',
        '/sys/fs/cgroup/slice/app/memory.current': '400\n',
      },
      group: { version: 2, limit: 700, used: 400 },
    },
    {
      what: 'version 2, no limit',
      contents: {
        '/proc/self/cgroup': '0::/app\n',
        '/sys/fs/cgroup/app/memory.max': 'max\n',
        '/sys/fs/cgroup/app/memory.current': '400\n',
      },
      group: { version: 2, used: 400 },
    },
    {
      what: 'version 1, beside an empty version 2; a container sees its group as the root',
      contents: {
        '/proc/self/cgroup': '9:cpu:/x\n4:memory:/docker/abc\n0::/\n',
        '/sys/fs/cgroup/memory/memory.limit_in_bytes': '5000\n',
        '/sys/fs/cgroup/memory/memory.usage_in_bytes': '30\n',
      },
      group: { version: 1, limit: 5000, used: 30 },
    },
    {
      what: 'version 1, without a limit',
      contents: {
        '/proc/self/cgroup': '4:cpu,memory:/\n',
        '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
        '/sys/fs/cgroup/memory/memory.usage_in_bytes': '30\n',
      },
      group: { version: 1, used: 30 },
    },
  ]) {
    test(what, () => {
      expect(memoryLimits(files(contents))).to.deep.equal(group);
    });
  }
});
