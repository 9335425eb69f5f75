import type DataLoader from "dataloader";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Budgets } from "../budget/budgets.js";
import type { TrustedDocuments } from "../../server/operations/trusted-documents.js";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import { insertEvents, type NewEvent } from "../event-log/append-events.js";
import type { OpenIdConnect } from "../../domains/identity/oidc/open-id-connect.js";
import type { PasswordHasher } from "../../domains/identity/passwords.js";
import type { Revocations } from "../../domains/identity/revocations.js";
import type { Tokens } from "../../domains/identity/tokens.js";
import type { EventLogReader } from "../event-log/event-log-reader.js";
import type { SubscriptionHub } from "../subscriptions/subscription-hub.js";
import type { JobRunner } from "../jobs/job-runner.js";
import type { Mailer } from "../mail/mailer.js";
import type { Exposure } from "../../domains/impressions/exposure.js";
import type { Ranker } from "../../domains/matchmaking/ranker/ranker.js";
import type { MemberGraphProjection } from "../../domains/matchmaking/graph/member-graph.projection.js";
import type { InterestIndex } from "../../domains/matchmaking/interest-index/interest-index.js";
import type { Notifier } from "../../domains/notifications/notifier.js";
import type { ThemeCache } from "../../domains/themes/theme-cache.js";
import { Fault } from "../errors/fault.js";
import { Language } from "./language.js";

/** What lives as long as the process. */
export interface Services {
  database: Database;
  tokens: Tokens;
  revocations: Revocations;
  passwords: PasswordHasher;
  events: EventLogReader;
  /** The subscriptions under way in this process. */
  subscriptions: SubscriptionHub;
  /** Makes notifications of what happens. */
  notifier: Notifier;
  budgets: Budgets;
  mailer: Mailer;
  /** The periodic jobs of this process. */
  jobs: JobRunner;
  /** The external issuer that members may sign in with; null when there is none. */
  oidc: OpenIdConnect | null;
  /** The interests of all members, in memory. */
  interests: InterestIndex;
  /** Who was suggested to how many. */
  exposure: Exposure;
  /** What ties members together, in memory. */
  memberGraph: MemberGraphProjection;
  /** What the network has learned suggestions to be ranked by. */
  ranker: Ranker;
  /** How many of the first ten suggestions are fresh contacts at least, where there are that many. */
  freshContacts: number;
  /** How many suggestions this process has given to members, and how many of them were fresh contacts. */
  suggestionCounts: { given: number; fresh: number };
  /** Which of the two ranks suggestions by themes: they give the same. */
  suggestionsBy: "index" | "sql";
  /** The themes, in memory. */
  themeCache: ThemeCache;
  /** The only documents that run; null when any may. */
  trustedDocuments: TrustedDocuments | null;
  /** The address under which clients reach the service, without a slash at its end; empty before it listens. */
  publicUrl: () => string;
  /** The clock. */
  now: () => Date;
  /** Makes an id: a UUID version 7. */
  newId: () => string;
}

export interface Client {
  address: string;
  userAgent: string | null;
}

/** What lives as long as one request, or as the delivery of one event. */
export interface Context extends Services {
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

/** A context whose reads and writes all go through one transaction. */
export interface TransactionContext extends Context {
  manager: EntityManager;
  /** Goes into the event log as the last statement of the transaction. */
  announce: (event: NewEvent) => void;
  /** Is called once the transaction is committed, and never when it is not. */
  onCommit: (work: () => void) => void;
}

/** The context of what no request asked for; `log` tells how it went. */
export const systemContext = (services: Services, log: Logger): Context => ({
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
export async function inTransaction<T>(ctx: Context, work: (tx: TransactionContext) => Promise<T>): Promise<T> {
  let events: NewEvent[] = [];
  let committed: (() => void)[] = [];
  const result = await ctx.database.transaction(
    async (manager) => {
      // A transaction that is repeated begins anew.
      events = [];
      committed = [];
      const announce = (event: NewEvent): void => void events.push(event);
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
    () => (events.length > 0 ? insertEvents(events) : null),
  );
  // What was read before may have changed.
  ctx.loaders.clear();
  if (events.length > 0) ctx.events.wake();
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
