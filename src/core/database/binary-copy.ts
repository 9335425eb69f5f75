import type { Readable } from "node:stream";

/** The signature, flags and extension that come before the rows of `COPY … (FORMAT binary)`. */
const headerLength = 19;

/**
 * Reads the rows of a binary COPY: `row` is called with the bytes and where each field's value begins. The bytes are
 * those of one chunk, so values must be copied. The last field may be of any length; `end` is where it ends.
 */
export async function readBinaryCopy(
  source: Readable,
  row: (bytes: Buffer, fields: number[], end: number) => void,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  const fields: number[] = [];
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    if (!begun) {
      if (bytes.length < headerLength) {
        rest = bytes;
        continue;
      }
      at = headerLength;
      begun = true;
    }
    for (let next = rowEnd(bytes, at, fields); next > 0; next = rowEnd(bytes, at, fields)) {
      row(bytes, fields, next);
      at = next;
    }
    rest = bytes.subarray(at);
  }
}

/**
 * Where the row that begins at `at` ends, with the places of its values in `fields`; 0 when it is not whole, or the
 * last.
 */
function rowEnd(bytes: Buffer, at: number, fields: number[]): number {
  if (at + 2 > bytes.length) return 0;
  const count = bytes.readInt16BE(at);
  if (count < 0) return 0;
  let next = at + 2;
  for (let field = 0; field < count; field++) {
    if (next + 4 > bytes.length) return 0;
    const length = bytes.readInt32BE(next);
    fields[field] = next + 4;
    next += 4 + Math.max(length, 0);
    if (next > bytes.length) return 0;
  }
  return next;
}
