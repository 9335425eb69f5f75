import type DataLoader from "dataloader";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { EventLogReader } from "../event-log/event-log-reader.js";
import type { NodeRegistry } from "./node-registry.js";
import type { MergedReference } from "../database/merged-references.js";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import { announcing, type Announce } from "../event-log/announce.js";
import { Fault } from "../errors/fault.js";
import { invalidAccessToken } from "../errors/refusals.js";
import type { LinkTo } from "../links/links.js";
import type { ErrorCounts } from "../metrics/error-counts.js";
import { Language } from "../texts/language.js";

/** What lives as long as the process, for every domain. A domain declares what it adds in `<name>.services.ts`. */
export interface CoreServices {
  database: Database;
  /** Reads the event log, and wakes the readers of all processes. */
  events: EventLogReader;
  /** Fetches any node by its id. */
  nodes: NodeRegistry;
  mailer: MailSender;
  /** The errors that clients received. */
  errorCounts: ErrorCounts;
  /** Whether clients may not see the schema, as when introspection is off: no error then names what is in it. */
  hidesSchema: boolean;
  /** Whether what members write is limited. */
  writeLimits: boolean;
  /** How much comes from one client address, at once and then a minute. */
  addressLimits: AddressLimits;
  /** The address under which clients reach the service, without a slash at its end; empty before it listens. */
  publicUrl: () => string;
  /** Where links to what the network is about lead. */
  linkTo: LinkTo;
  /** The columns that follow when a theme or an organisation is merged. */
  mergedReferences: readonly MergedReference[];
  /** The current time; tests replace it. */
  now: () => Date;
  /** Generates an id: a UUID version 7. */
  newId: () => string;
}

/** The part of the mailer that domains use. */
export interface MailSender {
  /** Whether mails reach people, so that they can verify an address; false while mails are written to files. */
  readonly reachesPeople: boolean;
  /** How many mails go to one address. */
  readonly limits: { asked: number; unasked: number };
  /** The address of a member's account; null without one. */
  addressOf: (db: Connection, memberId: string) => Promise<string | null>;
  /** Sends the mails in the outbox without waiting for the next interval. */
  wake: () => void;
}

export interface AddressLimits {
  /** Attempts that fail, such as links that do not work. */
  failures: number;
  /** Sign-ups, requests for a new password and sign-ins that begin at the issuer. */
  signUps: number;
}

export interface Client {
  address: string;
  userAgent: string | null;
}

/** The place of an operation among those that run. */
export interface Pausable {
  /** Gives the place up until the returned function is called, for a wait that costs the service nothing. */
  pause: () => () => void;
}

/** What lives as long as one request, or as one delivery of an event. */
export interface Context extends CoreServices {
  /** Outside a transaction, reads alone; inside `inTransaction`, the transaction. */
  db: Connection;
  /** The id of the caller as a member; null when nobody is signed in. */
  callerId: string | null;
  /** True when the request has an access token that is not valid: its sender is no stranger, but not known either. */
  hasInvalidToken: boolean;
  /** The session of the access token; null for a token issued by an operator or an external issuer. */
  sessionId: string | null;
  /** Where the request comes from. */
  client: Client;
  /** The operation's place among those that run; absent where operations have none. */
  permit?: Pausable;
  /** True where blocks are ignored, as when a member is reported. */
  throughBlocks?: boolean;
  /** The language of texts when the query specifies none: the one that the request asks for, else Dutch. */
  language: Language;
  /** Null when the request asks for none. */
  requestedLanguage: Language | null;
  requestId: string;
  log: Logger;
  /** One DataLoader per batched read, so that all keys of one tick are read in one statement. */
  loaders: Map<object | string, DataLoader<string, unknown>>;
}

/** What a transaction adds to the context. */
export interface Transaction {
  manager: EntityManager;
  /** Appends an event to the log, in the last statement of the transaction. */
  announce: Announce;
  /** Registers work to run after the commit; it does not run on a rollback. */
  onCommit: (work: () => void) => void;
}

/** A context whose reads and writes all go through one transaction. */
export type TransactionContext<Of extends Context = Context> = Of & Transaction;

/** The context of work outside a request; `log` receives its messages. */
export const systemContext = <Services extends CoreServices>(services: Services, log: Logger): Services & Context =>
  inherit(services, {
    db: services.database.reads,
    callerId: null,
    hasInvalidToken: false,
    sessionId: null,
    client: { address: "", userAgent: null },
    language: Language.NL,
    requestedLanguage: null,
    requestId: services.newId(),
    log,
    loaders: new Map(),
  });

/**
 * What `base` has, with these properties of its own. A context inherits from the services, as copying some thirty
 * properties for each request costs time and memory; so it is never spread, which would lose what it inherits.
 */
export const inherit = <Base extends object, Own extends object>(base: Base, own: Own): Base & Own =>
  Object.assign(Object.create(base) as Base, own);

/** The caller as a transaction finds them: neither an erasure nor a suspension can follow before it ends. */
export interface LockedCaller {
  suspendedUntil: Date | null;
}

/**
 * Runs `work` in one transaction; its events are committed with it or not at all. What `admit` throws about the caller
 * comes before anything that `work` throws.
 */
export async function inTransaction<Of extends Context, T>(
  ctx: Of,
  work: (tx: TransactionContext<Of>) => Promise<T>,
  admit: (caller: LockedCaller) => void = () => undefined,
): Promise<T> {
  let afterCommit: (() => void)[] = [];
  const result = await announcing(
    ctx.database,
    async (manager, announce) => {
      // A transaction that is retried starts from the beginning.
      afterCommit = [];
      const onCommit = (work: () => void): void => void afterCommit.push(work);
      const db = connectionOf(manager);
      // Sent first, so that later statements wait for it; its result is checked before the commit.
      const callerLock = ctx.callerId === null ? null : lockCaller(db, ctx.callerId).then(admit);
      callerLock?.catch(() => undefined);
      try {
        return await work(inherit(ctx, { db, manager, announce, onCommit, loaders: new Map() }));
      } finally {
        await callerLock;
      }
    },
    () => ctx.events.wake(),
  );
  // Rows that were read before may have changed.
  ctx.loaders.clear();
  for (const run of afterCommit) run();
  return result;
}

/**
 * Locks the account of the caller until the transaction ends. An erasure and a suspension lock it FOR UPDATE, so they
 * wait for writes under way, and writes that come later see them.
 */
async function lockCaller(db: Connection, callerId: string): Promise<LockedCaller> {
  const [caller] = await db.query<LockedCaller>(sql`
    SELECT suspended_until AS "suspendedUntil" FROM member WHERE id = ${callerId} AND erased_at IS NULL FOR KEY SHARE`);
  if (!caller) throw new Fault("UNAUTHENTICATED", "This account is not there any more: sign up anew.");
  return caller;
}

/**
 * Runs `work` without the place of the operation among those that run: for work that costs the service nothing, or that
 * has a limit of its own.
 */
export async function withoutPermit<T>({ permit }: Context, work: () => Promise<T>): Promise<T> {
  const resume = permit?.pause();
  try {
    return await work();
  } finally {
    resume?.();
  }
}

/** The id of the caller; UNAUTHENTICATED when nobody is signed in. */
export function requireCaller(ctx: Context): string {
  const callerId = viewerId(ctx);
  if (callerId === null)
    throw new Fault("UNAUTHENTICATED", "Sign in first, and send the access token as a Bearer token.");
  return callerId;
}

/**
 * The id of the caller, for a field that has a value for nobody as well: null when nobody is signed in; UNAUTHENTICATED
 * when the access token is not valid, as its sender would take that value for their own.
 */
export function viewerId({ callerId, hasInvalidToken }: Context): string | null {
  if (callerId === null && hasInvalidToken) throw invalidAccessToken();
  return callerId;
}
