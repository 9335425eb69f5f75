import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { loseLastEvents } from "../support/event-positions.js";
import { followed, logEnd } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
const POST = `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { message } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp();
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(() => app.end());

const post = async (title: string) =>
  expect((await app.ask(POST, { title }, token)).data.postIdea.userErrors).toEqual([]);
const titles = (results: Live[]) => results.map(({ ideaPosted }) => ideaPosted.idea.title);
const notOfThisLog = { errors: [{ extensions: { code: "INVALID_CURSOR" } }] };

it("a database that lost the log's end, as after a restore, is noticed: no cursor of what is gone skips what came instead", async () => {
  await post("gebleven");
  const kept = await logEnd(app);
  const live = followed<Live>(app.socket(), LIVE, { after: kept });
  for (const title of ["verloren 1", "verloren 2"]) await post(title);
  const lost = (await live.has(2)).at(-1)!.ideaPosted.cursor;

  // As a restore leaves it: the last two events are gone, and their positions are given again.
  await loseLastEvents(app.services.database.source, 2);
  for (const title of ["nieuw 1", "nieuw 2", "nieuw 3"]) await post(title);

  expect(await live.end()).toMatchObject(notOfThisLog);
  expect(await followed(app.socket(), LIVE, { after: lost }).end()).toMatchObject(notOfThisLog);
  const resumed = followed<Live>(app.socket(), LIVE, { after: kept });
  expect(titles(await resumed.has(3))).toEqual(["nieuw 1", "nieuw 2", "nieuw 3"]);
  await post("nieuw 4");
  expect(titles(await resumed.has(4)).at(-1)).toBe("nieuw 4");
  resumed.stop();
});

it("is noticed also when the new last event is about the same as the lost one", async () => {
  const supported = (await app.ask("{ ideas(first: 1) { nodes { id } } }")).data.ideas.nodes[0].id as string;
  const support = async () => {
    const { data } = await app.ask(
      `mutation ($ideaId: ID!) { unsupportIdea(input: {ideaId: $ideaId}) { userErrors { code } }
        supportIdea(input: {ideaId: $ideaId}) { userErrors { code } } }`,
      { ideaId: supported },
      token,
    );
    expect(data.supportIdea.userErrors).toEqual([]);
  };
  await support();
  const live = followed<Live>(app.socket(), LIVE);
  await post("verloren");
  await live.has(1);
  await support();
  await app.caughtUp();
  const { head } = app.services.events;
  await loseLastEvents(app.services.database.source, 3);
  await post("nieuw");
  await support();
  expect(await app.services.events.end()).toBe(head);
  app.services.events.wake();
  expect(await live.end()).toMatchObject(notOfThisLog);
});
