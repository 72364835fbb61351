/** The help of the command and of its sub-commands. */
import { wrap } from '../../reports/text.ts';
import { OPTIONS, type OptionName } from './options.ts';

const COLUMNS = 100;

export interface CommandText {
  readonly usage: string;
  readonly does: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
  readonly notes?: readonly string[];
}

export function commandHelp({ usage, does, options, examples, notes = [] }: CommandText): string {
  const rows = options.map((name) => {
    const option: { value?: string; help: string } = OPTIONS[name];
    return [`  --${name}${option.value === undefined ? '' : ` ${option.value}`}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length)) + 2;
  return [
    `Usage: touchstone ${usage}`,
    '',
    ...wrap(does, COLUMNS),
    '',
    ...rows.map(([flag, help]) => flag.padEnd(width) + help),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n');
}

/** A command a paragraph: some take more words than stand beside the longest use. */
export function generalHelp(commands: Readonly<Record<string, CommandText>>): string {
  return [
    'touchstone measures what is said about Node.js, here, and says confirmed, refuted, equivalent or inconclusive.',
    '',
    ...Object.values(commands).flatMap(({ usage, does }) => [
      `  touchstone ${usage}`,
      ...wrap(does, COLUMNS - 6).map((line) => `      ${line}`),
    ]),
    '',
    'touchstone COMMAND --help tells more. In this repository: npm run bench -- [PATTERN…] [OPTIONS].',
    '',
  ].join('\n');
}
