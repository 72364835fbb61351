/** What is wrong with something that is meant to be a claim. */
import { LOAD_METRICS, METRICS, type Expected, type Metric } from '../../claim.ts';
import { nearest } from '../../nearest.ts';

/** What is read of a server under load besides. */
const OF_SERVERS_TOO: readonly Metric[] = ['cpu time', 'loop delay', 'loop utilisation', 'resident memory'];

/** The first fault, as a sentence; `undefined` where there is none. */
export function faultOf(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return 'the module has no default export that is a claim';
  const claim = given as Readonly<Record<string, unknown>>;
  for (const name of ['says', 'because', 'source', 'favours', 'over']) {
    if (typeof claim[name] !== 'string' || claim[name] === '') return `"${name}" is missing: it takes a text`;
  }
  return (
    contendersFault(claim) ??
    tableFault(claim) ??
    quickFault(claim) ??
    marginFault(claim['margin']) ??
    atLeastFault(claim) ??
    metricFault(claim['metric']) ??
    figureFault(claim) ??
    loadFault(claim) ??
    rowsFault(claim['rows']) ??
    knowledgeFault(claim) ??
    functionsFault(claim)
  );
}

function contendersFault(claim: Readonly<Record<string, unknown>>): string | undefined {
  const { contenders, favours, over } = claim;
  if (!isRecord(contenders)) return '"contenders" is missing: it takes an object of functions';
  const names = Object.keys(contenders);
  const other = Object.entries(contenders).find(([, value]) => typeof value !== 'function');
  if (other) return `contender "${other[0]}" is no function`;
  const list = names.map((name) => `"${name}"`).join(', ');
  if (!names.includes(String(favours))) return `"favours" names "${String(favours)}", which is none of ${list}`;
  if (!names.includes(String(over))) return `"over" names "${String(over)}", which is none of ${list}`;
  if (favours === over) return '"favours" and "over" name the same contender';
  return undefined;
}

function tableFault(claim: Readonly<Record<string, unknown>>): string | undefined {
  const { given, crossing } = claim;
  if (given === undefined)
    return crossing === undefined ? undefined : '"crossing" names an axis, but there is no table';
  if (!isRecord(given)) return '"given" takes an object of lists';
  for (const [name, values] of Object.entries(given)) {
    if (!Array.isArray(values) || values.length === 0) return `"given.${name}" takes a list of one value or more`;
    const fault = valuesFault(name, values);
    if (fault !== undefined) return fault;
  }
  if (crossing === undefined) return undefined;
  const axis: unknown = typeof crossing === 'string' ? given[crossing] : undefined;
  if (!Array.isArray(axis)) return `"crossing" is ${JSON.stringify(crossing)}, which is no axis of "given"`;
  return axis.every((value) => typeof value === 'number')
    ? undefined
    : '"crossing" names an axis that is not of numbers';
}

function valuesFault(name: string, values: readonly unknown[]): string | undefined {
  if (values.some((value) => !['string', 'number', 'boolean'].includes(typeof value))) {
    return `"given.${name}" holds something that is no text, number or boolean`;
  }
  const endless = values.filter((value) => typeof value === 'number').find((value) => !Number.isFinite(value));
  if (endless !== undefined) return `"given.${name}" holds ${endless}, which is no finite number`;
  const texts = values.map(String);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  return twice === undefined ? undefined : `"given.${name}" holds ${twice} twice`;
}

function quickFault({ given, quick }: Readonly<Record<string, unknown>>): string | undefined {
  if (quick === undefined || quick === false) return undefined;
  if (!isRecord(quick)) return '"quick" takes an object of lists, or false';
  for (const [name, values] of Object.entries(quick)) {
    if (!isRecord(given) || !Object.hasOwn(given, name)) return `"quick.${name}" names no axis of "given"`;
    if (!Array.isArray(values) || values.length === 0) return `"quick.${name}" takes a list of one value or more`;
  }
  return undefined;
}

function functionsFault(claim: Readonly<Record<string, unknown>>): string | undefined {
  const names = ['where', 'answer', 'wrong', 'landmarks', 'lacks', 'drawings', 'load'];
  const other = names.find((name) => claim[name] !== undefined && typeof claim[name] !== 'function');
  return other === undefined ? undefined : `"${other}" takes a function`;
}

function marginFault(margin: unknown): string | undefined {
  if (margin === undefined || (typeof margin === 'number' && margin > 0 && margin < 1)) return undefined;
  return '"margin" takes a share above 0 and below 1, such as 0.05';
}

function atLeastFault({ atLeast, crossing, known }: Readonly<Record<string, unknown>>): string | undefined {
  if (atLeast === undefined) return undefined;
  if (crossing !== undefined || known !== undefined) {
    return `"atLeast" does not go with ${crossing === undefined ? '"known"' : '"crossing"'}`;
  }
  if (typeof atLeast === 'number' && Number.isFinite(atLeast) && atLeast > 0 && atLeast !== 1) return undefined;
  return '"atLeast" takes a ratio above 0 that is not 1, such as 0.6';
}

function metricFault(metric: unknown): string | undefined {
  if (metric === undefined || METRICS.some((known) => known === metric)) return undefined;
  const near = typeof metric === 'string' ? nearest(metric, METRICS) : undefined;
  const names = METRICS.map((name) => `"${name}"`).join(', ');
  const help = near === undefined ? `it takes one of ${names}` : `did you mean "${near}"?`;
  return `"metric" is ${JSON.stringify(metric)}; ${help}`;
}

function figureFault({ metric, figure }: Readonly<Record<string, unknown>>): string | undefined {
  if (metric !== 'figure') return figure === undefined ? undefined : '"figure" goes with the metric "figure"';
  if (!isRecord(figure)) return '"figure" is missing: it says what the contenders count, and in which unit';
  if (typeof figure['name'] !== 'string' || figure['name'] === '') return '"figure.name" takes a text';
  const units = ['bytes', 'count', 'share'];
  return units.some((unit) => unit === figure['unit']) ? undefined : `"figure.unit" takes one of ${units.join(', ')}`;
}

function loadFault({ metric, load }: Readonly<Record<string, unknown>>): string | undefined {
  const isAsked = LOAD_METRICS.some((known) => known === metric);
  if (load === undefined && isAsked)
    return `"load" is missing: "metric" is ${JSON.stringify(metric)}, of servers under load`;
  if (load === undefined || isAsked || OF_SERVERS_TOO.some((known) => known === metric)) return undefined;
  const names = [...LOAD_METRICS, ...OF_SERVERS_TOO].map((name) => `"${name}"`).join(', ');
  return `"metric" of a claim with "load" takes one of ${names}`;
}

function rowsFault(rows: unknown): string | undefined {
  if (rows === undefined || (Array.isArray(rows) && rows.every((row) => typeof row === 'string'))) return undefined;
  return '"rows" takes a list of texts';
}

/** What the schema of a claim does not see, because it is told of the cases only. */
function knowledgeFault({
  expects,
  favours,
  over,
  elsewhere,
  given,
}: Readonly<Record<string, unknown>>): string | undefined {
  if (expects !== undefined && typeof expects !== 'function' && !EXPECTED.some((known) => known === expects)) {
    return `"expects" takes one of ${EXPECTED.join(', ')}, or a function that returns one`;
  }
  if (elsewhere === undefined) return undefined;
  if (!Array.isArray(elsewhere)) return '"elsewhere" takes a list';
  for (const [index, one] of elsewhere.entries()) {
    const { wins, at } = isRecord(one) ? one : {};
    const winners = [favours, over, 'neither'];
    if (!winners.includes(wins)) return `"elsewhere[${index}].wins" takes one of ${winners.join(', ')}`;
    const unknown = Object.keys(isRecord(at) ? at : {}).find((axis) => !isRecord(given) || !Object.hasOwn(given, axis));
    if (unknown !== undefined) return `"elsewhere[${index}].at.${unknown}" names no axis of "given"`;
  }
  return undefined;
}

const EXPECTED: readonly Expected[] = ['confirmed', 'refuted', 'equivalent'];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
