import { describe, expect, it } from "@jest/globals";
import { email } from "../../src/core/graphql/validation.js";
import { addressInLimits } from "../../src/core/rate-limits/address-in-limits.js";

describe("an e-mail address", () => {
  it.each([
    ["in capitals", " Jan.Peeters@EXAMPLE.org ", "jan.peeters@example.org"],
    ["with an international domain", "jan@Café.example", "jan@xn--caf-dma.example"],
    ["with the accent apart", "jan@cafe\u0301.example", "jan@xn--caf-dma.example"],
    ["in punycode", "Jan@XN--CAF-DMA.example", "jan@xn--caf-dma.example"],
    ["with ß, which is a letter of its own", "jan@straße.example", "jan@xn--strae-oqa.example"],
    ["with an international top-level domain", "jan@例え.テスト", "jan@xn--r8jz45g.xn--zckzah"],
    ["with an ideographic full stop", "jan@例え。テスト", "jan@xn--r8jz45g.xn--zckzah"],
    ["in wide letters", "ｊａｎ＠ｅｘａｍｐｌｅ.ｏｒｇ", "jan@example.org"],
    ["with a tag", "jan+ino@example.org", "jan+ino@example.org"],
    ["with an apostrophe", "o'brien@example.org", "o'brien@example.org"],
    ["with every lawful special", "a!#$%&'*+-/=?^_`{|}~b@example.org", "a!#$%&'*+-/=?^_`{|}~b@example.org"],
    ["copied from an address book", "\u202ajan@example.org\u202c", "jan@example.org"],
    ["copied from a page", "\ufeffjan@\u200bexample.org\u00a0", "jan@example.org"],
    ["at the end of a sentence", "jan@example.org.", "jan@example.org"],
    ["of a long top-level domain", "jan@stad.vlaanderen", "jan@stad.vlaanderen"],
  ])("has one form: %s", (_what, written, form) => {
    expect(email.parse(written)).toBe(form);
    expect(email.parse(form)).toBe(form);
  });

  it.each([
    ...["jan", "jan@", "@example.org", "jan@localhost", "jan@1.2.3.4", "jan@[1.2.3.4]", "jan@example.org/pad"],
    ...["jan@example.org:25", "jan@café.example/x", "jan@a..example", "jan@.example", "jan@-x.example"],
    ...["jan@stad-.example", "jan@stad.gent-.example", "jan@example.xn--p1ai-"],
    ...["a..b@example.org", ".a@example.org", "a.@example.org", "jan peeters@example.org", "jan@exam ple.org"],
    ...['"jan peeters"@example.org', "a@b@example.org", "Jan <jan@example.org>", "jan,bea@example.org"],
    ...["jan@\u0000.org", "jan\r\nBcc: x@example.org", `${"x".repeat(250)}@example.org`],
  ])("is none: %j", (written) => expect(email.safeParse(written).success).toBe(false));

  it("has no accents before the @, as the message says", () => {
    expect(email.safeParse("rené@example.org").error!.issues[0]!.message).toMatch("letters with accents before the @");
  });

  it("has at most 254 characters, which nobody is advised to shorten", () => {
    expect(email.safeParse(`${"x".repeat(250)}@example.org`).error!.issues[0]!.message).toBe(
      "must have at most 254 characters.",
    );
  });

  it("counts as one in limits, however it is written", () => {
    expect(addressInLimits("Jan+a@Café.example")).toBe(addressInLimits("jan+b@xn--caf-dma.example"));
  });
});
