/** What happened to the run as a whole: what broke, when it ended or went on, who was beside it. */

export interface BrokenRecord {
  readonly kind: 'broken';
  readonly claim: string;
  readonly case?: string | undefined;
  readonly contender?: string | undefined;
  readonly stage: string;
  readonly code: string;
  readonly says: string;
  readonly remedy: string;
}

export interface EndRecord {
  readonly kind: 'end';
  readonly at: number;
  /** False where it was interrupted. */
  readonly complete: boolean;
}

/** An interrupted or killed run went on from here. */
export interface ResumedRecord {
  readonly kind: 'resumed';
  /** At which it had stopped: the time between is not counted. */
  readonly at: number;
  /** ISO 8601, UTC. */
  readonly started: string;
}

/** Another run was measuring on the same machine at the same time. */
export interface BesideRecord {
  readonly kind: 'beside';
  readonly at: number;
  /** The number of its process. */
  readonly process: number;
  /** ISO 8601, UTC. */
  readonly since?: string | undefined;
}
