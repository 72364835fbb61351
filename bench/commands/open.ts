/** `touchstone open`: writes the front page anew, says where it lies, and opens it where somebody would see it. */
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { browserCommand, openInBrowser } from './browser.ts';
import type { OptionName, Parsed } from './options.ts';
import { isTerminal, type Streams } from './terminal.ts';
import { TouchstoneError } from '../errors.ts';
import { REPORTS } from '../reports-folder.ts';

export const OPEN_OPTIONS = ['no-browser', 'help'] as const satisfies readonly OptionName[];

export async function open(parsed: Parsed, { out, err, env }: Streams): Promise<number> {
  const folder = folderOf(parsed.words);
  const { writeFrontPage } = await import('../front-page.ts');
  const url = pathToFileURL(writeFrontPage(folder)).href;
  out.write(`${url}\n`);
  if (parsed.has('no-browser')) return 0;
  const command = browserCommand({ platform: process.platform, env, terminal: isTerminal(out) });
  if (command && !(await openInBrowser(command, url, env))) {
    err.write(`no browser was opened: ${command[0]} could not be started\n`);
  }
  return 0;
}

function folderOf([folder, ...more]: readonly string[]): string {
  const remedy = `For example: touchstone open ${REPORTS}`;
  if (more.length > 0) throw new TouchstoneError('ARGUMENT_INVALID', 'open takes one folder of reports.', remedy);
  if (folder === undefined) return REPORTS;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new TouchstoneError('RESULTS_NOT_FOUND', `There is no folder ${folder}.`, remedy);
  }
  return folder;
}
