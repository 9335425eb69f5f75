import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { ImportedSettings } from "../../src/import/batch.js";
import { testApp, type TestApp } from "../support/app.js";
import { endPrograms, startIno } from "../support/process.js";
import { Folders, load } from "../import/folders.js";

const folders = new Folders();
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await endPrograms();
  await app.end();
  await folders.remove();
});

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  session { accessToken } viewer { member { id } settings { profileVisibility shareAttendance matchable } } userErrors { code } } }`;
const signUp = async (name: string) => {
  const input = { name, email: `${name.toLowerCase()}@test.example`, password: "vier woorden zijn genoeg" };
  const { session, viewer } = (await app.ask(SIGN_UP, { input })).data.signUp;
  return { token: session.accessToken as string, id: viewer.member.id as string, settings: viewer.settings };
};
const seen = async (id: string, token?: string) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Member { name } } }`, { id }, token)).data.node;
const settingsOf = async (name: string) => {
  const [row] = await app.services.database.query(sql`
    SELECT profile_visibility AS visibility, share_attendance AS "shareAttendance" FROM member WHERE name = ${name}`);
  return row;
};
const importOne = async (name: string, settings?: ImportedSettings) => {
  const folder = await folders.make({ "members.csv": ["id,name", `${name},${name}`] });
  await load(app.services.database, folder, { settings });
  return settingsOf(name);
};

describe("new accounts", () => {
  it("show their profile to members alone, and share no attendance, until they choose otherwise", async () => {
    const ada = await signUp("Ada");
    const bob = await signUp("Bob");
    expect(ada.settings).toEqual({ profileVisibility: "MEMBERS", shareAttendance: false, matchable: true });
    expect(await seen(ada.id)).toBeNull();
    expect(await seen(ada.id, bob.token)).toEqual({ name: "Ada" });
    const choose = `mutation { updateSettings(input: {profileVisibility: EVERYBODY, shareAttendance: true}) {
      settings { profileVisibility shareAttendance } userErrors { code } } }`;
    expect((await app.ask(choose, {}, ada.token)).data.updateSettings).toEqual({
      settings: { profileVisibility: "EVERYBODY", shareAttendance: true },
      userErrors: [],
    });
    expect(await seen(ada.id)).toEqual({ name: "Ada" });
  });
});

describe("imported members", () => {
  it("show their profile to members alone, and share no attendance", async () => {
    expect(await importOne("Cis")).toEqual({ visibility: "MEMBERS", shareAttendance: false });
  });

  it("begin as their network has agreed", async () => {
    expect(await importOne("Dina", { visibility: "EVERYBODY", shareAttendance: true })).toEqual({
      visibility: "EVERYBODY",
      shareAttendance: true,
    });
  });

  it("begin as the options of the command say", async () => {
    const folder = await folders.make({ "members.csv": ["id,name,email,language", "e,Els,els@test.example,fr"] });
    const run = async (...options: string[]) => {
      const program = startIno(["import", folder, ...options], {
        DATABASE_URL: app.databaseUrl,
        DATA_DIR: app.dataDir,
      });
      return { code: await program.exit, output: program.output() };
    };
    expect(await run("--visibility", "nobody")).toEqual({
      code: 1,
      output: expect.stringContaining("--visibility is one of members, everybody."),
    });
    expect(await run("--visibility", "everybody", "--share-attendance")).toMatchObject({ code: 0 });
    expect(await settingsOf("Els")).toEqual({ visibility: "EVERYBODY", shareAttendance: true });
    // Mails are in the language of the list.
    const [account] = await app.services.database.query(
      sql`SELECT language FROM account WHERE email = 'els@test.example'`,
    );
    expect(account).toEqual({ language: "FR" });
    // A second import changes nobody's settings.
    expect(await run()).toMatchObject({ code: 0 });
    expect(await settingsOf("Els")).toEqual({ visibility: "EVERYBODY", shareAttendance: true });
  });
});
