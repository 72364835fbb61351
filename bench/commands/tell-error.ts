/** An error that a person can act on, as every program of ours tells it, and the exit code that comes of it. */
import type { Streams } from './terminal.ts';
import { TouchstoneError, type Code } from '../errors.ts';

/** As `timeout` of the coreutils and the shells have them. */
const EXITS: Partial<Record<Code, number>> = { TIME_IS_UP: 124, INTERRUPTED: 130 };

/** @returns what `act` returns; where it throws a {@link TouchstoneError}, 3, 124 (the time was up) or 130 (interrupted) */
export async function orTellError(
  act: () => number | Promise<number>,
  { err, env }: Pick<Streams, 'err' | 'env'>,
): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    const says = await tellError(error, err);
    // Whoever looks at a check that failed sees this, and not the log.
    if (env['GITHUB_ACTIONS'] === 'true' && error.code !== 'INTERRUPTED') {
      const { workflowCommand } = await import('../../reports/workflow-command.ts');
      err.write(workflowCommand('error', { title: 'touchstone' }, says));
    }
    return EXITS[error.code] ?? 3;
  }
}

/** @returns what it says */
export async function tellError(
  { message, remedy, code }: Pick<TouchstoneError, 'message' | 'remedy' | 'code'>,
  err: Streams['err'],
): Promise<string> {
  const { stopped } = await import('../../reports/words.ts');
  const says = `${stopped(message)} ${remedy} (${code})`;
  err.write(`touchstone: ${says}\n`);
  return says;
}
