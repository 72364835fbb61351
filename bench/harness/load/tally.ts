/** What became of the requests of a turn of load: answers, errors, and every latency, to the microsecond. */
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

export interface Tally {
  /** Right answers. */
  readonly answered: number;
  /** Requests that had none: another status, a broken connection, or nothing in time. */
  readonly errors: number;
  /** Nanoseconds from the first right answer to the last; 0 where there are fewer than two. */
  readonly lasted: number;
  /** A histogram of the latencies in microseconds, as text (HdrHistogram, V2, compressed). */
  readonly latencies: string;
}

/** Microseconds: a minute. What takes longer is counted as that. */
const LONGEST = 60e6;

/** Counts while a turn goes on. Latencies are kept to three digits (G. Tene, HdrHistogram). */
export class TallyKeeper {
  readonly #histogram = emptyHistogram();
  readonly #now: () => bigint;
  #answered = 0;
  #errors = 0;
  #first: bigint | undefined;
  #last = 0n;

  /** @param now nanoseconds that only grow */
  constructor(now: () => bigint = () => process.hrtime.bigint()) {
    this.#now = now;
  }

  /** @param latency nanoseconds */
  answer(latency: number): void {
    this.#last = this.#now();
    this.#first ??= this.#last;
    this.#answered++;
    this.#histogram.recordValue(Math.min(LONGEST, Math.max(1, Math.round(latency / 1000))));
  }

  error(): void {
    this.#errors++;
  }

  /** Requests that have had their answer, or will have none. */
  get settled(): number {
    return this.#answered + this.#errors;
  }

  close(): Tally {
    const lasted = this.#first === undefined ? 0 : Number(this.#last - this.#first);
    const latencies = encodeIntoCompressedBase64(this.#histogram);
    return { answered: this.#answered, errors: this.#errors, lasted, latencies };
  }
}

/**
 * The latency that so large a share of the requests of all turns had at most.
 *
 * @param share from 0 to 1
 * @returns nanoseconds; `undefined` where nothing was answered
 */
export function latencyAt(share: number, tallies: readonly Tally[]): number | undefined {
  const all = emptyHistogram();
  for (const { latencies } of tallies) all.add(decodeFromCompressedBase64(latencies));
  return all.totalCount === 0 ? undefined : all.getValueAtPercentile(100 * share) * 1000;
}

function emptyHistogram(): Histogram {
  return build({ lowestDiscernibleValue: 1, highestTrackableValue: LONGEST, numberOfSignificantValueDigits: 3 });
}
