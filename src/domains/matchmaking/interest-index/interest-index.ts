import type { Logger } from "pino";
import sql, { raw } from "sql-template-tag";
import type { Database } from "../../../core/database/database.js";
import { prepared } from "../../../core/database/prepared-statements.js";
import type { EventLogReader } from "../../../core/event-log/event-log-reader.js";
import type { LoggedEvent } from "../../../core/event-log/events.js";
import type { ImportFileName } from "../../../import/import-file.js";
import type { Stance } from "../../members/member.enums.js";
import { Projection } from "../../../core/event-log/projection.js";
import { flag, interestOf, stances, type InterestStore } from "./interest-store.js";
import { TopKSearch } from "./top-k-search.js";
import { flagsSql, loadSnapshot } from "./snapshot.js";

interface MemberRow {
  id: string;
  flags: number;
  themeIds: string[];
  stances: Stance[];
}

/** One process's copy of all interests: loaded once from a snapshot, then kept current from the event log. */
export class InterestIndex {
  /** Rankings compared with the database's so far, and those that differed twice in a row. */
  checks = 0;
  mismatches = 0;
  readonly projection: Projection;
  #store: InterestStore | null = null;
  #search: TopKSearch | null = null;

  constructor(
    readonly database: Database,
    readonly events: EventLogReader,
    readonly url: string,
    readonly log: Logger,
  ) {
    this.projection = new Projection(events, log, {
      name: "the interest index",
      load: () => this.#load(),
      read: (ids) => this.#readMembers(ids),
      affectedIds,
    });
  }

  get isReady(): boolean {
    return this.projection.isReady;
  }

  get store(): InterestStore {
    return this.#store!;
  }

  get search(): TopKSearch {
    return this.#search!;
  }

  /**
   * Whether the member has an account, as far as this process has read the log: false also for one that it knows
   * nothing of yet.
   */
  hasAccount(memberId: string): boolean {
    const member = this.#store?.members.find(memberId) ?? -1;
    return member >= 0 && (this.store.flags[member]! & flag.account) !== 0;
  }

  get bytes(): number {
    return (this.#store?.bytes ?? 0) + (this.#search?.bytes ?? 0);
  }

  async #load(): Promise<void> {
    const began = performance.now();
    const store = await loadSnapshot(this.url);
    this.#store = store;
    this.#search = new TopKSearch(store);
    this.log.info(
      { members: store.memberCount, interests: store.interestCount, ms: Math.round(performance.now() - began) },
      "loaded the interest index",
    );
  }

  async #readMembers(ids: string[]): Promise<void> {
    const rows = await this.database.reads.query<MemberRow>(
      prepared(sql`
      SELECT member.id,
        ${raw(flagsSql)}::int + CASE WHEN EXISTS (SELECT FROM account WHERE account.member_id = member.id) THEN ${raw(`${flag.account}`)} ELSE 0 END AS flags,
        coalesce(array_agg(theme_id) FILTER (WHERE theme_id IS NOT NULL), '{}') AS "themeIds",
        coalesce(array_agg(stance::text) FILTER (WHERE theme_id IS NOT NULL), '{}') AS stances
      FROM member LEFT JOIN interest ON member_id = member.id
      WHERE member.id = ANY(${ids}::uuid[]) GROUP BY member.id`),
    );
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
      await this.database.reads.query<{ id: string; broaderId: string | null }>(
        sql`SELECT id, broader_id AS "broaderId" FROM theme ORDER BY id`,
      ),
    );
  }
}

/** The files whose rows the index is made of. */
const files: readonly ImportFileName[] = ["members.csv", "interests.csv", "themes.csv"];

function affectedIds({ kind, subjectId, data }: LoggedEvent): string[] | "all" {
  if (kind === "interests.set" || kind === "member.joined" || kind === "member.updated" || kind === "member.erased")
    return [subjectId];
  if (kind === "moderation.decided" || kind === "moderation.reversed") return [subjectId, ...data.affectedIds];
  // Themes move seldom, and with them whom each of them reaches.
  if (kind === "theme.merged" || (kind === "theme.edited" && data.isMoved)) return "all";
  return kind === "network.imported" && files.includes(data.file) ? "all" : [];
}

/** Whether a member may be suggested at all, as far as the index knows. */
export const isSuggestible = (store: InterestStore, member: number): boolean =>
  (store.flags[member]! & (flag.there | flag.suggestible)) === (flag.there | flag.suggestible);
