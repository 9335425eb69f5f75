import { createHash } from "node:crypto";

const lineFeed = 0x0a;

/** Counts and hashes the rows of one table in the text format of COPY, piece by piece. */
export class TableDigest {
  #hash = createHash("sha256");
  rows = 0;
  bytes = 0;
  pieces = 0;

  add(piece: Buffer): void {
    this.#hash.update(piece);
    this.bytes += piece.length;
    this.pieces++;
    // Each row ends with a line feed, and those in values are escaped.
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) this.rows++;
  }

  /** The figures as the manifest has them; the last call. */
  end(): { rows: number; bytes: number; sha256: string } {
    return { rows: this.rows, bytes: this.bytes, sha256: this.#hash.digest("hex") };
  }
}
