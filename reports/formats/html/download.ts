/** The raw samples within the page, so that whoever gets it can calculate anew. */

import { gzipSync } from 'node:zlib';
import { type Content, markup } from '../../markup.ts';
import type { Samples } from '../../model.ts';
import { roundBytes } from '../../units.ts';

/** Compressed bytes that a page carries along; a file that takes more lies beside it. */
const MOST = 4 * 1024 * 1024;

export function download({ file, beside }: Samples): Content {
  const says = `All raw samples, in time order, with the schedule, the seed and the machine: touchstone report reads them`;
  if (beside !== undefined) {
    return markup`<p class="quiet">${says}. They lie beside this page: <a href="${encodeURIComponent(beside)}">${beside}</a>.</p>`;
  }
  if (!file) return undefined;
  const packed = gzipSync(file.bytes, { level: 9 });
  if (packed.length > MOST) {
    return markup`<p class="quiet">${says}. They are in ${file.name}, ${roundBytes(file.bytes.length)}, which is too large for this page.</p>`;
  }
  const link = markup`<a class="download" download="${file.name}.gz" href="data:application/gzip;base64,${packed.toString('base64')}">${file.name}.gz</a>`;
  return markup`<p class="quiet">${says}: ${link}, ${roundBytes(packed.length)}.</p>`;
}
