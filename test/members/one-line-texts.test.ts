import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { password } from "../support/passwords.js";

let app: TestApp;
let token: string;
let ideaId: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const member = await build.buildMember();
  token = await app.tokenOf(member.id);
  ideaId = (await build.buildIdea({ authorId: member.id })).id;
});
afterAll(() => app.end());

let signUps = 0;
const idea = { kind: "IDEA", title: "Titel", body: "Tekst", themes: [] };
const inputs: Record<string, (field: object) => object> = {
  signUp: (field) => ({ email: `lid-${++signUps}@example.org`, password, ...field }),
  updateProfile: (field) => field,
  postIdea: (field) => ({ ...idea, ...field }),
  editIdea: (field) => ({ id: ideaId, version: 1, ...field }),
  commentOnIdea: (field) => ({ ideaId, ...field }),
  leaveMessage: (field) => ({ body: "Dag", ...field }),
};

async function errorsOf(mutation: string, field: object): Promise<{ code: string; path: string[]; message: string }[]> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data } = await app.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code path message } } }`,
    { input: inputs[mutation]!(field) },
    ["signUp", "leaveMessage"].includes(mutation) ? undefined : token,
  );
  return data[mutation].userErrors;
}

describe.each([
  ["signUp", "name"],
  ["updateProfile", "name"],
  ["updateProfile", "headline"],
  ["updateProfile", "organisation"],
  ["postIdea", "title"],
  ["editIdea", "title"],
  ["leaveMessage", "name"],
])("%s: %s", (mutation, field) => {
  it.each([
    ["a line break", "Je account wordt gewist.\r\n\r\nMeld je aan op https://evil.example", "take the line breaks out"],
    ["a control character", "An\u001b[2J", "U+001B: take it out"],
    ["an override", "An \u202eseaM", "U+202E, which reverses text: take it out"],
    ["an invisible character", "An\u3164", "U+3164: take it out"],
    ["nothing visible", "\u2800\u3164", "write something"],
    ["a heap of marks", `A${"\u0335".repeat(10_000)}`, "shorten it"],
  ])("is invalid with %s", async (_what, value, remedy) => {
    expect(await errorsOf(mutation, { [field]: value })).toEqual([
      { code: "INVALID_INPUT", path: ["input", field], message: expect.stringContaining(remedy) },
    ]);
  });
});

describe("names", () => {
  it.each(["Zoë D’Hondt-Łukasz", "محمد علی‌زاده", "अन्\u200dना", "Team 👩🏽‍⚕️👨‍👩‍👧‍👦", "🏳️‍🌈 Pride Gent"])(
    "can be %s",
    async (name) => {
      expect(await errorsOf("updateProfile", { name })).toEqual([]);
      const { data } = await app.ask(`{ viewer { member { name } } }`, {}, token);
      expect(data.viewer.member.name).toBe(name.normalize("NFC"));
    },
  );

  it("as long as they can be have a place in the indexes of the database", async () => {
    // Incompressible, as PostgreSQL would compress a repetition before it stores it.
    const letter = (seed: number) => String.fromCodePoint(0x0915 + ((seed * 7_919) % 37));
    const longest = (graphemes: number) =>
      Array.from({ length: graphemes }, (_, n) => `${letter(n)}्${letter(n * n + 5)}ि`).join("");
    expect(await errorsOf("updateProfile", { name: longest(120), organisation: longest(200) })).toEqual([]);
  });
});

describe("texts of several lines", () => {
  it.each([
    ["postIdea", "body"],
    ["updateProfile", "bio"],
    ["commentOnIdea", "body"],
    ["leaveMessage", "body"],
  ])("keep their lines, and have no control or override: %s %s", async (mutation, field) => {
    expect(await errorsOf(mutation, { [field]: "Eén\r\n\ntwee\tdrie" })).toEqual([]);
    for (const value of ["a\u0007b", "a\u202eb", "\u3164"])
      expect(await errorsOf(mutation, { [field]: value })).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", field] },
      ]);
  });
});
