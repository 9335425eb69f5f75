import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { projectRoot } from "../../src/core/project-root.js";
import type { InvalidInput } from "../../src/core/texts/input-problem.js";
import type { Wording } from "../../src/core/texts/wording.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { once } from "../support/follow.js";
import { password } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { userErrors { code problem path message } } }`;
const POST = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { userErrors { code problem path message } } }`;

interface UserError {
  code: string;
  problem: string | null;
  path: string[];
  message: string;
}

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: string;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  author = await app.tokenOf((await build.buildMember()).id);
});
afterAll(() => app.end());

const person = { name: "Zoë", email: "zoe@test.example", password };
const idea = { kind: "IDEA", title: "t", body: "b", themes: [] as string[] };

async function ask(
  query: string,
  input: object,
  { language, token = author }: { language?: string; token?: string } = {},
): Promise<UserError[]> {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(query === POST && { authorization: `Bearer ${token}` }),
      ...(language !== undefined && { "accept-language": language }),
    },
    body: JSON.stringify({ query, variables: { input } }),
  });
  return (Object.values(((await response.json()) as { data: object }).data)[0] as { userErrors: UserError[] })
    .userErrors;
}

describe("the message of a user error", () => {
  const wrong = { ...person, email: "zoe" };

  it.each([
    ["nl-BE,nl;q=0.9", "moet een e-mailadres zijn, zoals naam@example.org."],
    ["fr", "doit être une adresse e-mail, par exemple nom@example.org."],
    ["en-GB", "must be an e-mail address such as name@example.org."],
    ["de", "must be an e-mail address such as name@example.org."],
    [undefined, "must be an e-mail address such as name@example.org."],
  ])("is in the language that %p asks for, else in English", async (language, message) => {
    expect(await ask(SIGN_UP, wrong, { language })).toMatchObject([{ message }]);
  });

  it("is so over WebSocket, by the header of the upgrade", async () => {
    class FrenchSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { "accept-language": "fr-BE" } });
      }
    }
    const url = `${app.url.replace("http", "ws")}/graphql`;
    const client = createClient({ url, webSocketImpl: FrenchSocket, retryAttempts: 0 });
    const { signUp } = await once<{ signUp: { userErrors: { message: string }[] } }>(client, SIGN_UP, { input: wrong });
    await client.dispose();
    expect(signUp.userErrors[0]!.message).toMatch(/^doit être une adresse/);
  });

  it("names values in every language", async () => {
    const title = "x".repeat(301);
    for (const [language, message] of [
      ["nl", "mag hoogstens 300 tekens tellen: kort het in."],
      ["fr", "peut compter au plus 300 caractères : raccourcissez le texte."],
      ["en", "must have at most 300 characters: shorten it."],
    ] as const)
      expect(await ask(POST, { ...idea, title }, { language })).toMatchObject([{ message, path: ["input", "title"] }]);
  });
});

describe("the message of a suspension", () => {
  it.each([
    ["nl", "Je bent geschorst tot 1 juli 2099 om 02:00: tot dan kun je alleen lezen en beroep aantekenen"],
    ["fr", "Votre compte est suspendu jusqu'au 1 juillet 2099 à 02:00 : d'ici là, vous pouvez seulement lire"],
    ["en", "You are suspended until 1 July 2099 at 02:00: until then you can only read and appeal"],
  ])("gives its end as the clocks in Belgium will, in %p", async (language, message) => {
    const { id } = await build.buildMember({ suspendedUntil: new Date("2099-07-01T00:00:00Z") });
    const errors = await ask(POST, idea, { language, token: await app.tokenOf(id) });
    expect(errors).toMatchObject([{ code: "SUSPENDED", message: expect.stringContaining(message) }]);
  });
});

describe("the problem of an invalid input", () => {
  it.each<[string, string, object, string, string]>([
    ["an empty title", POST, { ...idea, title: "  " }, "title", "REQUIRED"],
    ["a long title", POST, { ...idea, title: "x".repeat(301) }, "title", "TOO_LONG"],
    ["a line break in a title", POST, { ...idea, title: "a\nb" }, "title", "INVALID_CHARACTER"],
    ["eleven themes", POST, { ...idea, themes: Array.from({ length: 11 }, (_, n) => `t${n}`) }, "themes", "TOO_MANY"],
    ["an unknown theme", POST, { ...idea, themes: ["nergens"] }, "themes", "UNKNOWN"],
    ["an address that is none", SIGN_UP, { ...person, email: "zoe" }, "email", "INVALID_FORMAT"],
    ["a short password", SIGN_UP, { ...person, password: "kort" }, "password", "TOO_SHORT"],
    ["a long password", SIGN_UP, { ...person, password: "x".repeat(201) }, "password", "TOO_LONG"],
    ["a password that is guessed", SIGN_UP, { ...person, password: "wachtwoord123" }, "password", "TOO_WEAK"],
  ])("tells %s", async (_what, query, input, field, problem) => {
    const [error] = await ask(query, input);
    expect(error).toMatchObject({ code: "INVALID_INPUT", problem });
    expect(error!.path.slice(0, 2)).toEqual(["input", field]);
  });

  it("is null of another error", async () => {
    expect(await ask(SIGN_UP, person)).toEqual([]);
    expect(await ask(SIGN_UP, person)).toMatchObject([{ code: "EMAIL_TAKEN", problem: null }]);
  });
});

/** What the functions are called with that need more than a number. */
const samples: Record<string, unknown> = {
  answered: "ACCEPTED",
  codeTaken: { code: "OVO002949", holder: "Digitaal Vlaanderen" },
  ended: "EXPIRED",
  checkedIn: { at: new Date("2027-03-10T18:05:00Z"), timeZone: "Europe/Brussels" },
  stepNotAllowed: { from: "SCALED", next: ["STOPPED"] },
  tooEarly: { from: new Date("2027-03-09T23:00:00Z"), timeZone: "Europe/Brussels" },
  unknownColumn: { column: "label_de", columns: "slug, label_nl" },
  badTruth: { concept: "zorg", value: "misschien" },
  severalLabels: { concept: "zorg", label: { NL: "het Nederlandse label", FR: "le libellé", EN: "the Dutch label" } },
  unknownLanguage: { concept: "zorg", tag: "de" },
  badLabel: {
    concept: "zorg",
    label: { NL: "het Franse label", FR: "le libellé français", EN: "the French label" },
    why: { NL: "is leeg.", FR: "est vide.", EN: "is empty." },
  },
  badSynonym: { concept: "zorg", why: { NL: "is leeg.", FR: "est vide.", EN: "is empty." } },
  barInSynonym: { concept: "zorg", synonym: "a|b" },
  tooManySynonymsIn: { concept: "zorg", max: 50 },
  unknownBroader: { concept: "zorg", broader: "welzijn" },
  toAccept: { url: "https://ino.example/privacy", version: "2026-11" },
};

describe("the words", () => {
  it("are there in three languages, each its own", async () => {
    const root = join(projectRoot, "src");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.wording\.ts$|\btext-problems\.ts$/.test(file),
    );
    const wordings: [string, Wording][] = [];
    const add = (where: string, value: unknown): void => {
      if (typeof value === "function")
        for (const sample of where in samples ? [samples[where]] : [1, 3])
          add(`${where}(${String(sample)})`, (value as (sample: unknown) => unknown)(sample));
      else if (isWording(value)) wordings.push([where, value]);
      else if (isInvalidInput(value)) wordings.push([where, value.wording]);
    };
    for (const file of files)
      for (const words of Object.values((await import(join(root, file))) as Record<string, object>))
        for (const [name, value] of Object.entries(words)) add(name, value);
    for (const [where, { NL, FR, EN }] of wordings) {
      expect({
        where,
        different: new Set([NL, FR, EN]).size,
        ends: [NL, FR, EN].map((text) => /[.:!?]$/.test(text)),
        quoted: [NL, FR, EN].filter((text) => /"|undefined|\[object/.test(text)),
      }).toEqual({ where, different: 3, ends: Array(3).fill(/[.:!?]$/.test(EN)), quoted: [] });
      if (where.endsWith("(3)")) for (const text of [NL, FR, EN]) expect(text).toContain("3");
    }
    expect(wordings.length).toBeGreaterThan(100);
  });
});

const isWording = (value: unknown): value is Wording =>
  typeof value === "object" && value !== null && "NL" in value && typeof value.NL === "string";

const isInvalidInput = (value: unknown): value is InvalidInput =>
  typeof value === "object" && value !== null && "wording" in value && isWording(value.wording);
