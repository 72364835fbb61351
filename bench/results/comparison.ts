/** What a run compares besides claims: contenders at two revisions of a checkout, or on several runtimes. */

export type Comparison = RevisionsCompared | RuntimesCompared;

/** Each contender of each claim at the base, at the head, and at the base once more: the twin, which must not differ. */
export interface RevisionsCompared {
  readonly of: 'revisions';
  readonly base: Revision;
  readonly head: Revision;
  /** Whether only claims were asked whose contenders reach a file that has changed. */
  readonly changedOnly: boolean;
  /** Of every claim that was asked for and that either side has, by its id. */
  readonly standings: readonly Standing[];
}

export interface Revision {
  /** As it was asked for: `main`, `v1.2.0`, `the working tree`. */
  readonly name: string;
  /** In full; of a working tree the commit that it stands on. */
  readonly commit: string;
  /** The first line of its message. */
  readonly subject?: string | undefined;
  /** The working tree differs from its commit, and was compared as it was. */
  readonly changed?: boolean | undefined;
}

/** What became of a claim, or of one of its contenders, or of one of its cases. */
export interface Standing {
  readonly claim: string;
  readonly contender?: string | undefined;
  readonly case?: string | undefined;
  /**
   * - `compared`: both sides have it;
   * - `unchanged`: both have it, it reaches nothing that has changed, and only what has was asked for;
   * - `new`, `gone`: only the head has it, or only the base;
   * - `broken`: it does not compile or load, at the sides that `says` names;
   * - `lacking`: the machine or the runtime lacks something for it.
   */
  readonly is: 'compared' | 'unchanged' | 'new' | 'gone' | 'broken' | 'lacking';
  /** Why, as a sentence without a full stop. */
  readonly says?: string | undefined;
}

/** Each contender of each claim on every runtime, in turns, and on the first once more: the twin, which must not differ. */
export interface RuntimesCompared {
  readonly of: 'runtimes';
  /** The first is what the others are compared with. */
  readonly runtimes: readonly RuntimeUsed[];
  /** Of every claim that was asked for: on which runtime it could not be asked, and why. */
  readonly standings: readonly Standing[];
}

export interface RuntimeUsed {
  /** The contender's name in this run: `Node.js 22.21.1`, `Bun 1.3.2`. */
  readonly name: string;
  /** As it was asked for: `node@22`, a path. */
  readonly asked: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What a claim of a comparison stands for. */
export type StandsFor =
  /** Its contenders are this one, at each revision or on each runtime. */
  | { readonly is: 'contender'; readonly claim: string; readonly contender: string }
  /** The claim itself, as one side has it: what its verdict was, or is. */
  | { readonly is: 'verdict'; readonly claim: string; readonly side: 'base' | 'head' };
