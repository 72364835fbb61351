/** Figures with their units, said one way only: durations, bytes, ratios, intervals, shares, counts, parameters. */

import type { Interval, Value } from './model.ts';

/** Nanoseconds for the eye, three digits at most: `3.2 ns`, `12.4 µs`, `1.05 ms`, `2.3 s`. */
export function duration(nanoseconds: number): string {
  if (!Number.isFinite(nanoseconds)) return unknown(nanoseconds);
  if (nanoseconds < 0) return `−${duration(-nanoseconds)}`;
  if (nanoseconds === 0) return '0 ns';
  if (nanoseconds < 0.05) return '<0.1 ns';
  const unit = durationUnit(nanoseconds);
  return `${inUnit(nanoseconds, unit)} ${unit.name}`;
}

/** An interval of nanoseconds in the unit of its estimate: `12.4 µs [12.1, 12.9]`. */
export function durations({ estimate, low, high }: Interval): string {
  if (!(estimate >= 0.05) || ![estimate, low, high].every(Number.isFinite)) return duration(estimate);
  const unit = durationUnit(estimate);
  return `${inUnit(estimate, unit)} ${unit.name} [${inUnit(low, unit)}, ${inUnit(high, unit)}]`;
}

/** An exact number of bytes in the largest unit that divides it: `16 B`, `4095 B`, `4 KiB`, `1 MiB`. */
export function bytes(exact: number): string {
  if (!Number.isFinite(exact)) return unknown(exact);
  let [value, power] = [exact, 0];
  while (value !== 0 && value % 1024 === 0 && power < binary.length - 1) [value, power] = [value / 1024, power + 1];
  return `${grouped(value)} ${binary[power]}`;
}

/** A number of bytes whose last digits do not matter: `7.7 GiB`. */
export function roundBytes(about: number): string {
  if (!Number.isFinite(about)) return unknown(about);
  const power = binary.findIndex((_, at) => about / 1024 ** at < 1023.5 || at === binary.length - 1);
  const value = about / 1024 ** power;
  return `${trimmed(value, value < 99.95 ? 1 : 0)} ${binary[power]}`;
}

/** A ratio that has no interval, three digits: `1.00×`, `2.31×`, `23.1×`. */
export function ratio(value: number): string {
  const size = Math.abs(value);
  return `${figure(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3)}×`;
}

/** A ratio and its interval, with the digits that the interval allows: `2.31× [2.28, 2.34]`. */
export function interval({ estimate, low, high }: Interval): string {
  const decimals = decimalsWithin(estimate, low, high);
  return `${figure(estimate, decimals)}× [${figure(low, decimals)}, ${figure(high, decimals)}]`;
}

/** A fraction in percent, two digits: `5 %`, `3.2 %`, `12 %`. */
export function share(fraction: number): string {
  if (!Number.isFinite(fraction)) return unknown(fraction);
  const percent = fraction * 100;
  if (percent < 0) return `−${share(-fraction)}`;
  if (percent > 0 && percent < 0.005) return '<0.01 %';
  return `${trimmed(percent, percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 2)} %`;
}

/** How often something happens in a call: `2.3`, `1 in 3,200`, `none`. */
export function frequency(aCall: number): string {
  if (!Number.isFinite(aCall)) return unknown(aCall);
  if (aCall === 0) return 'none';
  return aCall < 0.95 ? `1 in ${grouped(roundly(1 / aCall))}` : trimmed(aCall, aCall < 99.5 ? 1 : 0);
}

/** A number of whatever it is, three digits: `0.012`, `2.3`, `12`, `1,240`. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return unknown(value);
  const size = Math.abs(value);
  if (size >= 99.5) return grouped(Math.round(value));
  return trimmed(value, size >= 9.95 ? 1 : size >= 0.995 ? 2 : 3);
}

/** How many of something: `1 case`, `5 cases`, `12,000 cases`. */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${grouped(many)} ${many === 1 ? one : more}`;
}

/** A parameter's value; on an axis called bytes or size it is a number of bytes: `64 KiB`. */
export function parameter(axis: string, value: Value): string {
  return typeof value === 'number' && (axis === 'bytes' || axis === 'size') ? bytes(value) : String(value);
}

/** An estimate of a parameter's value, whose last digits do not matter: `163 KiB`, `0.3`. */
export function aboutParameter(axis: string, value: number): string {
  return axis === 'bytes' || axis === 'size' ? roundBytes(value) : grouped(Number(value.toPrecision(2)));
}

/** A point of the table of parameters: `bytes=64 KiB chunks=2`. */
export function point(given: Readonly<Record<string, Value>>): string {
  return Object.entries(given)
    .map(([axis, value]) => `${axis}=${parameter(axis, value)}`)
    .join(' ');
}

/** How long something took: `0.4 s`, `42 s`, `2 min 5 s`, `1 h 3 min`. */
export function elapsed(seconds: number): string {
  if (!Number.isFinite(seconds)) return unknown(seconds);
  if (seconds < 9.95) return `${trimmed(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return both(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  return both(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** A moment in UTC: `2026-11-22 12:53 UTC`; a text that is no moment is left as it is. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A whole number with its thousands apart, from five digits on: `4095`, `65,536`. */
export function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 10_000 && Math.abs(value) < 1e21
    ? value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',')
    : String(value);
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

interface Unit {
  readonly name: string;
  readonly nanoseconds: number;
  /** A tenth of a nanosecond is less than any clock tells, and a second a call needs no more. */
  readonly decimals: number;
}

const seconds: Unit = { name: 's', nanoseconds: 1e9, decimals: 1 };
const units: readonly Unit[] = [
  { name: 'ns', nanoseconds: 1, decimals: 1 },
  { name: 'µs', nanoseconds: 1e3, decimals: 2 },
  { name: 'ms', nanoseconds: 1e6, decimals: 2 },
  seconds,
];

/** The first unit in which the rounded figure stays below 1000: 999.96 ns is 1.00 µs. */
function durationUnit(nanoseconds: number): Unit {
  return units.find((unit) => nanoseconds / unit.nanoseconds < 999.5) ?? seconds;
}

function inUnit(nanoseconds: number, unit: Unit): string {
  const value = nanoseconds / unit.nanoseconds;
  if (value >= 1e6) return value.toExponential(1);
  const decimals = Math.min(unit.decimals, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
  return decimals === 0 ? grouped(Math.round(value)) : value.toFixed(decimals);
}

/** The last digit's step is at most a quarter of the interval's width; two digits of the estimate are always told. */
function decimalsWithin(estimate: number, low: number, high: number): number {
  // Of a width that is dust of the arithmetic nothing is told.
  const width = high - low > 1e-9 * estimate ? high - low : 0;
  const meant = Math.ceil(-Math.log10(width / 4));
  const least = Math.max(1 - Math.floor(Math.log10(estimate)), -Math.floor(Math.log10(low)));
  const wanted = Math.max(Number.isFinite(meant) ? meant : 2, Number.isFinite(least) ? least : 0);
  return Math.min(Math.max(wanted, 0), 4);
}

function figure(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return unknown(value);
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 0.0005)) return value.toExponential(1);
  return decimals === 0 ? grouped(Math.round(value)) : value.toFixed(decimals);
}

/** A whole number of two digits that mean something. */
function roundly(value: number): number {
  return Math.round(value) < 100 ? Math.round(value) : Number(value.toPrecision(2));
}

function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

function both(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${grouped(large)} ${unit}` : `${grouped(large)} ${unit} ${small} ${smallUnit}`;
}

function unknown(value: number): string {
  return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
}
