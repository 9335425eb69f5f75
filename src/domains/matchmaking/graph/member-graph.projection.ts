import type { Logger } from "pino";
import type { Database } from "../../../core/database/database.js";
import type { EventLogReader } from "../../../core/event-log/event-log-reader.js";
import type { LoggedEvent } from "../../../core/event-log/events.js";
import type { ImportFileName } from "../../../import/import-file.js";
import { Projection } from "../../../core/event-log/projection.js";
import { MemberGraph } from "./member-graph.js";
import { loadMemberGraph, tiesOf } from "./member-graph.reads.js";

/**
 * One process's copy of what ties members together: loaded once from a snapshot, then kept current from the event log.
 */
export class MemberGraphProjection {
  graph = new MemberGraph();
  readonly projection: Projection;

  constructor(
    readonly database: Database,
    events: EventLogReader,
    readonly url: string,
    log: Logger,
  ) {
    this.projection = new Projection(events, log, {
      name: "who knows whom",
      load: async () => void (this.graph = await loadMemberGraph(this.url)),
      read: (ids) => this.#read(ids),
      affectedIds,
    });
  }

  async #read(ids: string[]): Promise<void> {
    const rows = await tiesOf(this.database.reads, ids);
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) this.graph.set(id, found.get(id) ?? null);
  }
}

/** The files whose rows the graph is made of. */
const files: readonly ImportFileName[] = ["members.csv", "collaborations.csv", "gatherings.csv", "registrations.csv"];

function affectedIds({ kind, subjectId, data }: LoggedEvent): string[] | "all" {
  if (kind === "member.joined" || kind === "member.updated" || kind === "member.erased") return [subjectId];
  if (kind === "moderation.decided" || kind === "moderation.reversed") return [subjectId, ...data.affectedIds];
  if (kind === "collaboration.started" || kind === "organisation.merged") return data.memberIds;
  if (kind === "collaboration.joined" || kind === "collaboration.left") return [data.memberId];
  if (kind === "registration.changed") return data.memberId === undefined ? [] : [data.memberId];
  return kind === "network.imported" && files.includes(data.file) ? "all" : [];
}
