/** Doubts about the run as a whole: its controls, and its end. */
import type { Doubt, RunReport } from '../../../reports/model.ts';

export function controlsFailed({ passed, says }: RunReport['controls']): Doubt | undefined {
  if (passed) return undefined;
  return {
    code: 'controls-failed',
    says: `The controls failed: ${says}`,
    advice: 'This machine is not fit to judge at the moment; no verdict is given. Run again when it is quieter.',
  };
}

/** @param resumable false where `--resume` cannot go on with it */
export function cutShort(complete: boolean, resumable: boolean): Doubt | undefined {
  if (complete) return undefined;
  return {
    code: 'cut-short',
    says: 'The run was cut short; what had been measured until then is judged.',
    advice: resumable ? 'Go on with it by --resume, or run it again to the end.' : 'Run it again to the end.',
  };
}
