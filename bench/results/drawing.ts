/** Memory drawn step by step, for the mechanism of a claim. */

/** A drawing of memory, step by step, that helps to understand a mechanism. Places and sizes are bytes. */
export interface Drawing {
  readonly title: string;
  readonly steps: readonly {
    /** What happens here, as one sentence. */
    readonly says: string;
    readonly spaces: readonly DrawnSpace[];
  }[];
}

export interface DrawnSpace {
  readonly name: string;
  readonly bytes: number;
  /** In the order of their addresses. They cover the space: what no cell takes is there as `free`. */
  readonly cells: readonly DrawnCell[];
}

export interface DrawnCell {
  /** From the beginning of its space. */
  readonly at: number;
  readonly bytes: number;
  /** Empty for what is free. */
  readonly label: string;
  readonly state: CellState;
  /** Where it lay before, if it has just been moved. */
  readonly cameFrom?: { readonly space: string; readonly at: number } | undefined;
}

/**
 * - `allocated`: it is not known yet whether it is in use;
 * - `grey`: reached, its references still to be followed;
 * - `live`: reached, its references followed;
 * - `forwarded`: its copy lies elsewhere;
 * - `moved`: it has just come here;
 * - `dead`: nothing reaches it;
 * - `free`: room for a cell.
 */
export type CellState = 'allocated' | 'grey' | 'live' | 'forwarded' | 'moved' | 'dead' | 'free';
