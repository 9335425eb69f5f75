import { describe, expect, it } from "@jest/globals";
import { key, line, text } from "../../src/core/graphql/validation.js";
import { graphemesOf } from "../../src/core/texts/graphemes.js";
import { cleaned } from "../../src/core/texts/text-form.js";

const problemWith = (rule: ReturnType<typeof line>, value: string): string | undefined =>
  rule
    .safeParse(value)
    .error?.issues.map(({ message }) => message)
    .join("\n");

describe("a line", () => {
  it.each([
    ["Dutch", "Fiets’n & ’s-Hertogenbosch: één idee – 50 % goedkoper?"],
    ["French", "Où est-ce ? « L’été à Liège »"],
    ["French with no-break spaces", "Où\u202f? «\u00a0L’œuvre\u00a0»"],
    ["German and Vietnamese", "Großmann Nguyễn Thị Ánh"],
    ["Arabic", "مُحَمَّد بن سلمان"],
    ["Persian with a zero-width non-joiner", "می\u200cخواهم"],
    ["Hebrew with a mark of direction", "ישראל C++\u200f!"],
    ["Devanagari with joiners", "क्\u200dष और र\u200dक्\u200cष"],
    ["Bengali with a joiner", "র\u200d্যাব"],
    ["Sinhala with a joiner", "ශ්\u200dරී ලංකා"],
    ["Thai, Georgian, Amharic", "สมชาย გიორგი አበበ"],
    ["Chinese with a variant", "葛\u{e0100}飾区"],
    ["Korean", "김철수"],
    ["an emoji family", "Samen 👨‍👩‍👧‍👦 sterk"],
    ["emoji of professions with skin tones", "👩🏽‍⚕️👨🏿‍🚒🧑🏻‍🤝‍🧑🏿"],
    ["the emoji with the most parts", "👩🏽‍❤️‍💋‍👨🏽"],
    ["flags", "🇧🇪 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈 🏴‍☠️"],
    ["a keycap and text style", "1️⃣ ☎︎"],
    ["Braille", "⠓⠑⠇⠇⠕\u2800⠺"],
    ["Ogham", "ᚁᚂ\u1680ᚃ"],
    ["an old-fashioned name", "Jan-Baptist 'Tist' d’Hane-Steenhuyse, jr. (†)"],
  ])("may be %s", (_what, value) => {
    expect(problemWith(line(120), value)).toBeUndefined();
    expect(line(120).parse(value)).toBe(value.normalize("NFC"));
    expect(cleaned(value, { lines: "one", max: 120 })).toBe(value.normalize("NFC"));
  });

  it.each([
    ["a line feed", "a\nb", "one line: take the line breaks out"],
    ["a carriage return", "a\r\nb", "one line"],
    ["a next line", "a\u0085b", "control character U+0085"],
    ["a tab", "a\tb", "control character U+0009"],
    ["an escape", "a\u001b[2Jb", "control character U+001B"],
    ["a null character", "a\0b", "control character U+0000"],
    ["a noncharacter", "a\uffffb", "control character U+FFFF"],
    ["a right-to-left override", "a\u202eb", "U+202E, which reverses text"],
    ["an isolate", "a\u2066b\u2069", "U+2066, which reverses text"],
    ["a Hangul filler", "a\u3164b", "invisible character U+3164"],
    ["a blank Braille pattern", "a\u2800b", "invisible character U+2800"],
    ["a joiner between Latin letters", "a\u200db", "invisible character U+200D"],
    ["two joiners", "क्\u200d\u200dष", "invisible character U+200D"],
    ["a mark of direction in Latin text", "a\u200fb", "invisible character U+200F"],
    ["hidden tags", "a\u{e0061}\u{e0062}", "invisible character U+E0061"],
    ["hidden tags after a flag", "🏴\u{e0061}\u{e0062}", "invisible character U+E0061"],
    ["a variation selector on a letter", "a\ufe00", "invisible character U+FE00"],
    ["half a character", "a\ud800b", "valid Unicode"],
  ])("is invalid with %s", (_what, value, reason) => {
    expect(problemWith(line(120), value)).toContain(reason);
    const clean = cleaned(value, { lines: "one", max: 120 });
    expect([clean, problemWith(line(120), clean)]).toEqual([expect.stringMatching(/./u), undefined]);
  });

  it.each([
    ...["", "  ", "\n", "\u3164", "\u3164 \u3164", "\u2800\u2800", "\u200b\u2060", "\u00a0", "\u034f\u0301", "\ufe0f"],
    ...["\u202e\u202c", "\u{e0061}", "\u115f\u1160", "\uffa0", "\u{1d159}", "\u200d"],
  ])("is invalid when it is nothing but %j", (value) => {
    expect(problemWith(line(120), value)).toBe("must not be empty: write something.");
    expect(cleaned(value, { lines: "one", max: 120 })).toBe("");
  });

  it.each([
    ["a zero width space", "samen\u200bwerking", "samenwerking"],
    ["a soft hyphen", "samen\u00adwerking", "samenwerking"],
    ["a word joiner", "samen\u2060werking", "samenwerking"],
    ["a byte order mark", "\ufeffsamenwerking", "samenwerking"],
    ["a line separator", "samen\u2028werken", "samen werken"],
    ["a paragraph separator", "samen\u2029werken", "samen werken"],
  ])("has none of what comes along when it is pasted: %s", (_what, pasted, form) => {
    expect(line(120).parse(pasted)).toBe(form);
  });

  it("is trimmed and in normalization form C", () => {
    expect(line(4).parse(" \u00a0Ire\u0301\n")).toBe("Ir\u00e9");
  });

  it("is as long as it has graphemes", () => {
    expect(problemWith(line(3), "👨‍👩‍👧‍👦e\u0301x")).toContain("at most 3 characters");
    expect(problemWith(line(60), "👨‍👩‍👧‍👦".repeat(20))).toBeUndefined();
    expect(problemWith(line(120), "e\u0301".repeat(120))).toBeUndefined();
    expect(problemWith(line(120), "x".repeat(121))).toContain("at most 120 characters");
    expect(problemWith(line(120), "क्षि".repeat(120))).toBeUndefined();
  });

  it("has no more code units than four for each grapheme, nor a grapheme of more than 32", () => {
    expect(problemWith(line(120), `Z${"\u0335".repeat(10_000)}`)).toContain("at most 120 characters");
    expect(problemWith(line(120), `Z${"\u0335".repeat(100)}`)).toContain("marks");
    expect(problemWith(line(120), "👨‍👩‍👧‍👦".repeat(60))).toContain("at most 120 characters");
  });
});

describe("a key", () => {
  it("is as long as it has UTF-16 code units, and nobody is advised to shorten it", () => {
    expect(problemWith(key(4), "👍👍")).toBeUndefined();
    expect(problemWith(key(4), "👍👍x")).toBe("must have at most 4 characters.");
  });
});

describe("graphemes", () => {
  it("are the same however long the text is", () => {
    const parts = ["👨‍👩‍👧‍👦", "🇧🇪", "क्षि", "e\u0335\u0335", "x", `Z${"\u0335".repeat(5_000)}`, "각", "👩🏽‍❤️‍💋‍👨🏽"];
    const long = Array.from({ length: 2_000 }, (_, n) => parts[n % 7]! + parts[n % 8]!).slice(0, 400);
    expect([...graphemesOf(long.join("x"))]).toEqual(
      [...new Intl.Segmenter("nl").segment(long.join("x"))].map(({ segment }) => segment),
    );
  });

  it("are counted in little time", () => {
    const before = performance.now();
    expect(text(20_000).safeParse("👨‍👩‍👧‍👦".repeat(7_200)).success).toBe(true);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe("a text of several lines", () => {
  it("keeps its lines and tabs, with one kind of line break", () => {
    expect(text(100).parse(" a\r\n\r\nb\rc\u2028d\n\te ")).toBe("a\n\nb\nc\nd\n\te");
  });

  it("may have what helps to break long words", () => {
    expect(problemWith(text(100), "samen\u00adwerking\u200b/\u2060x")).toBeUndefined();
  });

  it.each([
    ["a null character", "a\0b", "U+0000"],
    ["an escape", "a\u001b[2J", "U+001B"],
    ["a form feed", "a\fb", "U+000C"],
    ["an override", "a\n\u202eb", "U+202E"],
    ["an isolate", "a\n\u2067b", "U+2067"],
    ["half a character", "a\udc00", "valid Unicode"],
    ["a heap of marks", `Z${"\u0335".repeat(100)}`, "marks"],
    ["nothing visible", "\n\u3164\n\u2800", "must not be empty"],
  ])("is invalid with %s", (_what, value, reason) => {
    expect(problemWith(text(100), value)).toContain(reason);
  });
});

describe("cleaning", () => {
  const name = (value: string) => cleaned(value, { lines: "one", max: 10 });

  it("makes a space of line breaks and controls, takes the rest out and cuts at the maximum", () => {
    expect(name("An\r\n\r\nMaes")).toBe("An Maes");
    expect(name("A\u202en\u200b \ud800M\u3164")).toBe("An M");
    expect(name("Jan-Baptist")).toBe("Jan-Baptis");
    expect(name("👨‍👩‍👧‍👦x".repeat(10))).toBe("👨‍👩‍👧‍👦x".repeat(3));
    expect(name("e\u200b\u0301")).toBe("\u00e9");
    expect(name(`Z${"\u0335".repeat(10_000)}alg`)).toBe(`Z${"\u0335".repeat(31)}alg`);
  });

  it("leaves what has the form, whatever was taken out of it", () => {
    const parts = [
      "a",
      "é",
      "e\u0301",
      " ",
      "\n",
      "\r",
      "\t",
      "\u200d",
      "\u200c",
      "👨",
      "🏽",
      "\ufe0f",
      "\u202e",
      "\ud83d",
    ];
    parts.push(
      "\u3164",
      "क",
      "्",
      "م",
      "\u200f",
      "\u0335".repeat(20),
      "🏴",
      "\u{e0067}",
      "\u{e007f}",
      "\u2800",
      "⠓",
      "1",
    );
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 3_000; round++) {
      const value = Array.from({ length: 1 + random(12) }, () => parts[random(parts.length)]).join("");
      for (const lines of ["one", "many"] as const) {
        const form = { lines, max: 6 };
        const clean = cleaned(value, form);
        expect(cleaned(clean, form)).toBe(clean);
        if (clean !== "") expect((lines === "one" ? line(6) : text(6)).parse(clean)).toBe(clean);
      }
    }
  });
});
