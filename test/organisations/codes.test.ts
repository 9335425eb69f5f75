import { describe, expect, it } from "@jest/globals";
import { claimedCode, codeOf, isMistypedKbo } from "../../src/domains/organisations/organisation-code.js";
import { organisationKey } from "../../src/domains/organisations/organisation-key.js";

describe("a code", () => {
  it.each([
    ["OVO002949", "OVO002949"],
    ["ovo 002949", "OVO002949"],
    ["OVO:002949", "OVO002949"],
    ["0316380841", "0316380841"],
    ["0316.380.841", "0316380841"],
    ["BE 0316 380 841", "0316380841"],
    ["BE0316.380.841", "0316380841"],
    ["316.380.841", "0316380841"],
    ["KBO: 0316.380.841", "0316380841"],
    ["BCE:BE0316380841", "0316380841"],
    ["ov:36031", "OV:36031"],
    ["nis:11002", "NIS:11002"],
  ])("has one form: %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each(["0316380842", "BE 0316.380.814", "1316380841", "36031", "Stad Gent", "Zorg: thuis", "OVO2949", "a:b:c"])(
    "is not %s",
    (text) => {
      expect(codeOf(text)).toBeNull();
    },
  );

  it("of an enterprise ends with 97 minus the remainder of the first eight digits by 97", () => {
    const numbers = Array.from({ length: 100 }, (_, end) => `03163808${String(end).padStart(2, "0")}`);
    expect(numbers.filter((number) => !isMistypedKbo(number))).toEqual(["0316380841"]);
    expect(isMistypedKbo("0000009797")).toBe(false);
  });

  it("that an issuer gives with wrong check digits is none, also beside its group", () => {
    expect(["0316380842", "BE 0316.380.842"].map((code) => claimedCode(code, "LB"))).toEqual([null, null]);
    expect(claimedCode("0316380841", "LB")).toBe("0316380841");
    expect(claimedCode("36031", "OV")).toBe("OV:36031");
  });
});

describe("the names of one organisation", () => {
  it.each([
    ["Université de Liège", "UNIVERSITE  DE LIEGE"],
    ["Cœur d'Étoile", "coeur d'etoile"],
    ["Straße & Söhne", "strasse & sohne"],
    ["Renée", "Rene\u0301e"],
    ["Stad\u00a0Gent", " stad gent "],
    ["Departement Omgeving (OVO003323)", "OVO003323 – departement omgeving"],
    ["Stad Aalst", "Stad Aalst, BE 0207.437.468"],
  ])("have one key: %s", (one, other) => {
    expect(organisationKey(other)).toBe(organisationKey(one));
  });

  it("are not those of another", () => {
    const keys = ["Stad Gent", "Stadgent", "Stad Gént 2", "OCMW Gent", "अन्ना", "अन्न"].map(organisationKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
