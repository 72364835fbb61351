/** What the schemas of records have in common. */
import * as v from 'valibot';

export const value = v.union([v.string(), v.number(), v.boolean()]);
export const count = v.pipe(v.number(), v.integer(), v.minValue(1));
export const duration = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A time that something took. Of 0 there is no logarithm. */
export const moving = v.pipe(v.number(), v.finite(), v.gtValue(0));
export const name = v.pipe(v.string(), v.minLength(1));
