const extended = 126;
const huge = 127;
const fin = 0x80;

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };

export type OnFrame = (opcode: number, bytes: Buffer, from: number, to: number) => void;

/**
 * Takes apart what a WebSocket server sends. The bytes may be those of a buffer that is used again: what is not
 * complete is copied.
 */
export class FrameReader {
  #rest: Buffer | null = null;

  constructor(readonly onFrame: OnFrame) {}

  read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = bytes.length;
    let at = 0;
    while (end - at >= 2) {
      const first = bytes[at]!;
      let length = bytes[at + 1]!;
      let from = at + 2;
      if (length === huge || (first & fin) === 0) throw new Error("A frame in parts, or of 64 KiB and more.");
      if (length === extended) {
        if (end - at < 4) break;
        length = bytes.readUInt16BE(from);
        from += 2;
      }
      if (end - from < length) break;
      at = from + length;
      this.onFrame(first & 0x0f, bytes, from, at);
    }
    this.#rest = at < end ? Buffer.from(bytes.subarray(at)) : null;
  }
}

/** A frame as clients send them, with a mask of zeros, which leaves the payload as it is. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const long = length >= extended;
  const header = Buffer.alloc(long ? 8 : 6);
  header[0] = fin | opcode;
  header[1] = fin | (long ? extended : length);
  if (long) header.writeUInt16BE(length, 2);
  return Buffer.concat([header, payload]);
}
