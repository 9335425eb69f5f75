import { describe, expect, it } from "@jest/globals";
import { ideaLine } from "../../src/commands/tail/idea-line.js";

const now = new Date(2026, 0, 31, 15, 0, 0);
const idea = {
  kind: "QUESTION",
  title: "Wie meet mee?",
  postedAt: new Date(2026, 0, 31, 14, 5, 9).toISOString(),
  author: { name: "Ada" },
  themes: [{ slug: "mobiliteit" }, { slug: "fietsen" }],
};

describe("an idea's line", () => {
  it("tells when, which kind, what, by whom and about what", () => {
    expect(ideaLine(idea, { now, coloured: false })).toBe(
      "14:05:09 QUESTION Wie meet mee? · Ada · mobiliteit, fietsen",
    );
  });

  it("leaves out what is not there, and tells the day of what is not today's", () => {
    const postedAt = new Date(2026, 0, 30, 9, 0, 0).toISOString();
    expect(ideaLine({ ...idea, kind: "IDEA", postedAt, author: null, themes: [] }, { now, coloured: false })).toBe(
      "2026-01-30 09:00:00 IDEA     Wie meet mee?",
    );
  });

  it("has a colour for each kind", () => {
    const lines = ["IDEA", "QUESTION", "TRY_OUT", "SHOWCASE"].map((kind) =>
      ideaLine({ ...idea, kind }, { now, coloured: true }),
    );
    // eslint-disable-next-line no-control-regex -- what is looked for
    expect(new Set(lines.map((line) => /(\x1b\[\d+m)[A-Z_]+ */.exec(line)![1])).size).toBe(4);
  });

  it("lets no member steer the terminal of its reader", () => {
    const title = "\x1b]0;owned\x07\r\nIDEA \u202enekorbeg\u0000";
    const line = ideaLine({ ...idea, title, author: { name: "\x9b2J" } }, { now, coloured: false });
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(line).toContain("IDEA nekorbeg");
  });
});
