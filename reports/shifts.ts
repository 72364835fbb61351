/** What changed between versions of a runtime, in words that every format shares. */

import type {
  MatrixChange,
  MatrixClaim,
  MatrixLink,
  MatrixReport,
  MatrixRuntime,
  MatrixShift,
  VersionChange,
} from './model.ts';

/** Claims of which something differs between two versions of one runtime. */
export function shifting({ claims }: MatrixReport): readonly MatrixClaim[] {
  return claims.filter(({ shifts }) => shifts.length > 0);
}

/** `Node.js 22.21.1 → Node.js 24.11.0: at bytes=1 B: confirmed, then refuted`. */
export function shiftSentence({ from, to, says }: MatrixShift, runtimes: readonly MatrixRuntime[]): string {
  return `${runtimes[from]!.name} → ${runtimes[to]!.name}: ${says.join('; ')}`;
}

export const noKnownChange = 'No change is known that explains it.';

/** `Since node@24: UTF-8 is decoded by another library`; the source follows as a link, or as {@link sourceName}. */
export function linkSentence({ since, says, notYet }: MatrixLink): string {
  return `Since ${since}${notYet ? ', and not yet there' : ''}: ${says}`;
}

/** Beside a change that no verdict shows. */
export function effectSentence({ effect }: MatrixChange): string {
  return {
    seen: 'its effect is shown above',
    unseen: 'no effect of it is shown here',
    unasked: 'no two versions around it were measured',
  }[effect];
}

/** What is no address of a page is not followed. */
export function sourceAddress({ source }: VersionChange): string | undefined {
  if (!URL.canParse(source)) return undefined;
  const { protocol, href } = new URL(source);
  return ['http:', 'https:'].includes(protocol) ? href : undefined;
}

/** `nodejs/node #61119`; of any other page its address. */
export function sourceName({ source }: VersionChange): string {
  const [, repository, number] =
    /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(?:pull|issues)\/(\d+)/.exec(source) ?? [];
  return repository === undefined ? source.replace(/^https?:\/\//, '') : `${repository} #${number}`;
}
