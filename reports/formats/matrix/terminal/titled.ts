/** The heading of a part of a matrix on a terminal, below a line across. */

import { hang, type Line } from '../../terminal/ink.ts';

export function titled(title: string, columns: number): Line[] {
  return [[{ text: '─'.repeat(columns), ink: 'dim' }], ...hang({ text: '' }, title, columns, 'bold')];
}
