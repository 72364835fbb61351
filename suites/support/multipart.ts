/** Multipart bodies, as a client writes them. */

export interface MadePart {
  readonly name: string;
  /** A file has one. */
  readonly filename?: string;
  readonly content: string | Buffer;
}

/** @param boundary without a part that holds it */
export function multipart(boundary: string, parts: readonly MadePart[]): Buffer {
  const pieces = parts.flatMap(({ name, filename, content }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
    Buffer.from(
      filename === undefined
        ? '\r\n\r\n'
        : `; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Cuts bytes at these places, in whatever order and however often they are named. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}
