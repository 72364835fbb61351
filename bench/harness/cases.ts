/** Which points of a claim's table are asked. */
import type { Axes, Claim, Given, Value } from '../claim.ts';

export interface Selection {
  /** Only the part of the table that the claim names for a quick look, or else the ends of every axis. */
  readonly quick: boolean;
  /** Values that stand in for an axis's own; claims without that axis are left alone. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/** The axes that are left, and the points on them, in the table's order: the last axis changes fastest. */
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

function valuesOf(name: string, values: readonly Value[], claim: Claim, { quick, parameters }: Selection) {
  const wanted = parameters[name];
  if (wanted) return wanted.map((text) => parse(text, values));
  if (!quick) return values;
  return claim.quick?.[name] ?? [...new Set([values[0]!, values.at(-1)!])];
}

/** What is written on the command line, as a value of the axis's type. */
function parse(text: string, values: readonly Value[]): Value {
  const known = values.find((value) => String(value) === text);
  if (known !== undefined) return known;
  if (typeof values[0] === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
}

function points(axes: Axes): Given[] {
  return Object.entries(axes).reduce<Given[]>(
    (found, [name, values]) => found.flatMap((given) => values.map((value) => ({ ...given, [name]: value }))),
    [{}],
  );
}
