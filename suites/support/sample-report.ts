/** Runs made by hand: one with every kind of claim, and those that went wrong as a whole. */

import type { ClaimReport, MachineReport, RunReport, Verdict } from '../../reports/model.ts';
import { measured, claim, broken, doubt, countsOf } from './made-claim-report.ts';
import { concat, wrongAnswers, sharedSlab, syncStalls, unloadable, hostile } from './sample-claims.ts';

/** The run with every kind of claim; give fields to replace them. */
export function sampleReport(overrides: Partial<RunReport> = {}): RunReport {
  const claims = overrides.claims ?? [concat(), wrongAnswers(), sharedSlab(), syncStalls(), unloadable(), hostile()];
  return {
    version: '0.1.0',
    id: '2026-11-22-1253-a1b2',
    started: '2026-11-22T12:53:10.000Z',
    seconds: 125,
    seed: 42,
    quick: false,
    complete: true,
    environment: {
      runtime: 'Node.js 20.20.2',
      engine: 'V8 11.3.244.8',
      platform: 'linux x64',
      cpu: 'Intel Xeon E5-2690 v4 @ 2.60GHz',
      cores: 2,
      memory: 8_254_468_096,
      load: 0.42,
      commit: 'ffcfed3c0ffee0123456789abcdef0123456789a',
    },
    controls: { passed: true, says: 'the same against the same is not told apart, and twice the work reads 2.01×.' },
    comparisons: 15,
    smallestEffect: 0.021,
    counts: add(claims),
    sentence: '8 confirmed, 2 refuted, 2 equivalent, 3 inconclusive; one claim could not be measured',
    doubts: [],
    controlClaims: [control('same-against-same', true), control('twice-the-work', true)],
    broken: [],
    ...overrides,
    claims,
  };
}

/** A run that nobody may rely on: identical code was told apart. */
export function failedControls(): RunReport {
  return sampleReport({
    controls: { passed: false, says: 'the same against the same reads 1.09× [1.07, 1.11].' },
    controlClaims: [control('same-against-same', false), control('twice-the-work', true)],
  });
}

/** A quick run that was cut short, with a breakage and a doubt of its own. */
export function incompleteRun(): RunReport {
  return sampleReport({
    complete: false,
    quick: true,
    claims: [concat()],
    broken: [broken('bench/claims/files/torn.ts', 'loading')],
    doubts: [doubt('busy-machine', 'The load average was 3.1 on 2 cores.', 'Run it again when the machine is idle.')],
    sentence: 'cut short: 2 confirmed, 1 refuted, 1 equivalent, 2 inconclusive',
  });
}

/** The same run as so many shards measured it, the cases dealt out to them; the controls of the last failed where that is wanted. */
export function inShards(report: RunReport, many: number, { unfit = false } = {}): RunReport {
  const machines = Array.from({ length: many }, (_, at): MachineReport => {
    const passed = !(unfit && at === many - 1);
    return {
      shard: at + 1,
      id: `${report.id}-${at + 1}`,
      started: report.started,
      seconds: report.seconds - at,
      seed: 100 + at,
      environment: { ...report.environment, cpu: `processor ${at + 1}`, cores: 2 ** (at + 1) },
      controls: passed ? report.controls : { passed, says: 'the same against the same reads 1.09× [1.07, 1.11].' },
      measured: 1,
    };
  });
  const claims = report.claims.map((one) => ({
    ...one,
    cases: one.cases.map((each, at) => ({ ...each, shard: (at % many) + 1 })),
  }));
  const controls = machines.find((one) => !one.controls.passed)?.controls ?? report.controls;
  return { ...report, claims, machines, controls };
}

/** A run in which nothing was measured. */
export function nothingMeasured(): RunReport {
  const { smallestEffect: _, ...report } = sampleReport({
    claims: [],
    controlClaims: [],
    comparisons: 0,
    seconds: 0.4,
  });
  return {
    ...report,
    controls: { passed: true, says: 'no control was run.' },
    sentence: 'nothing was measured',
  };
}

function control(name: string, passed: boolean): ClaimReport {
  const same = name === 'same-against-same';
  const [estimate, low, high] = same ? (passed ? [1.001, 0.998, 1.004] : [1.09, 1.07, 1.11]) : [2.01, 1.99, 2.03];
  return claim(`controls/${name}`, [measured({}, same && passed ? 'equivalent' : 'confirmed', [estimate, low, high])], {
    says: same ? 'The same is as fast as the same' : 'Once the work beats twice the work',
    source: '',
    sentence: `it reads ${estimate}× [${low}, ${high}]`,
    control: { known: same ? [1, 1] : [1.9, 2.1], passed },
  });
}

function add(claims: readonly ClaimReport[]): Record<Verdict, number> {
  return countsOf(claims.flatMap(({ cases }) => cases));
}
