import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../../../core/database/database.js";
import type { EventLogReader } from "../../../core/event-log/event-log-reader.js";
import type { ScoredMember } from "../interest-index/top-k-search.js";
import type { InterestStore } from "../interest-index/interest-store.js";
import { FeatureComputer } from "../learning/features.js";
import { scoreWith, sharesOf, themesModel, type RankerModel } from "../learning/model.js";
import { Projection } from "../../../core/event-log/projection.js";
import type { MemberGraphProjection } from "../graph/member-graph.projection.js";
import { liveNetwork } from "./live-network.js";

/**
 * Ranks by what the network learned last: the newest model, taken over in every process as soon as the log tells of it.
 */
export class Ranker {
  model: RankerModel = themesModel;
  /** 0 before the network has learned anything. */
  version = 0;
  readonly projection: Projection;
  readonly #computer = new FeatureComputer();

  constructor(
    readonly database: Database,
    events: EventLogReader,
    readonly memberGraph: MemberGraphProjection,
    log: Logger,
  ) {
    this.projection = new Projection(events, log, {
      name: "the learned ranking",
      load: () => this.#load(),
      read: () => Promise.resolve(),
      affectedIds: ({ kind }) => (kind === "ranker.trained" ? "all" : []),
    });
  }

  /** Whether themes alone rank, as the interest index does exactly. */
  get isByThemes(): boolean {
    return this.model.kind === "themes";
  }

  /**
   * `nominated` and whoever is tied to the target by collaborations, gatherings or place of work, the best first, each
   * with its share of the best one's score: 0..1. Members have the numbers of `store`. Null when the graph does not
   * know the target.
   */
  rank(targetId: string, store: InterestStore, nominated: readonly number[]): ScoredMember[] | null {
    const { graph } = this.memberGraph;
    const target = graph.members.find(targetId);
    if (target < 0) return null;
    const known = nominated
      .map((member) => graph.members.findAs(store.members, member))
      .filter((member) => member >= 0);
    const features = this.#computer.featuresOf(liveNetwork(store, graph), target, known);
    const shares = sharesOf(this.model, scoreWith(this.model, features));
    const ranked: ScoredMember[] = [];
    features.candidates.forEach((candidate, position) => {
      const member = store.members.findAs(graph.members, candidate);
      if (member >= 0) ranked.push({ member, score: shares[position]! });
    });
    return ranked.sort((one, other) => other.score - one.score || store.members.compare(one.member, other.member));
  }

  async #load(): Promise<void> {
    const [row] = await this.database.reads.query<{ version: number; model: RankerModel }>(
      sql`SELECT version, model FROM ranker_model ORDER BY version DESC LIMIT 1`,
    );
    if (!row) return;
    this.version = row.version;
    this.model = row.model;
  }
}
