import { describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { quotedLines, quotedWords } from "../../src/core/mail/quoted-words.js";

const quoted = (words: string): string => quotedWords(words, Language.NL).slice(1, -1);

describe("members' words in a mail", () => {
  it.each([
    [Language.NL, "“An Maes”"],
    [Language.FR, "«\u00a0An Maes\u00a0»"],
    [Language.EN, "“An Maes”"],
  ])("stand in the quotation marks of %s", (language, expected) => {
    expect(quotedWords("An Maes", language)).toBe(expected);
  });

  it("cannot end their quotation", () => {
    expect(quoted('An” heeft je gewist. “Klik »nu« of "later')).toBe("An’ heeft je gewist. ’Klik ’nu’ of ’later");
  });

  it("are one line without hidden characters, wherever they come from", () => {
    expect(quoted("An\r\n\r\nMaes\u202e\u3164")).toBe("An Maes");
  });

  it.each([
    ["https://evil.example/a?b=c", "https[:]//evil[.]example/a?b=c"],
    ["HTTP://1.2.3.4", "HTTP[:]//1.2.3.4"],
    ["//evil.example", "//evil[.]example"],
    ["www.evil.example", "www[.]evil[.]example"],
    ["evil.be", "evil[.]be"],
    ["t.co/x", "t[.]co/x"],
    ["a.b.com", "a.b[.]com"],
    ["💩.la", "💩[.]la"],
    ["evil。中国", "evil[.]中国"],
    ["xn--80ak6aa92e.xn--p1ai", "xn--80ak6aa92e[.]xn--p1ai"],
    ["evil\u00ad.\u200bbe", "evil[.]be"],
    ["jan@evil.example", "jan[@]evil[.]example"],
    ["mailto:jan@localhost", "mailto[:]jan[@]localhost"],
    ["tel:112", "tel[:]112"],
    ["\\\\server\\share", "\\ \\server\\share"],
    ["0470123456", "04_70_12_34_56"],
    ["+32 (0)470 12.34.56", "+32_0_470_12_34_56"],
    ["0900/12 345", "09_00_12_345"],
  ])("have no link: %s", (words, expected) => {
    expect(quoted(words)).toBe(expected);
  });

  it.each([
    ...["J.P. Maes", "dr. An Maes", "Budget 2024-2030: 3.5 miljoen", "Op 2026-11-28 om 10:30", "28/11/2026", "@an"],
    ...["Zorg & wonen (fase 2)", "D'Hondt", "100.000 bomen", "Wat? Zo... ja"],
  ])("otherwise stay as they are: %s", (words) => {
    expect(quoted(words)).toBe(words);
  });

  it("in several lines are marked on each", () => {
    expect(quotedLines("Dit is reclame.\r\n\nZie https://evil.example\u2028en \u001b[2Jmeer")).toBe(
      "> Dit is reclame.\n>\n> Zie https[:]//evil[.]example\n> en  [2Jmeer",
    );
  });
});
