import sql from "sql-template-tag";
import { connectionOf, type Database } from "../../../core/database/database.js";
import { announcing } from "../../../core/event-log/announce.js";
import { trainRanker } from "../learning/train.js";
import { TrainedModel } from "./ranker-model.entity.js";
import { readHistory } from "./training-history.js";

/**
 * Learns from the network's own history which ranking finds its collaborations best, stores it as the next version, and
 * tells the log: every process ranks by it from then on. Where nothing beats themes on what was held out, themes are
 * what is stored.
 */
export async function trainAndStore(
  database: Database,
  { url, seed, now }: { url: string; seed: number; now: () => Date },
): Promise<TrainedModel> {
  const { model, evaluation } = trainRanker(await readHistory(database, url), seed);
  return announcing(database, async (manager, announce) => {
    const db = connectionOf(manager);
    await db.query(sql`SELECT pg_advisory_xact_lock(hashtext('ranker.trained'))`);
    const [last] = await db.query<{ version: number }>(
      sql`SELECT coalesce(max(version), 0) AS version FROM ranker_model`,
    );
    const trained = Object.assign(new TrainedModel(), {
      version: last!.version + 1,
      trainedAt: now(),
      kind: model.kind,
      model,
      evaluation,
    });
    await manager.insert(TrainedModel, trained);
    announce({ kind: "ranker.trained", subjectId: null, data: { version: trained.version, ranking: model.kind } });
    return trained;
  });
}
