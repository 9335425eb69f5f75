import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { projectRoot } from "../../src/core/project-root.js";
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
let token: string;
beforeAll(async () => {
  app = await testApp();
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(() => app.end());

const person = { name: "Zoë", email: "zoe@test.example", password };
const idea = { kind: "IDEA", title: "t", body: "b", themes: [] as string[] };

async function ask(query: string, input: object, language?: string): Promise<UserError[]> {
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
    ["fr", "doit être une adresse électronique, comme nom@example.org."],
    ["en-GB", "must be an e-mail address such as name@example.org."],
    ["de", "must be an e-mail address such as name@example.org."],
    [undefined, "must be an e-mail address such as name@example.org."],
  ])("is in the language that %p asks for, else in English", async (language, message) => {
    expect(await ask(SIGN_UP, wrong, language)).toMatchObject([{ message }]);
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
      expect(await ask(POST, { ...idea, title }, language)).toMatchObject([{ message, path: ["input", "title"] }]);
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

describe("the words of the domains", () => {
  it("are there in three languages, each its own", async () => {
    const root = join(projectRoot, "src");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".wording.ts"),
    );
    const wordings: [string, Record<string, string>][] = [];
    for (const file of files) {
      const module = (await import(join(root, file))) as Record<string, object>;
      for (const [name, value] of Object.values(module).flatMap((words) => Object.entries(words)))
        if (typeof value === "object" && "NL" in value && typeof value.NL === "string")
          wordings.push([`${file} ${name}`, value as Record<string, string>]);
    }
    for (const [where, { NL, FR, EN }] of wordings)
      expect({
        where,
        different: new Set([NL, FR, EN]).size,
        ends: [NL, FR, EN].map((text) => /[.:!?]$/.test(text!)),
      }).toEqual({ where, different: 3, ends: Array(3).fill(/[.:!?]$/.test(EN!)) });
    expect(wordings.length).toBeGreaterThan(50);
  });
});
