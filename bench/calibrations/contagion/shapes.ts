/** A helper that five equal classes and two others go through: what contenders that share one instance spoil for each other. */

export interface Shape {
  readonly area: () => number;
}

/** Adds up areas: its call is a place that learns which classes come by. */
export function total(shapes: readonly Shape[]): number {
  let sum = 0;
  for (const shape of shapes) sum += shape.area();
  return sum;
}
