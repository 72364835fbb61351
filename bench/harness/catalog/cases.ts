/** Which points of a claim's table are asked. */
import type { Axes, Claim, Given, Value } from '../../claim.ts';

export interface Selection {
  /** Only the part of the table that the claim names for a quick look, or else the ends of every axis. */
  readonly quick: boolean;
  /** Values that stand in for an axis's own; claims without that axis are left alone. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Whether claims were asked for by name, rather than all there are. */
  readonly named?: boolean;
}

/** A value that was asked for and that an axis does not take. */
export class UnknownValue extends Error {
  override readonly name = 'UnknownValue';
  readonly axis: string;
  readonly text: string;
  /** The values of the axis. */
  readonly known: readonly Value[];

  constructor(axis: string, text: string, known: readonly Value[]) {
    super(`"${axis}" does not take "${text}"`);
    this.axis = axis;
    this.text = text;
    this.known = known;
  }
}

/**
 * The axes that are left, and the points on them, in the table's order: the last axis changes fastest.
 *
 * @throws {UnknownValue} for a value that is none of a text axis, or no number for a numeric one
 */
export function casesOf(
  claim: Claim,
  selection: Selection,
): { axes: Record<string, readonly Value[]>; cases: Given[] } {
  const axes = Object.fromEntries(
    Object.entries(claim.given ?? {}).map(([name, values]) => [name, valuesOf(name, values, claim, selection)]),
  );
  const cases = points(axes).filter((given) => claim.where?.(given) ?? true);
  return { axes, cases };
}

/** Why a claim is not asked in this run, though it could be; `undefined` where it is. */
export function leftOut({ quick }: Pick<Claim, 'quick'>, selection: Selection): string | undefined {
  if (quick !== false || !selection.quick || selection.named) return undefined;
  return 'it takes too long for a quick run, which asks it only where it is named';
}

function valuesOf(name: string, values: readonly Value[], claim: Claim, { quick, parameters }: Selection) {
  const wanted = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (wanted) return [...new Set(wanted.map((text) => parse(name, text, values)))];
  if (!quick) return values;
  const part = claim.quick === false ? undefined : claim.quick?.[name];
  return part ?? [...new Set([values[0]!, values.at(-1)!])];
}

/** What is written on the command line, as a value of the axis's type. */
function parse(axis: string, text: string, values: readonly Value[]): Value {
  const known = values.find((value) => String(value) === text);
  if (known !== undefined) return known;
  if (typeof values[0] === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  throw new UnknownValue(axis, text, values);
}

function points(axes: Axes): Given[] {
  return Object.entries(axes).reduce<Given[]>(
    (found, [name, values]) => found.flatMap((given) => values.map((value) => ({ ...given, [name]: value }))),
    [{}],
  );
}
