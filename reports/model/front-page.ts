/** The front page: what there is to look at, the key figures of each part, and what is not there. */
import type { RunReport } from './run.ts';

export interface FrontPage {
  readonly bench: Part<BenchFigures>;
  readonly tests: Part<TestFigures>;
  readonly coverage: Part<CoverageFigures>;
  readonly comparison: Part<SaidFigures>;
  readonly matrix: Part<SaidFigures>;
  readonly history: Part<object>;
}

/** `missing`: nobody has made it yet. `damaged`: something lies there that cannot be read, or that is something else. */
export type Part<Figures> =
  | { readonly is: 'there'; readonly made: string; readonly figures: Figures; readonly links: readonly Link[] }
  | { readonly is: 'missing'; readonly links: readonly Link[] }
  /** `says`: why, as a sentence. */
  | { readonly is: 'damaged'; readonly says: string; readonly links: readonly Link[] };

/** A file that is there; the first of a part is the one to read. `href` is relative to the page. */
export interface Link {
  readonly text: string;
  readonly href: string;
}

export interface BenchFigures extends Pick<RunReport, 'sentence' | 'counts' | 'controls' | 'complete' | 'quick'> {
  readonly runtime: string;
  readonly commit?: string;
  readonly seconds: number;
}

/** What a report says of itself at its top, in one sentence. */
export interface SaidFigures {
  readonly sentence: string;
}

export interface TestFigures {
  readonly runtime: string;
  readonly seconds: number;
  /** False where the run was interrupted. */
  readonly complete: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Shares. */
export interface CoverageFigures {
  readonly lines: number;
  readonly branches: number;
  readonly functions: number;
}
