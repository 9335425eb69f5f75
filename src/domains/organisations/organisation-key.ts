/** Codes that lists write beside a name: of the Flemish government's organisations, and of the Belgian company register. */
const code = /\(?\b(?:OVO ?\d{6}|(?:BE ?)?[01]\d{3}[. ]?\d{3}[. ]?\d{3})\b\)?/giu;
const separatorsAround = /^[\s\-–—,;:|/]+|[\s\-–—,;:|/]+$/gu;

/**
 * What the names of one organisation have in common however it is written: case, spaces and a code beside the name do
 * not count. Accents do.
 */
export function organisationKey(name: string): string {
  const folded = name.normalize("NFC").toLowerCase();
  const bare = folded.replace(code, " ").replace(/\s+/gu, " ").replace(separatorsAround, "");
  return bare === "" ? folded : bare;
}
