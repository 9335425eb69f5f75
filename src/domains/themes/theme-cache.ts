import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../../core/database/database.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { EventLogReader } from "../../core/event-log/event-log-reader.js";
import { changesThemes } from "./themes.events.js";
import { Theme } from "./theme.entity.js";

/** What the log does not tell of, such as what an operator changes in SQL, is visible after this. */
const ttlMs = 300_000;
/** More than any expected vocabulary has; further themes are read when they are first requested. */
const maxPreloaded = 10_000;

/**
 * The themes in the memory of this process, as the event log last said that they changed: they are few, and part of almost
 * every response.
 */
export class ThemeCache {
  readonly #themes = new Map<string, Promise<Theme | null>>();
  #loadedAtMs = -Infinity;
  /** How often it was cleared: what was read before that may be outdated. */
  #cleared = 0;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {}

  /** Clears the cache with each event that changes a theme, from now on. */
  follow(events: EventLogReader): void {
    events.follow({ onEvent: (event) => changesThemes(event) && this.clear(), onReset: () => this.clear() });
  }

  /** Reads all themes again when the next one is requested. */
  clear(): void {
    this.#cleared++;
    this.#loadedAtMs = -Infinity;
    this.#themes.clear();
  }

  /** The theme with this id, by `read` on a miss. An unknown id is not cached, as the theme may be imported later. */
  theme(id: string, read: (id: string) => Promise<Theme | null>): Promise<Theme | null> {
    if (this.elapsedMs() - this.#loadedAtMs > ttlMs) this.#reload();
    const cleared = this.#cleared;
    return (
      this.#themes.get(id) ??
      read(id).then((theme) => {
        if (theme) this.#set(theme, cleared);
        return theme;
      })
    );
  }

  #set(theme: Theme, cleared: number): void {
    if (cleared === this.#cleared) this.#themes.set(theme.id, Promise.resolve(theme));
  }

  /** Clears the cache and loads all themes in the background, so that a request waits for its own themes only. */
  #reload(): void {
    this.#loadedAtMs = this.elapsedMs();
    this.#themes.clear();
    const cleared = this.#cleared;
    this.database.reads
      .query<Theme>(sql`SELECT ${columnsOf(this.database.source, Theme, "e")} FROM theme e LIMIT ${maxPreloaded}`)
      .then((rows) => {
        for (const row of rows) this.#set(entityOf(Theme, row), cleared);
      })
      .catch((error: unknown) => this.log.debug({ err: error }, "the themes could not be read at once"));
  }
}
