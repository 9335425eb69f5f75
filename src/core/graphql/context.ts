import type DataLoader from "dataloader";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { EventLogReader } from "../event-log/event-log-reader.js";
import type { NodeRegistry } from "./node-registry.js";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import { announcing, type Announce } from "../event-log/announce.js";
import { Fault } from "../errors/fault.js";
import { Language } from "./language.js";

/** What lives as long as the process, and every domain may use. A domain that offers more declares it in `<name>.services.ts`. */
export interface CoreServices {
  database: Database;
  /** Reads the event log, and wakes the readers of all processes. */
  events: EventLogReader;
  /** Fetches any node by its id. */
  nodes: NodeRegistry;
  mailer: MailSender;
  /** The address under which clients reach the service, without a slash at its end; empty before it listens. */
  publicUrl: () => string;
  /** The clock. */
  now: () => Date;
  /** Makes an id: a UUID version 7. */
  newId: () => string;
}

/** What the writers of mails need of the sender of the outbox. */
export interface MailSender {
  /** Whether mails reach people, so that an address can be shown to be somebody's; false while they are written to files. */
  readonly reachesPeople: boolean;
  /** Looks into the outbox now. */
  wake: () => void;
}

export interface Client {
  address: string;
  userAgent: string | null;
}

/** What lives as long as one request, or as the delivery of one event. */
export interface Context extends CoreServices {
  /** The pool; inside `inTransaction`, the transaction. */
  db: Connection;
  /** The member who asks; null when nobody is signed in. */
  callerId: string | null;
  /** The session that the access token belongs to; null for a token of an operator's making or of an external issuer. */
  sessionId: string | null;
  /** Where the request comes from. */
  client: Client;
  /** What the operation costs its caller; set when it is charged, before it runs. */
  cost?: number;
  /** Set where a block must not matter, as when somebody is reported. */
  throughBlocks?: boolean;
  /** The language of texts for which the query names none. */
  language: Language;
  requestId: string;
  log: Logger;
  /** One DataLoader for each batched read, so that what one tick asks for goes in one statement. */
  loaders: Map<object | string, DataLoader<string, unknown>>;
}

/** What a transaction adds to the context of those who write in it. */
export interface Transaction {
  manager: EntityManager;
  /** Goes into the event log as the last statement of the transaction. */
  announce: Announce;
  /** Is called once the transaction is committed, and never when it is not. */
  onCommit: (work: () => void) => void;
}

/** A context whose reads and writes all go through one transaction. */
export type TransactionContext<Of extends Context = Context> = Of & Transaction;

/** The context of work that no request asked for; `log` receives how it went. */
export const systemContext = <Services extends CoreServices>(services: Services, log: Logger): Services & Context => ({
  ...services,
  db: services.database,
  callerId: null,
  sessionId: null,
  client: { address: "", userAgent: null },
  language: Language.NL,
  requestId: services.newId(),
  log,
  loaders: new Map(),
});

/** Runs `work` in one transaction; what it announces is in the log with it or not at all. */
export async function inTransaction<Of extends Context, T>(
  ctx: Of,
  work: (tx: TransactionContext<Of>) => Promise<T>,
): Promise<T> {
  let committed: (() => void)[] = [];
  const result = await announcing(
    ctx.database,
    async (manager, announce) => {
      // A transaction that is repeated begins anew.
      committed = [];
      const onCommit = (work: () => void): void => void committed.push(work);
      const db = connectionOf(manager);
      // Sent first, so that all that comes after it waits for it; its answer counts before the commit.
      const kept = ctx.callerId === null ? null : keepCaller(db, ctx.callerId);
      kept?.catch(() => undefined);
      try {
        return await work({ ...ctx, db, manager, announce, onCommit, loaders: new Map() });
      } finally {
        await kept;
      }
    },
    () => ctx.events.wake(),
  );
  // What was read before may have changed.
  ctx.loaders.clear();
  for (const tell of committed) tell();
  return result;
}

/** Keeps the caller's account from being erased until the transaction ends, so that nothing of theirs lands after it. */
async function keepCaller(db: Connection, callerId: string): Promise<void> {
  const kept = await db.query(sql`SELECT 1 FROM member WHERE id = ${callerId} AND erased_at IS NULL FOR KEY SHARE`);
  if (kept.length === 0) throw new Fault("UNAUTHENTICATED", "This account is not there any more: sign up anew.");
}

/** The member who asks; a fault when nobody is signed in. */
export function requireCaller(ctx: Context): string {
  if (ctx.callerId === null)
    throw new Fault("UNAUTHENTICATED", "Sign in first, and send the access token as a Bearer token.");
  return ctx.callerId;
}
