/** The process that measures: does what it is told with its contenders, and ends with the process that started it. */
import { sentenceOf } from '../../errors.ts';
import { close, findChange, prepare, takeTurns, type Diary, type Runner } from './contenders.ts';
import { realPaths } from './instances.ts';
import { ownObserver } from './observed.ts';
import { CHANNEL_CLOSED, type Command, type Reply, type Stage } from './messages.ts';
import { Meter } from './meter.ts';
import { probe } from './probe.ts';

let at: { stage: Stage; contender?: string } = { stage: 'starting' };
let runners: readonly Runner[] = [];
let meter: Meter | undefined;

process.on('message', (command: Command) => {
  obey(command).catch((error: unknown) => {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    tell({ is: 'failed', ...at, says: realPaths(sentenceOf(error)), stack: realPaths(stack) });
  });
});
// The process that steers decides when to end: an interrupt at the terminal reaches both.
process.on('SIGINT', () => undefined);
// It ends with that process, whatever a contender keeps open; and whoever ends it by itself is named.
process.on('disconnect', () => process.exit(CHANNEL_CLOSED));
process.on('exit', () => {
  if (process.connected) tell({ is: 'doing', ...at });
});

async function obey(command: Command): Promise<void> {
  if (command.do === 'prepare') {
    const ready = await prepare(command.job, diary);
    runners = ready.runners;
    tell({ is: 'prepared', prepared: ready.prepared });
  } else if (command.do === 'take turns') {
    const columns = await takeTurns(runners, command.order, command.batches, diary);
    tell({ is: 'turned', columns, change: findChange(runners, 'taking turns', diary), observer: await ownObserver() });
  } else if (command.do === 'probe') {
    const values = await probe(runners[0]!, command, diary);
    tell({ is: 'probed', values, change: findChange(runners, 'probing', diary), observer: await ownObserver() });
  } else if (command.do === 'meter') {
    tell({ is: 'metered', reading: await (meter ??= new Meter()).read(command.collects) });
  } else if (command.do === 'look') {
    // Loaded where it is asked for only: a process that times must not carry an inspector.
    const { look } = await import('../diagnosis/look.ts');
    tell({ is: 'looked', seen: await look(command.look, diary) });
  } else if (command.do === 'end') {
    diary.tell('ending');
    await close(runners);
    process.disconnect();
  }
}

const diary: Diary = {
  note(stage, contender) {
    at = contender === undefined ? { stage } : { stage, contender };
  },
  tell(stage, contender) {
    diary.note(stage, contender);
    tell({ is: 'doing', ...at });
  },
};

function tell(reply: Reply): void {
  process.send?.(reply);
}
