/** Every way it can go wrong: a code, what was expected and what came, and what to do. Imports nothing. */

/** A code that is stable, for machines and for searching the web. */
export type Code =
  | 'ARGUMENT_UNKNOWN'
  | 'ARGUMENT_INVALID'
  | 'NOTHING_MATCHES'
  | 'NOTHING_TO_RUN'
  | 'BUSY'
  | 'CLAIM_DOES_NOT_COMPILE'
  | 'CLAIM_DOES_NOT_LOAD'
  | 'CLAIM_INVALID'
  | 'CONTENDER_THREW'
  | 'CONTENDER_NEVER_ENDED'
  | 'PROCESS_DIED'
  | 'ANSWER_CHANGES'
  | 'OBSERVED'
  | 'METRIC_MISSING'
  | 'RESULTS_NOT_FOUND'
  | 'RESULTS_DAMAGED'
  | 'RESULTS_TOO_NEW'
  | 'RUNTIME_NOT_FOUND'
  | 'RUNTIME_UNUSABLE'
  | 'OUTPUT_FAILED'
  | 'NOTHING_TO_RESUME'
  | 'RESUME_REFUSED'
  | 'NOT_TO_MERGE'
  | 'NOT_TO_PUBLISH'
  | 'GIT_NOT_INSTALLED'
  | 'GIT_FAILED'
  | 'NO_REPOSITORY'
  | 'NO_BASE'
  | 'REVISION_UNKNOWN'
  | 'REVISION_NOT_HERE'
  | 'MERGE_CONFLICTS'
  | 'BASE_DOES_NOT_INSTALL'
  | 'HEAD_DOES_NOT_INSTALL'
  | 'BASE_DOES_NOT_BUILD'
  | 'HEAD_DOES_NOT_BUILD'
  | 'TIME_IS_UP'
  | 'INTERRUPTED';

/** An error that a person can act on. It is thrown at the edge and shown as it is, without a stack. */
export class TouchstoneError extends Error {
  override readonly name = 'TouchstoneError';
  readonly code: Code;
  /** What to do, as a full sentence. */
  readonly remedy: string;

  constructor(code: Code, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}

/** Something that could not be measured, while the rest of the run goes on. */
export interface Breakage {
  /** The claim's id. */
  readonly claim: string;
  /** The case; missing where the whole claim is broken. */
  readonly case?: string;
  readonly contender?: string;
  /** What was being done: `compiling`, `starting`, `loading`, `setting up`, `proving`, `warming up`, `taking turns`, `probing`, `ending`. */
  readonly stage: string;
  readonly code: Code;
  /** What happened, in one sentence. */
  readonly says: string;
  /** What to do, as a full sentence. */
  readonly remedy: string;
}

/** Of whatever was thrown, the sentence to show. */
export function sentenceOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `something that is no error was thrown: ${String(thrown)}`;
  return thrown.message === '' ? thrown.name : `${thrown.name}: ${thrown.message}`;
}
