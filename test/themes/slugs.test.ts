import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, subscribers } from "../support/follow.js";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const theme = await build.buildTheme("mobiliteit");
  const member = await build.buildMember({ interests: [[theme]] });
  const other = await build.buildMember({ name: "Ada", interests: [[theme]] });
  await build.buildIdea({ authorId: other.id, themes: [theme] });
  const gathering = await build.buildGathering();
  await app.services.database.query(
    sql`INSERT INTO gathering_theme (gathering_id, theme_id, position) VALUES (${gathering.id}, ${theme.id}, 0)`,
  );
  token = await app.tokenOf(member.id);
});
afterAll(() => app.end());

const ask = async (query: string) => {
  const { data, errors } = await app.ask(query, {}, token);
  expect(errors).toBeUndefined();
  return data;
};

describe("a slug of a theme in any letter case", () => {
  it("names the theme", async () => {
    expect(await ask(`{ theme(slug: "Mobiliteit") { slug } }`)).toEqual({ theme: { slug: "mobiliteit" } });
  });

  it.each([
    ["ideas", 1],
    ["gatherings", 1],
    ["members", 2],
  ])("filters %s", async (field, count) => {
    expect(await ask(`{ ${field}(filter: {themes: ["MOBILITEIT"]}) { totalCount } }`)).toEqual({
      [field]: { totalCount: count },
    });
  });

  it("filters suggestions", async () => {
    await app.caughtUp();
    expect(await ask(`{ viewer { suggestedCollaborators(themes: ["Mobiliteit"]) { member { name } } } }`)).toEqual({
      viewer: { suggestedCollaborators: [{ member: { name: "Ada" } }] },
    });
  });

  it("filters a subscription", async () => {
    const live = `subscription { ideaPosted(filter: {themes: ["Mobiliteit"]}) { idea { title } } }`;
    const socket = followed(app.socket(), live, {});
    await subscribers(app, 1);
    await ask(`mutation { postIdea(input: {kind: IDEA, title: "Deelfiets", body: "b", themes: ["mobiliteit"]}) {
      userErrors { code } } }`);
    expect(await socket.has(1)).toEqual([{ ideaPosted: { idea: { title: "Deelfiets" } } }]);
  });
});
