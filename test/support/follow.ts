import sql from "sql-template-tag";
import type { Client } from "graphql-ws";
import { beginning, encodeCursor, eventCursor } from "../../src/core/event-log/log-cursor.js";
import type { TestApp } from "./app.js";

/** What a subscription has delivered so far, and how it ended. */
export interface Followed<T> {
  received: T[];
  /** Set once it has ended by an error or by completion. */
  ended: { errors?: readonly { message: string; extensions?: Record<string, unknown> }[] } | null;
  /** Waits until `count` results have come. */
  has: (count: number) => Promise<T[]>;
  /** Waits until the subscription has ended. */
  end: () => Promise<Followed<T>["ended"]>;
  stop: () => void;
}

/** Follows a subscription and keeps what it delivers. */
export function followed<T>(client: Client, query: string, variables?: Record<string, unknown>): Followed<T> {
  const state: Followed<T> = {
    received: [],
    ended: null,
    has: async (count) => {
      while (state.received.length < count) {
        if (state.ended)
          throw new Error(`ended after ${state.received.length} of ${count}: ${JSON.stringify(state.ended)}`);
        await changed();
      }
      return state.received;
    },
    end: async () => {
      while (!state.ended) await changed();
      return state.ended;
    },
    stop: () => unsubscribe(),
  };
  const waiting: (() => void)[] = [];
  const changed = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const tell = () => waiting.splice(0).forEach((resolve) => resolve());
  const unsubscribe = client.subscribe<T>(
    { query, ...(variables && { variables }) },
    {
      next: ({ data, errors }) => {
        if (errors) state.ended = { errors: errors };
        else state.received.push(data!);
        tell();
      },
      error: (error) => {
        state.ended = {
          errors: Array.isArray(error)
            ? error
            : [{ message: String((error as Error).message ?? JSON.stringify(error)) }],
        };
        tell();
      },
      complete: () => {
        state.ended ??= {};
        tell();
      },
    },
  );
  return state;
}

/** One operation over the WebSocket, to its first result. */
export async function once<T>(client: Client, query: string, variables?: Record<string, unknown>): Promise<T> {
  for await (const { data, errors } of client.iterate<T>({ query, ...(variables && { variables }) })) {
    if (errors) throw new Error(JSON.stringify(errors));
    return data!;
  }
  throw new Error("no result");
}

/** The cursor of the log's end as it is now, whatever the process has read of it. */
export async function logEnd({ services }: TestApp): Promise<string> {
  const [last] = await services.database.query<{ position: string; occurredAt: Date }>(
    sql`SELECT position, occurred_at AS "occurredAt" FROM event ORDER BY position DESC LIMIT 1`,
  );
  return last ? eventCursor({ ...last, position: Number(last.position) }) : encodeCursor(beginning);
}

/** Waits until so many subscriptions are under way in the process. */
export async function subscribers(app: TestApp, count: number): Promise<void> {
  while (app.followers() !== count) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until the process has delivered all that is in the log now. */
export async function delivered(app: TestApp): Promise<void> {
  await app.caughtUp();
  await app.services.subscriptions.settled();
}
