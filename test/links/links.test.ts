import { describe, expect, it } from "@jest/globals";
import type { ConfigError } from "../../src/config.js";
import { readConfig } from "../../src/config.js";
import { linksBy } from "../../src/core/links/links.js";

const templatesOf = (LINK_TEMPLATES: string) => readConfig({ LINK_TEMPLATES }).linkTemplates;
const problems = (LINK_TEMPLATES: string): string[] => {
  try {
    readConfig({ LINK_TEMPLATES });
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe("a link", () => {
  it("leads to the service's own page without a template", () => {
    const linkTo = linksBy(readConfig({}).linkTemplates, () => "https://ino.example");
    expect(linkTo("idea", "1")).toBe("https://ino.example/ideas/1");
    expect(linkTo("series", "1")).toBe("https://ino.example/series/1");
    expect(linkTo("request", "1")).toBe("https://ino.example/");
  });

  it("leads where its template says, wherever the id is in it", () => {
    const templates = templatesOf(
      "idea=https://app.example/nl/#/idee/{id}?van=mail , gathering=http://x.example/{id}/{id}",
    );
    const linkTo = linksBy(templates, () => "https://ino.example");
    expect(linkTo("idea", "$&")).toBe("https://app.example/nl/#/idee/%24%26?van=mail");
    expect(linkTo("gathering", "1")).toBe("http://x.example/1/1");
    expect(linkTo("member", "1")).toBe("https://ino.example/members/1");
  });
});

describe("LINK_TEMPLATES", () => {
  it.each([
    ["idee=https://a.example/{id}", /must be kind=address, the kind one of idea, gathering, /],
    ["https://a.example/{id}", /must be kind=address/],
    ["idea=/ideas/{id}", /must be an address that starts with https:/],
    ["idea=javascript:alert('{id}')", /must be an address that starts with https:/],
    ["idea=https://a.example/ {id}", /must be an address/],
    ["idea=https://a.example/", /must have \{id\}/],
    ["idea=https://{id}.example/{id}", /must/],
    ["idea=https://a.example/{id},idea=https://b.example/{id}", /idea must be given once/],
  ])("refuses %s at the start", (text, problem) => {
    expect(problems(text)).toEqual([expect.stringMatching(/^LINK_TEMPLATES: ".+": /)]);
    expect(problems(text)[0]).toMatch(problem);
  });

  it("may lead all collaboration requests to one page", () => {
    expect(templatesOf("request=https://a.example/vragen")).toEqual({ request: "https://a.example/vragen" });
  });
});
