import pg from "pg";
import type { Sql } from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { insertEvents } from "../../src/core/event-log/announce.js";
import { Language } from "../../src/core/texts/language.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { insertIdea } from "../../src/domains/ideas/idea.writes.js";
import { quantile } from "../speed/load.js";
import { chosenFor, ideaBody, ideaTitle } from "./example-idea.js";

export interface BareOptions {
  connections: number;
  /** The event and the commit are sent together, as the service does, or one after the answer to the other. */
  together: boolean;
  writers: number;
  forMs: number;
}

export interface Bare {
  ideas: number;
  perS: number;
  p50Ms: number;
  p99Ms: number;
  /** Milliseconds that each statement was waited for, on average. */
  statementMs: Record<string, number>;
}

/** The service's own statements for an idea, of many writers at once, without the service. */
export async function bareTransactions(
  url: string,
  authorIds: string[],
  themeIds: string[],
  { connections, together, writers, forMs }: BareOptions,
): Promise<Bare> {
  const pool = new pg.Pool({ connectionString: url, max: connections, pipeline: true });
  const waitedMs: Record<string, number> = {};
  const timed = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const made = await work;
    waitedMs[what] = (waitedMs[what] ?? 0) + performance.now() - began;
    return made;
  };
  const post = async (authorId: string, n: number): Promise<void> => {
    const client = await timed("a connection", pool.connect());
    const send = ({ text, values }: Sql): Promise<unknown> => client.query(text, values);
    try {
      const idea = newIdea(authorId, n);
      const chosen = chosenFor(n, themeIds);
      const data = { authorId, kind: idea.kind, themeIds: chosen };
      const event = insertEvents([{ kind: "idea.posted", subjectId: idea.id, data }]);
      await timed("BEGIN", client.query("BEGIN"));
      await timed("the idea and its themes", send(insertIdea(idea, chosen)));
      if (together) await timed("the event and COMMIT", Promise.all([send(event), client.query("COMMIT")]));
      else {
        await timed("the event", send(event));
        await timed("COMMIT", client.query("COMMIT"));
      }
    } finally {
      client.release();
    }
  };
  const took: number[] = [];
  const began = performance.now();
  let last = began;
  const keepPosting = async (writer: number): Promise<void> => {
    for (let n = writer; performance.now() - began < forMs; n += writers) {
      const asked = performance.now();
      await post(authorIds[n % authorIds.length]!, n);
      last = performance.now();
      took.push(last - asked);
    }
  };
  try {
    await Promise.all(Array.from({ length: writers }, (_, writer) => keepPosting(writer)));
  } finally {
    await pool.end();
  }
  return {
    ideas: took.length,
    perS: (took.length / (last - began)) * 1_000,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
    statementMs: Object.fromEntries(Object.entries(waitedMs).map(([what, ms]) => [what, ms / took.length])),
  };
}

const newIdea = (authorId: string, n: number): Idea =>
  Object.assign(new Idea(), {
    id: uuidv7(),
    kind: IdeaKind.IDEA,
    title: ideaTitle(n),
    body: ideaBody,
    language: Language.NL,
    status: IdeaStatus.OPEN,
    authorId,
    postedAt: new Date(),
    version: 1,
    idempotencyKey: null,
  });
