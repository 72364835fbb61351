/** A run whose charts have more to label than there is room for. */

import type { MetricReport, RunReport } from '../../reports/model.ts';
import { claim, measured } from './made-claim-report.ts';
import * as sample from './sample-claims.ts';
import { sampleReport } from './sample-report.ts';

export function crowdedReport(): RunReport {
  const claims = [crowdedAxis(), hugeRatios(), narrowRatios(), longNames(), beside(), sample.answersMore()];
  const drawn = { ...sample.concat(), id: 'buffers/drawn', drawings: [sample.drawnCopy()] };
  return sampleReport({ claims: [...claims, drawn, sample.wrongAnswers(), sample.hostile()] });
}

/** Thirty sizes with long numbers, three landmarks in a heap, and two changes of the winner at nearly the same size. */
function crowdedAxis() {
  const sizes = Array.from({ length: 30 }, (_, at) => 10_000 + 3000 * at);
  const cases = ['one', 'another'].flatMap((kind, series) =>
    sizes.map((bytes, at) => {
      const ratio = 2.2 - at / 10 + series / 20;
      return measured({ kind, bytes }, 'inconclusive', [ratio, ratio / 1.1, ratio * 1.1]);
    }),
  );
  const crossings = [49_000, 52_000].map((estimate, at) => ({
    axis: 'bytes',
    given: { kind: ['one', 'another'][at]! },
    between: [46_000, 55_000] as const,
    verdicts: ['confirmed', 'refuted'] as const,
    estimate,
    low: estimate - 4000,
    high: estimate + 5000,
    says: 'concat wins below, join above',
  }));
  const landmarks = [10_000, 52_000, 54_000, 56_000, 97_000].map((at) => ({
    at,
    name: `what is known to change at a size of ${at}`,
  }));
  return claim('crowded/axis', cases, { crossingAxis: 'bytes', crossings, landmarks });
}

function hugeRatios() {
  const cases = [1e-9, 1, 1e9].map((ratio, n) => measured({ n }, 'confirmed', [ratio, ratio / 1.01, ratio * 1.01]));
  return claim('crowded/huge', cases, { crossingAxis: 'n' });
}

function narrowRatios() {
  const cases = [1, 2].map((n) => measured({ n }, 'equivalent', [1.0012, 1.0011, 1.0013]));
  return claim('crowded/narrow', cases, {
    crossingAxis: 'n',
    crossings: [
      { axis: 'n', given: {}, between: [1, 2], verdicts: ['equivalent', 'equivalent'], estimate: 1, says: 'x' },
    ],
  });
}

function longNames() {
  const cases = [1, 2].map((at) =>
    measured({ name: `W${'w'.repeat(10_000)}`, at }, 'confirmed', [2.00123, 2.00112, 2.00134]),
  );
  return claim('crowded/names', cases, { says: 'x'.repeat(10_000) });
}

/** Six metrics at three cases, whose labels are as long as their figures. */
function beside() {
  const names = ['loop delay', 'cpu time', 'allocated', 'gc time', 'resident memory', 'external memory'] as const;
  const metrics = names.map((metric, at): MetricReport => {
    const ratio = 1.2345 ** (at - 2);
    return { metric, ratio: { estimate: ratio, low: ratio / 1.001, high: ratio * 1.001 }, values: [] };
  });
  const cases = ['ascii', 'utf8', 'utf16le'].map((text) =>
    measured({ text, connections: 64, bytes: 65_536 }, 'confirmed', [1.2, 1.1, 1.3], { metrics }),
  );
  return claim('crowded/beside', cases);
}
