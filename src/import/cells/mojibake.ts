/** What bytes of UTF-8 look like when they were read as Windows-1252, for the letters and marks of Western Europe. */
const windowsHigh =
  "\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178";
const trail = `[\\u0080-\\u00BF${windowsHigh}]`;
const pattern = new RegExp(
  `\\u00C3${trail}|\\u00C2[\\u0080-\\u00BF]|\\u00E2\\u20AC${trail}|\\u00F0\\u0178${trail}`,
  "u",
);

/** The part of a text that was saved in a wrong encoding, with what it was: `{ found: "Ã©", was: "é" }`; null when none is. */
export function mojibakeIn(text: string): { found: string; was: string } | null {
  const at = text.search(pattern);
  if (at < 0) return null;
  for (let length = 4; length >= 2; length--) {
    const found = text.slice(at, at + length);
    const was = undone(found);
    if (was !== null) return { found, was };
  }
  return null;
}

function undone(text: string): string | null {
  const bytes = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    const high = windowsBytes.get(character);
    return high ?? (code < 0x100 ? code : -1);
  });
  if (bytes.includes(-1)) return null;
  try {
    const was = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
    return [...was].length === 1 ? was : null;
  } catch {
    return null;
  }
}

/** The bytes 0x80 to 0x9F of Windows-1252, without the five that stand for nothing. */
const windowsBytes = new Map(
  [...windowsHigh].map((character, index): [string, number] => [
    character,
    [
      ...[0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e],
      ...[0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f],
    ][index]!,
  ]),
);
