import type { Logger } from "pino";
import sql, { raw } from "sql-template-tag";
import type { Database } from "../../database/database.js";
import type { EventStream, LoggedEvent } from "../../live/event-stream.js";
import type { Stance } from "../../members/member.enums.js";
import { flag, interestOf, stances, type InterestStore } from "./interest-store.js";
import { Ranking } from "./ranking.js";
import { flagsSql, loadSnapshot } from "./snapshot.js";

/** Members that are read anew in one statement. */
const batchSize = 500;
const retryMs = 250;

interface MemberRow {
  id: string;
  flags: number;
  themeIds: string[];
  stances: Stance[];
}

/**
 * One process's copy of all interests: loaded once from a snapshot, then kept current from the event log. An event names members
 * whose rows are read anew, so it does not matter how often, or in what order, they are.
 */
export class InterestIndex {
  /** Rankings compared with the database's so far, and those that differed twice in a row. */
  checks = 0;
  mismatches = 0;
  #store: InterestStore | null = null;
  #ranking: Ranking | null = null;
  #detach = (): void => undefined;
  /** Members that an event has named since they were last read. */
  #stale = new Set<string>();
  #reading: Promise<void> | null = null;
  /** Set while many rows came in by import: then all is loaded anew, beside the requests. */
  #reload = false;
  #stopped = false;
  readonly #loaded: Promise<void>;
  #tellLoaded!: () => void;

  constructor(
    readonly database: Database,
    readonly events: EventStream,
    readonly url: string,
    readonly log: Logger,
  ) {
    this.#loaded = new Promise((resolve) => (this.#tellLoaded = resolve));
  }

  /** Loads, and follows the log from then on; resolves when it can answer. */
  async start(): Promise<void> {
    this.#detach = this.events.attach((event) => this.#take(event));
    await this.#load();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#detach();
    this.#tellLoaded();
    return this.#reading ?? Promise.resolve();
  }

  get isReady(): boolean {
    return this.#store !== null;
  }

  /** Resolves when it can answer. */
  whenReady(): Promise<void> {
    return this.#loaded;
  }

  get store(): InterestStore {
    return this.#store!;
  }

  get ranking(): Ranking {
    return this.#ranking!;
  }

  get bytes(): number {
    return (this.#store?.bytes ?? 0) + (this.#ranking?.bytes ?? 0);
  }

  /** Reads the whole network again, beside the requests. */
  readAnew(): void {
    this.#reload = true;
    this.#catchUp();
  }

  /** Resolves once everything that was named until now is read. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading;
  }

  async #load(): Promise<void> {
    const began = performance.now();
    this.#reload = false;
    // What is named from here on may or may not be in the snapshot: it is read again after it.
    this.#stale.clear();
    const { store } = await loadSnapshot(this.url);
    this.#store = store;
    this.#ranking = new Ranking(store);
    this.#tellLoaded();
    this.log.info(
      { members: store.memberCount, interests: store.interestCount, ms: Math.round(performance.now() - began) },
      "loaded the interest index",
    );
    this.#catchUp();
  }

  #take({ kind, subjectId, data }: LoggedEvent): void {
    if (kind === "interests.set" || kind === "member.joined" || kind === "member.updated" || kind === "member.erased")
      this.#stale.add(subjectId);
    else if (kind === "moderation.decided" || kind === "moderation.reversed")
      for (const id of [subjectId, ...((data.affectedIds as string[] | undefined) ?? [])]) this.#stale.add(id);
    else if (kind === "network.imported" && /^(members|interests|themes)\.csv$/.test(String(data.file)))
      this.#reload = true;
    else return;
    if (this.isReady) this.#catchUp();
  }

  #catchUp(): void {
    if (this.#reading || this.#stopped || (this.#stale.size === 0 && !this.#reload)) return;
    this.#reading = this.#read()
      .catch(async (error: unknown) => {
        this.log.warn({ err: error }, "the interest index cannot be kept current; trying again");
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      })
      .finally(() => {
        this.#reading = null;
        this.#catchUp();
      });
  }

  async #read(): Promise<void> {
    if (this.#reload) return this.#load();
    const ids = [...this.#stale].slice(0, batchSize);
    // Taken off before they are read: who is named meanwhile is read once more.
    for (const id of ids) this.#stale.delete(id);
    try {
      await this.#readMembers(ids);
    } catch (error) {
      for (const id of ids) this.#stale.add(id);
      throw error;
    }
  }

  async #readMembers(ids: string[]): Promise<void> {
    const rows = await this.database.query<MemberRow>(sql`
      SELECT member.id, ${raw(flagsSql)}::int AS flags,
        coalesce(array_agg(theme_id) FILTER (WHERE theme_id IS NOT NULL), '{}') AS "themeIds",
        coalesce(array_agg(stance::text) FILTER (WHERE theme_id IS NOT NULL), '{}') AS stances
      FROM member LEFT JOIN interest ON member_id = member.id
      WHERE member.id = ANY(${ids}::uuid[]) GROUP BY member.id`);
    if (rows.some(({ themeIds }) => themeIds.some((id) => this.store.themes.find(id) < 0))) await this.#readThemes();
    const found = new Set(rows.map(({ id }) => id));
    for (const { id, flags, themeIds, stances: held } of rows)
      this.store.set(
        id,
        flags,
        themeIds.map((themeId, at) => interestOf(this.store.themes.find(themeId), stances.indexOf(held[at]!))),
      );
    for (const id of ids) if (!found.has(id) && this.store.members.find(id) >= 0) this.store.set(id, 0, []);
  }

  async #readThemes(): Promise<void> {
    this.store.addThemes(
      await this.database.query<{ id: string; broaderId: string | null }>(
        sql`SELECT id, broader_id AS "broaderId" FROM theme ORDER BY id`,
      ),
    );
  }
}

/** Whether a member may be suggested at all, as far as the index knows. */
export const isSuggestible = (store: InterestStore, member: number): boolean =>
  (store.flags[member]! & (flag.there | flag.suggestible)) === (flag.there | flag.suggestible);
