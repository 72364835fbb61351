/** The resolve hook that carries a contender's tag to relative imports, as Node.js before 22.15 loads it in a thread. */

/** What Node.js calls for every import. Source: https://nodejs.org/api/module.html#resolvespecifier-context-nextresolve */
export async function resolve<Resolved extends { url: string }>(
  specifier: string,
  context: { parentURL?: string },
  next: (specifier: string, context: object) => Promise<Resolved>,
): Promise<Resolved> {
  return followTag(context.parentURL, await next(specifier, context));
}

/** Hands the importer's tag on to every file that it imports, by whatever name: packages have state too. */
export function followTag<Resolved extends { url: string }>(
  parentURL: string | undefined,
  resolved: Resolved,
): Resolved {
  if (parentURL === undefined) return resolved;
  const tag = URL.canParse(parentURL) ? new URL(parentURL).searchParams.get('contender') : null;
  if (tag === null || !resolved.url.startsWith('file:')) return resolved;
  const url = new URL(resolved.url);
  if (url.searchParams.has('contender') || url.pathname.endsWith('.node')) return resolved;
  url.searchParams.set('contender', tag);
  return { ...resolved, url: url.href };
}
