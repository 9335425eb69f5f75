import { fold } from "../../core/search/folding.js";

/** Codes that lists write beside a name: of the Flemish government's organisations, and of the Belgian company register. */
const code = /\(?\b(OVO ?\d{6}|(?:BE ?)?[01]\d{3}[. ]?\d{3}[. ]?\d{3})\b\)?/giu;
const separatorsAround = /^[\s\-–—,;:|/]+|[\s\-–—,;:|/]+$/gu;

/**
 * What the names of one organisation have in common however it is written: case, accents, spaces and a code beside the
 * name do not count.
 */
export function organisationKey(name: string): string {
  const folded = fold(name.toLowerCase());
  const bare = folded.replace(code, " ").replace(/\s+/gu, " ").replace(separatorsAround, "");
  return bare === "" ? folded : bare;
}

/** The codes that stand in a name or beside it, as they are written. */
export const writtenCodes = (name: string): string[] => [...name.matchAll(code)].map(([, written]) => written!);
