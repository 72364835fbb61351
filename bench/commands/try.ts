/**
 * `touchstone try`: a claim in this very process, for whoever writes or debugs it. It shows the answers at the first case and
 * about what a call takes, and who answers otherwise at the others; it is no measurement, and nothing is written down.
 */
import { chooseClaims } from './choose.ts';
import type { OptionName, Parsed } from './options.ts';
import type { Streams } from './terminal.ts';
import { parameters } from './values.ts';
import * as units from '../../reports/units.ts';
import { TouchstoneError } from '../errors.ts';
import { close, prepare, takeTurns, type Diary } from '../harness/worker/contenders.ts';
import { median } from '../stats/sample.ts';
import { PATIENCE, TURN } from '../harness/schedule/defaults.ts';

export const TRY_OPTIONS = ['param', 'claims', 'help'] as const satisfies readonly OptionName[];

const CYCLES = 5;
const NO_DIARY: Diary = { note: () => undefined, tell: () => undefined };

/** @returns 0, or 3 where the claim cannot be loaded; what a contender throws is not caught, so that a debugger stops there */
export async function tryOut(parsed: Parsed, { out }: Streams): Promise<number> {
  refuseOthers();
  const { claims, broken, files } = await chooseClaims({
    patterns: parsed.words,
    selection: { quick: false, parameters: parameters(parsed.texts('param')) },
    folder: parsed.text('claims'),
    controls: undefined,
    patience: PATIENCE,
  });
  const ids = [...new Set([...claims.map(({ id }) => id), ...broken.map(({ claim }) => claim)])].toSorted();
  const id = theOne(parsed.words, ids);
  const claim = claims.find((one) => one.id === id);
  const [first, ...others] = claim?.cases ?? [];
  if (!claim || !first) {
    const why = broken.filter((one) => one.claim === id).map(({ says }) => `${id}: ${says}`);
    throw new TouchstoneError(
      'NOTHING_TO_RUN',
      `There is nothing to try: ${why.join('; ') || 'no case is left'}.`,
      'See touchstone list.',
    );
  }
  out.write(`${first.id === '' ? claim.id : `${claim.id} ${first.id}`}\n`);
  const contenders = claim.contenders.map(({ name }) => name);
  const { module } = files.get(claim.id)!;
  const job = { module, given: first.given, metric: claim.metric, contenders, turn: TURN, prove: true };
  const { prepared, runners } = await prepare(job, NO_DIARY);
  const order = Array.from({ length: CYCLES }, () => contenders.map((_, index) => index));
  const columns = await takeTurns(runners, order, prepared.batches, NO_DIARY);
  for (const name of contenders) {
    const { right, shown } = prepared.answers[name]!;
    const call = units.duration(median(columns[name]!.held ?? columns[name]!.wall) / prepared.batches[name]!);
    out.write(`  ${name}: answers ${right ? 'rightly' : 'WRONGLY'} ${shown}; about ${call} a call\n`);
  }
  await close(runners);
  for (const { id: at, given } of others) {
    const { prepared: proved, runners: called } = await prepare({ ...job, given, once: true }, NO_DIARY);
    const wrong = contenders.filter((name) => !proved.answers[name]!.right);
    const said = wrong.map((name) => `${name} answers WRONGLY ${proved.answers[name]!.shown}`);
    out.write(`${claim.id} ${at}: ${said.length > 0 ? said.join('; ') : 'all answer rightly'}\n`);
    await close(called);
  }
  return 0;
}

/**
 * Bun and Deno keep contenders apart over links, in a folder that goes with a process of their own, which this one is not.
 *
 * @throws {TouchstoneError} RUNTIME_UNUSABLE
 */
function refuseOthers(): void {
  const other = (['bun', 'deno'] as const).find((name) => process.versions[name] !== undefined);
  if (!other) return;
  const says = 'touchstone try runs in this very process, and keeps contenders apart on Node.js only.';
  throw new TouchstoneError('RUNTIME_UNUSABLE', says, `Measure with touchstone run --runtime ${other}.`);
}

/** The claim that is meant: the one whose id was typed in full, or the only one that matches. */
function theOne(words: readonly string[], ids: readonly string[]): string | undefined {
  const [word] = words;
  if (word !== undefined && ids.length <= 1) return ids[0];
  if (word !== undefined && words.length === 1 && ids.includes(word)) return word;
  const says =
    word === undefined ? 'try takes a CLAIM.' : `try takes one CLAIM, and "${words.join(' ')}" names several.`;
  throw new TouchstoneError(
    'ARGUMENT_INVALID',
    says,
    ids.length > 10 ? 'See touchstone list.' : `Name one of ${ids.join(', ')}.`,
  );
}
