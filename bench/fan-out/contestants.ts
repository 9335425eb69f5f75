import { join } from "node:path";
import { newDatabase, type BenchServer } from "../speed/bench-database.js";
import type { Cleanup } from "../speed/cleanup.js";
import { generateNetwork, someMembers, themeSlug } from "../speed/generated-network.js";
import { askersOf, Client } from "../speed/load.js";
import { startService } from "../speed/service-process.js";
import { serverEnvironment, startPeer } from "./peer-process.js";
import { cpuSecondsOfFamily } from "./process-figures.js";

export const contestantNames = ["ours", "floor", "apollo", "mercurius", "yoga"] as const;

export type ContestantName = (typeof contestantNames)[number];

export const described: Record<ContestantName, string> = {
  ours: "this service",
  floor: "raw ws, a ready text to all",
  apollo: "Apollo Server, graphql-ws, type-graphql's PubSub",
  mercurius: "Mercurius subscriptions",
  yoga: "graphql-yoga, graphql-ws",
};

/** A server that runs, and how it is given an idea to tell its subscribers. */
export interface Contestant {
  name: ContestantName;
  url: string;
  pid: number;
  publish: (title: string) => Promise<void>;
  /** CPU seconds of its database so far; null without one. */
  databaseCpuSeconds: () => Promise<number | null>;
  stop: () => Promise<void>;
}

export type StartContestant = (name: ContestantName) => Promise<Contestant>;

const network = { members: 200, themes: 50, broader: 0 };
const authors = 32;
const postings = 32;
const post = "mutation ($input: PostIdeaInput!) { postIdea(input: $input) { userErrors { message } } }";

/** What starts contestants, each time in a process of its own; ours on a small network. */
export async function prepare(
  server: BenchServer,
  folder: string,
  cores: string | undefined,
  cleanup: Cleanup,
): Promise<StartContestant> {
  const database = await newDatabase(server, cleanup);
  await generateNetwork(database.url, network);
  const members = await someMembers(database.url, authors, 1);

  const startOurs = async (): Promise<Contestant> => {
    const dataDir = join(folder, "service");
    // In production it does not start without a mail server; none of its mails is written here.
    const env = { ...serverEnvironment, SMTP_URL: "smtp://127.0.0.1:9" };
    const service = { databaseUrl: database.url, dataDir, cores, env };
    const { url, pid, stop } = await startService(service, cleanup);
    const askers = await askersOf(members);
    const client = new Client(url, postings);
    let posted = 0;
    const publish = async (title: string): Promise<void> => {
      const themes = [themeSlug(1), themeSlug(2)];
      const input = { kind: "IDEA", title, body: "Wie doet er mee?", themes };
      const { postIdea } = await client.ask<Answer>(askers[posted++ % askers.length]!, post, { input });
      if (postIdea.userErrors[0]) throw new Error(postIdea.userErrors[0].message);
    };
    return {
      name: "ours",
      url,
      pid,
      publish,
      databaseCpuSeconds: async () => (server.pid === null ? null : cpuSecondsOfFamily(server.pid)),
      stop: async () => {
        client.close();
        await stop();
      },
    };
  };

  const start = async (name: ContestantName): Promise<Contestant> => {
    const { url, pid, stop } = await startPeer(name, cores, cleanup);
    const publish = async (title: string): Promise<void> => {
      const { ok, status } = await fetch(`${url}/publish`, { method: "POST", body: title });
      if (!ok) throw new Error(`${name} answers ${status}.`);
    };
    return { name, url, pid, publish, databaseCpuSeconds: () => Promise.resolve(null), stop };
  };

  return (name) => (name === "ours" ? startOurs() : start(name));
}

interface Answer {
  postIdea: { userErrors: { message: string }[] };
}
