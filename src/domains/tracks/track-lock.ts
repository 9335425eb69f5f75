import sql from "sql-template-tag";
import { actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { LearningTrack } from "./learning-track.entity.js";
import { trackPolicy } from "./track.policy.js";
import { coordinatorIds } from "./track.reads.js";
import { trackWording } from "./track.wording.js";

/** The track, whoever may see it, locked until the transaction ends; null when there is none. */
export async function trackLocked(tx: TransactionContext, id: string): Promise<LearningTrack | null> {
  const [row] = await tx.db.query<LearningTrack>(sql`
    SELECT ${columnsOf(tx.database.source, LearningTrack, "e")} FROM learning_track e WHERE e.id = ${id} FOR UPDATE`);
  return row ? entityOf(LearningTrack, row) : null;
}

/** The track that the caller may edit, locked, in the version that the change is based on. */
export async function managedLocked(tx: TransactionContext, id: string, version: number): Promise<LearningTrack> {
  const track = await trackLocked(tx, id);
  if (!track || !can(await actorOf(tx), trackPolicy.manage, { coordinatorIds: await coordinatorIds(tx, id) }))
    return reject("NOT_FOUND", trackWording.noOwnTrack, "id");
  if (track.version !== version) throw new Rejection([new StaleVersionError(track.version)]);
  return track;
}
