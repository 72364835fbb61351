/** How far a run of the suites is: a line at the foot of a terminal, or else a mark for each file; failures at once. */

import type { Writable } from 'node:stream';
import { draw } from '../formats/terminal/ink.ts';
import { isTerminal, paperOf } from '../formats/terminal/paper.ts';
import type { TestReport, TestState } from '../model.ts';
import { count } from '../units.ts';
import { marks } from './each.ts';
import { inks } from './summary.ts';

export interface Progress {
  /** @param file as the model has it; marks of one file after another are counted as files */
  told(state: TestState, file: string): void;
  failed(test: TestReport, file: string): void;
  /** Leaves the stream at the beginning of a line. */
  end(): void;
}

export function progress(stream: Writable, env: NodeJS.ProcessEnv): Progress {
  const live = isTerminal(stream) && env['TERM'] !== 'dumb';
  const paper = () => paperOf(stream, env);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let [current, files, worst, column] = ['', 0, 'passed' as TestState, 0];

  const closeFile = (): void => {
    if (current === '') return;
    files += 1;
    if (!live && worst !== 'failed') dot();
  };
  const dot = (): void => {
    const mark = worst === 'passed' ? '.' : marks[worst];
    const end = column + 1 >= Math.min(paper().width, 80) ? '\n' : '';
    stream.write(draw([[{ text: mark, ink: inks[worst] }]], { ...paper(), width: 1 }).trimEnd() + end);
    column = end === '' ? column + 1 : 0;
  };
  const clear = (): void => {
    if (live) stream.write('\r\u001b[2K');
    else if (column > 0) stream.write('\n');
    column = 0;
  };
  const show = (): void => {
    const { passed, failed, skipped } = counts;
    const figures = `${count(files, 'file')}, ${passed} passed, ${failed} failed, ${skipped} skipped  `;
    const ink = failed > 0 ? 'red' : 'green';
    const line = [{ text: figures, ink } as const, { text: current, ink: 'dim' } as const];
    // One column less: a line that fills the last one wraps in some terminals.
    stream.write(`\r\u001b[2K${draw([line], { ...paper(), width: paper().width - 1 }).trimEnd()}`);
  };

  return {
    told(state, file) {
      counts[state] += 1;
      const next = file !== current;
      if (next) {
        closeFile();
        [current, worst] = [file, 'passed'];
      }
      if (state === 'failed' || (state === 'skipped' && worst === 'passed')) worst = state;
      if (live && next) show();
    },
    failed({ title }, file) {
      this.told('failed', file);
      clear();
      const line = [
        { text: `${marks.failed} `, ink: 'red' } as const,
        { text: title },
        { text: `  ${file}`, ink: 'dim' } as const,
      ];
      stream.write(draw([line], paper()));
      if (live) show();
    },
    end() {
      closeFile();
      clear();
    },
  };
}
