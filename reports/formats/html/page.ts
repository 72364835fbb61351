/** What every page of ours is: one document that needs nothing else, under a policy that lets it load nothing. */

import { createHash } from 'node:crypto';
import { type Content, type Markup, markup } from '../../markup.ts';
import { oneLine } from '../../text.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  readonly body: Content;
  /** What it has beside the style of every page. */
  readonly style?: string;
  /** The only script that may run: the policy names it by its digest. The page is whole without it. */
  readonly script?: string;
}

export function page({ title, body, style: own, script }: Page): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${oneLine(title)} – Touchstone</title>
<link rel="icon" href="${icon}">
<style>${style(own)}</style>
</head>
<body>
${body}
${script === undefined ? undefined : element(script)}</body>
</html>
`.markup;
}

function policy(script: string | undefined): string {
  const base = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  if (script === undefined) return base;
  return `${base}; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** @throws RangeError where the script would end its own element, and what stands behind would be taken for markup */
function element(script: string): Markup {
  if (/<\/script|<!--/i.test(script)) throw new RangeError('expected a script without the end of a script in it');
  return { markup: `<script>${script}</script>\n` };
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23222'/%3E%3Cpath d='M3 11L13 5' stroke='%23e3b341' stroke-width='2.5' stroke-linecap='round'/%3E%3C/svg%3E";
