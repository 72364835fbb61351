/**
 * A private field is found as a property is, under a name that nobody else can write. Up to V8 9.6 (Node.js 17) making one took
 * a call into the runtime for every object, which was one of the reasons for Node's own library to write symbols instead.
 * Since V8 9.7 it goes through inline caches as an assignment does (https://v8.dev/blog/faster-class-features). Who compiles
 * `#` for older targets gets a WeakMap for every field, and that is where some of the bad name comes from.
 *
 * Two questions are one in most benchmarks: making and using. And a single object in a loop is hardly asked at all: V8 may take
 * it for a constant, and what it holds along with it. Here a thousand objects take readings in turn, and what each of them
 * holds changes with every reading.
 */
import { defineClaim } from '../../claim.ts';

/* oxlint-disable no-underscore-dangle -- the underscore is what is compared */

interface Meter {
  /** How much has come since the last reading, and how many readings there were. */
  read(value: number): number;
}

class PrivateMeter implements Meter {
  #last = 0;
  #readings = 0;

  read(value: number): number {
    const rise = value - this.#last;
    this.#last = value;
    this.#readings = (this.#readings + 1) & 3;
    return rise * rise + this.#readings;
  }
}

class UnderscoreMeter implements Meter {
  _last = 0;
  _readings = 0;

  read(value: number): number {
    const rise = value - this._last;
    this._last = value;
    this._readings = (this._readings + 1) & 3;
    return rise * rise + this._readings;
  }
}

class AssigningMeter implements Meter {
  declare _last: number;
  declare _readings: number;

  constructor() {
    this._last = 0;
    this._readings = 0;
  }

  read(value: number): number {
    const rise = value - this._last;
    this._last = value;
    this._readings = (this._readings + 1) & 3;
    return rise * rise + this._readings;
  }
}

const held = new WeakMap<Meter, { last: number; readings: number }>();

class WeakMapMeter implements Meter {
  constructor() {
    held.set(this, { last: 0, readings: 0 });
  }

  read(value: number): number {
    const own = held.get(this)!;
    const rise = value - own.last;
    own.last = value;
    own.readings = (own.readings + 1) & 3;
    return rise * rise + own.readings;
  }
}

const METERS = 1000;
/** They end where a new meter begins, and are as many as it counts to, so that a used one is as good as new. */
const VALUES = [3, 7, 2, 0];

function reading(meters: readonly Meter[]): () => number {
  return () => {
    let sum = 0;
    for (const value of VALUES) {
      for (const meter of meters) sum += meter.read(value);
    }
    return sum;
  };
}

function making(make: () => Meter): () => number {
  const meters: Meter[] = [];
  return () => {
    let sum = 0;
    for (let at = 0; at < METERS; at++) {
      const meter = make();
      sum += meter.read(at & 1);
      meters[at] = meter;
    }
    return sum;
  };
}

function metersOf(make: () => Meter): readonly Meter[] {
  return Array.from({ length: METERS }, make);
}

export default defineClaim({
  says: 'Private fields are slower than properties with an underscore',
  because: 'every access has to check that the object has the field, and making one was a call into the runtime',
  source: 'https://github.com/nodejs/node/pull/36443',
  quote: 'One of the reasons for not using private fields yet is performance',
  given: { what: ['reading', 'making'] },
  quick: { what: ['reading'] },
  favours: '_underscore',
  over: '#private',
  contenders: {
    '#private': ({ what }) =>
      what === 'making' ? making(() => new PrivateMeter()) : reading(metersOf(() => new PrivateMeter())),
    _underscore: ({ what }) =>
      what === 'making' ? making(() => new UnderscoreMeter()) : reading(metersOf(() => new UnderscoreMeter())),
    '_assigned in the constructor': ({ what }) =>
      what === 'making' ? making(() => new AssigningMeter()) : reading(metersOf(() => new AssigningMeter())),
    WeakMap: ({ what }) =>
      what === 'making' ? making(() => new WeakMapMeter()) : reading(metersOf(() => new WeakMapMeter())),
  },
  answer: ({ what }) => {
    if (what === 'making') return METERS / 2 + METERS;
    // 0 → 3 → 7 → 2 → 0, and the counts 1, 2, 3 and 0.
    return METERS * (9 + 16 + 25 + 4 + 1 + 2 + 3);
  },
  elsewhere: [
    {
      source:
        'https://github.com/RafaelGSS/nodejs-bench-operations/blob/6d0a2afe61d3d8cc77e56e61af3d10ecbe050a90/RESULTS-v20.md',
      says: 'using # does 101.4, and an underscore 101.7 million a second, made anew each time',
      wins: 'neither',
      on: 'node@20.19',
    },
    {
      source:
        'https://github.com/RafaelGSS/nodejs-bench-operations/blob/6d0a2afe61d3d8cc77e56e61af3d10ecbe050a90/RESULTS-v24.md',
      says: 'using # does 97.6, and an underscore 95.9 million a second, made anew each time',
      wins: 'neither',
      on: 'node@24.9',
    },
  ],
  expects: ({ what }) => (what === 'reading' ? 'equivalent' : undefined),
});
