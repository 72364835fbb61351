/** Lines of V8's log as it writes them, made from what matters in them. */

export interface MadeCode {
  readonly address: number;
  readonly size?: number;
  /** `hot file:///a.js:1:2`. */
  readonly of: string;
  /** What V8 knows the function as. */
  readonly id?: number;
  /** `~`, `^`, `+`, `*`. */
  readonly mark: string;
}

export function created({ address, size = 100, of, id = address + 0x10_0000, mark }: MadeCode): string {
  return `code-creation,JS,12,1000,${hex(address)},${size},${of},${hex(id)},${mark}`;
}

/** From each offset on, the number of the inlined function; -1 for the code's own. */
export function explained(
  address: number,
  spans: readonly (readonly [offset: number, inlined: number])[],
  inlined: readonly { readonly id: number; readonly into?: number }[],
): string {
  const positions = spans.map(([offset, id]) => `C${offset}O5${id < 0 ? '' : `I${id}`}`).join('');
  const tables = inlined.map(({ into }, at) => `F${at}O7${into === undefined ? '' : `I${into}`}`).join('');
  const functions = inlined.map(({ id }) => `S${hex(id)}`).join('');
  return `code-source-info,${hex(address)},86,0,100,${positions},${tables},${functions}`;
}

export function tick(addresses: readonly number[], state = 0): string {
  const [first = 0, ...callers] = addresses;
  return ['tick', hex(first), 2000, 0, '0x0', state, ...callers.map(hex)].join(',');
}

export function thrownBack(
  address: number,
  { where = '<file:///a.js:3:4>', reason = 'wrong map', kind = 'deopt-eager', inlining = -1 } = {},
): string {
  return `code-deopt,3000,100,${hex(address)},${inlining},42,${kind},${where},${reason}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
