import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { foldedWord } from "../cells/folded-word.js";

/** The encodings that a file may have, as people name them, with what iconv-lite calls them. */
export const encodings = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 with the high byte first",
  "windows-1252": "Windows-1252",
  "iso-8859-15": "ISO 8859-15",
  macintosh: "Mac Roman",
} as const;

export type Encoding = keyof typeof encodings;

/** What else people call them. */
const otherNames: Partial<Record<Encoding, readonly string[]>> = {
  "windows-1252": ["latin1", "iso-8859-1", "cp1252", "ansi"],
  "iso-8859-15": ["latin9"],
  macintosh: ["mac"],
};

/** An encoding by any of its names, in any case; undefined for a name that is none. */
export const encodingOf = (name: string): Encoding | undefined =>
  (Object.keys(encodings) as Encoding[]).find((encoding) =>
    [encoding, encodings[encoding], ...(otherNames[encoding] ?? [])].map(foldedWord).includes(foldedWord(name)),
  );

/** How the bytes of a text file are to be read. */
export interface TextFileForm {
  encoding: Encoding;
  /** Whether a line feed ends its lines, alone or after a carriage return; else a carriage return alone does. */
  lineFeeds: boolean;
}

const sampleBytes = 4_096;

/**
 * Reads the whole file once. A byte order mark decides, then zero bytes (UTF-16), then whether the bytes are UTF-8: a
 * file with a few bytes that are not is UTF-8 with damaged cells when it has more characters that are. Else it is
 * Windows-1252, as Excel writes it in Western Europe, or Mac Roman when its lines end as those of old Macs do.
 */
export async function textFileFormOf(path: string, given: Encoding | undefined): Promise<TextFileForm> {
  let encoding = given;
  let lineFeeds = false;
  const counts = { valid: 0, invalid: 0 };
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1_024 }) as AsyncIterable<Buffer>) {
    // Which byte of UTF-16 comes first, the file shows better than its name does.
    if (first && (given === undefined || given.startsWith("utf-16")))
      encoding = utf16Of(chunk.subarray(0, sampleBytes)) ?? given;
    first = false;
    lineFeeds ||= chunk.includes("\n");
    if (encoding !== undefined) {
      if (lineFeeds) break;
      continue;
    }
    rest = count(Buffer.concat([rest, chunk]), counts);
  }
  if (rest.length > 0) counts.invalid++;
  if (counts.invalid === 0 || counts.valid > counts.invalid) encoding ??= "utf-8";
  return { encoding: encoding ?? (lineFeeds ? "windows-1252" : "macintosh"), lineFeeds };
}

/** UTF-16 by its byte order mark, or by the zero bytes of Latin letters; undefined for anything else. */
function utf16Of(sample: Buffer): Encoding | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]!++;
  const many = sample.length / 5;
  if (zeros[1]! > many && zeros[0]! < many / 10) return "utf-16le";
  if (zeros[0]! > many && zeros[1]! < many / 10) return "utf-16be";
  return undefined;
}

/** Counts the characters of several bytes, and the bytes that belong to none; gives the begin of a character at the end. */
function count(bytes: Buffer, counts: { valid: number; invalid: number }): Buffer {
  const end = bytes.length - unfinished(bytes);
  const whole = bytes.subarray(0, end);
  if (isAscii(whole)) return bytes.subarray(end);
  if (isUtf8(whole)) {
    for (const byte of whole) if (byte >= 0xc0) counts.valid++;
    return bytes.subarray(end);
  }
  for (let at = 0; at < end;) {
    const length = lengthOf(whole[at]!);
    if (length === 1) at++;
    else if (length > 1 && isUtf8(whole.subarray(at, at + length))) {
      counts.valid++;
      at += length;
    } else {
      counts.invalid++;
      at++;
    }
  }
  return bytes.subarray(end);
}

/** How many bytes at the end begin a character whose other bytes are still to come. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const length = lengthOf(bytes[bytes.length - back]!);
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}

/** How many bytes a UTF-8 character has that begins with this one; 0 when none does. */
function lengthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}
