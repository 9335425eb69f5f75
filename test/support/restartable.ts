import { testApp, type TestApp } from "./app.js";
import { builders } from "./builders.js";
import { dropDatabase, newDatabaseUrl } from "./database.js";
import { freePort } from "./free-port.js";
import type { Config } from "../../src/config.js";

const POST = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { message } } }`;

export interface Restartable {
  /** The service that clients use; it keeps its address over a restart. */
  app: () => TestApp;
  /** Another process on the same database, which goes on meanwhile. */
  other: TestApp;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Posts an idea by the other process, as Ada or as the member of the token. */
  post: (title: string, input?: object, as?: string) => Promise<void>;
  end: () => Promise<void>;
}

/** A service that can be stopped and started again while ideas are posted elsewhere. */
export async function restartable(overrides: Partial<Config> = {}): Promise<Restartable> {
  const databaseUrl = await newDatabaseUrl();
  const other = await testApp(databaseUrl);
  const author = await builders(other.services.database.source.manager).buildMember({ name: "Ada" });
  const token = await other.tokenOf(author.id);
  const port = await freePort();
  let running: TestApp | null = await testApp(databaseUrl, { ...overrides, port });
  const stop = async (): Promise<void> => {
    await running?.end();
    running = null;
  };
  return {
    app: () => running!,
    other,
    stop,
    start: async () => {
      running = await testApp(databaseUrl, { ...overrides, port });
    },
    post: async (title, input = {}, as = token) => {
      const { data } = await other.ask(POST, { input: { kind: "IDEA", title, body: "…", themes: [], ...input } }, as);
      if (data.postIdea.userErrors.length > 0) throw new Error(JSON.stringify(data.postIdea.userErrors));
    },
    end: async () => {
      await stop();
      await other.end();
      await dropDatabase(databaseUrl);
    },
  };
}
