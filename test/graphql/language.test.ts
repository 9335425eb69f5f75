import { describe, expect, it } from "@jest/globals";
import { Language, preferredLanguage } from "../../src/core/texts/language.js";

describe("the preferred language", () => {
  it.each<[string | undefined, Language]>([
    [undefined, Language.NL],
    ["", Language.NL],
    ["fr", Language.FR],
    ["FR-be", Language.FR],
    ["nl-BE-x-private", Language.NL],
    ["en;q=0.5, fr;q=0.8", Language.FR],
    ["en; q=0.5 , fr ;q=0.8", Language.FR],
    // Of equals, the first.
    ["en, fr", Language.EN],
    ["fr;q=0.7,en;q=0.7", Language.FR],
    // A regional variant counts as its language, at its own quality.
    ["en-US, nl;q=0.95, en;q=0.9", Language.EN],
    ["de, en;q=0.3", Language.EN],
    ["de-DE,de;q=0.9", Language.NL],
    ["fr;q=0", Language.NL],
    // A quality that is no number accepts nothing.
    ["fr;q=high, en;q=0.1", Language.EN],
    ["fr;q=0, en;q=0.001", Language.EN],
    // A wildcard asks for no language in particular.
    ["*", Language.NL],
    ["*, fr;q=0.5", Language.FR],
    ["nl;q=0, *", Language.NL],
    ["french, fr;q=0.1", Language.FR],
    ["toString, constructor, en;q=0.1", Language.EN],
    [",,;,en", Language.EN],
  ])("of %p is %s", (header, expected) => {
    expect(preferredLanguage(header)).toBe(expected);
  });
});
