/** What workflows keep to, since pull requests of strangers start them: least rights, pins, no shell written by others. */
import { parseWorkflow, stepsOf, type Job, type Permissions, type Step, type Workflow } from './workflows.ts';

/** The rights to write that a workflow may give to a job, by its name; all others have none. */
const MAY_WRITE: Readonly<Record<string, readonly string[]>> = { 'pull-request-comment': ['pull-requests'] };

/** @returns a sentence for each rule that is broken, and where */
export function breaches(text: string): string[] {
  const workflow = parseWorkflow(text);
  const steps = stepsOf(workflow);
  return [
    ...startedWrongly(workflow, text),
    ...rights(workflow),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => unlimited(name, job)),
    ...concurrency(workflow),
    ...unpinned(text),
    ...steps.flatMap(interpolated),
    ...steps.flatMap(checkedOut),
    ...('workflow_run' in workflow.on ? steps.flatMap(believed) : []),
  ];
}

/** What is pinned, as `action@commit`, once for each use. */
export function pins(text: string): string[] {
  return stepsOf(parseWorkflow(text)).flatMap(({ uses }) => uses ?? []);
}

function startedWrongly({ on }: Workflow, text: string): string[] {
  const [token] = /github\.token|secrets\b/.exec(text) ?? [];
  return [
    ...('pull_request_target' in on ? ['pull_request_target runs code of strangers with rights'] : []),
    ...('pull_request' in on && token ? [`code of strangers is handed ${token}`] : []),
  ];
}

function rights({ name, permissions, jobs }: Workflow): string[] {
  const top =
    permissions === undefined
      ? ['the rights of the workflow are not named']
      : written(permissions).map((right) => `the whole workflow may write ${right}`);
  const may = MAY_WRITE[name] ?? [];
  const more = Object.entries(jobs).flatMap(([job, { permissions: own = {} }]) =>
    written(own).flatMap((right) => (may.includes(right) ? [] : [`the job ${job} may write ${right}`])),
  );
  return [...top, ...more];
}

function written(permissions: Permissions): string[] {
  if (typeof permissions === 'string') return permissions === 'read-all' ? [] : [permissions];
  return Object.entries(permissions).flatMap(([right, is]) => (is === 'read' || is === 'none' ? [] : [right]));
}

function unlimited(name: string, job: Job): string[] {
  return typeof job['timeout-minutes'] === 'number' ? [] : [`the job ${name} has no timeout-minutes`];
}

function concurrency({ on, concurrency: how }: Workflow): string[] {
  if (how?.group === undefined) return ['it has no concurrency group'];
  const cancels = how['cancel-in-progress'];
  const gives = cancels === true || /event_name == 'pull_request'/.test(String(cancels));
  return 'pull_request' in on && !gives ? ['a new push to a pull request does not end the run of the last one'] : [];
}

/** Comments are not parsed: the version stands in one. */
function unpinned(text: string): string[] {
  const uses = text.split('\n').filter((line) => /^\s*(?:-\s+)?uses:/.test(line));
  return uses
    .filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    .map((line) => `no commit and version: ${line.trim()}`);
}

function interpolated({ name = 'a step', run = '' }: Step): string[] {
  return run.includes('${{') ? [`${name} writes an expression into its shell`] : [];
}

function checkedOut({ uses = '', with: given = {} }: Step): string[] {
  const kept = uses.startsWith('actions/checkout@') && given['persist-credentials'] !== false;
  return kept ? ['a checkout leaves the token in .git'] : [];
}

/** What comes of another run may be a stranger's: nothing of it is checked out, or lies beside what is run. */
function believed({ uses = '', with: given = {} }: Step): string[] {
  if (uses.startsWith('actions/checkout@')) {
    return ['ref', 'repository', 'path'].filter((name) => name in given).map((name) => `a checkout names its ${name}`);
  }
  const apart = String(given['path']).startsWith('${{ runner.temp }}/');
  return uses.startsWith('actions/download-artifact@') && !apart ? ['an artifact lies beside the programs'] : [];
}
