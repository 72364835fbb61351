/** Results files that are packed by gzip, as the published ones are. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** What the name of a packed one ends with. */
export const PACKED = '.gz';

/** A packed file that cannot be unpacked. */
export class DamagedPacking extends Error {
  override readonly name = 'DamagedPacking';
}

export function packed(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 9 });
}

/**
 * What was packed; a file that is not stays as it is. Whether it is says its first bytes (RFC 1952, section 2.3.1), not its
 * name: a packed one that was renamed can be read, too.
 *
 * @throws {DamagedPacking} where it was cut off, or is not what was packed
 */
export function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new DamagedPacking(sayDamage(error as NodeJS.ErrnoException), { cause: error });
  }
}

/** In the words of zlib it is an "unexpected end of file", or one of a dozen that say where it stumbled. */
function sayDamage({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'Z_BUF_ERROR') return 'it is packed by gzip, and was cut off before its end.';
  return `it is packed by gzip, and cannot be unpacked (${message}).`;
}
