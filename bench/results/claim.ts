/** What was asked: a claim and the points of its table. */
import type { StandsFor } from './comparison.ts';
import type { Drawing } from './drawing.ts';
import type { Metric, Value } from './words.ts';

export interface ClaimRecord {
  readonly kind: 'claim';
  readonly claim: ClaimDescription;
  /** A digest of its module and of all that it imports. */
  readonly code?: string | undefined;
  /** Where the run compares something else than claims. */
  readonly standsFor?: StandsFor | undefined;
}

export interface ClaimDescription {
  readonly id: string;
  /** From the root of the project, with `/`. */
  readonly file: string;
  readonly control: boolean;
  readonly says: string;
  readonly because: string;
  readonly source: string;
  readonly quote?: string | undefined;
  readonly metric: Metric;
  /** What contenders count themselves, where the metric is `figure`. */
  readonly figure?: { readonly name: string; readonly unit: 'bytes' | 'count' | 'share' } | undefined;
  /** What the machine or the runtime lacks for it, as a sentence without a full stop; it has no cases then. */
  readonly lacks?: string | undefined;
  readonly margin?: number | undefined;
  /** The least ratio, over / favours, at which it holds; missing where the favoured one has to win by the margin. */
  readonly atLeast?: number | undefined;
  readonly favours: string;
  readonly over: string;
  readonly known?: number | undefined;
  /** Contenders that are each compared with `over`, where it is not the favoured one alone. */
  readonly sides?: readonly string[] | undefined;
  readonly axes: Readonly<Record<string, readonly Value[]>>;
  readonly crossing?: string | undefined;
  readonly landmarks: readonly { readonly at: number; readonly name: string }[];
  readonly contenders: readonly { readonly name: string; readonly code: string }[];
  readonly cases: readonly CaseDescription[];
  /** The day on which it has to be looked at again, as `2027-06-30`. */
  readonly expires?: string | undefined;
  readonly changes?: readonly ChangeDescription[] | undefined;
  readonly elsewhere?: readonly ElsewhereDescription[] | undefined;
  readonly drawings?: readonly Drawing[] | undefined;
}

/** What changed between two versions of a runtime. */
export interface ChangeDescription {
  /** `node@22`. */
  readonly since: string;
  readonly says: string;
  readonly source: string;
}

/** What somebody else has published. */
export interface ElsewhereDescription {
  readonly source: string;
  readonly says: string;
  /** What it comes to for the claim. */
  readonly verdict: Expected;
  /** The ids of the cases that it is about. */
  readonly cases: readonly string[];
  readonly on?: string | undefined;
  /** Why it differs from what is measured here. */
  readonly differs?: string | undefined;
}

export type Expected = 'confirmed' | 'refuted' | 'equivalent';

export interface CaseDescription {
  readonly id: string;
  readonly given: Readonly<Record<string, Value>>;
  /** The verdict that the claim expects here, on the runtime that measures. */
  readonly expects?: Expected | undefined;
  /** How its contenders are loaded, where they are servers. */
  readonly load?: Load | undefined;
}

/** Milliseconds a turn; requests a second, where they do not wait for answers. */
export interface Load {
  readonly connections: number;
  readonly rate?: number | undefined;
  readonly turn: number;
  readonly turns: number;
  /** Numbers of connections at which throughput is read besides. */
  readonly sweep?: readonly number[] | undefined;
}
