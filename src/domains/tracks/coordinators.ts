import sql from "sql-template-tag";
import { rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkVisible, visibleAmong } from "../gatherings/visible-members.js";
import { coordinatorIds } from "./track.reads.js";
import { trackWording } from "./track.wording.js";

/**
 * Gives a track these coordinators instead of those former ones whom the caller sees; the ids of those who are new, null
 * when all stay the same.
 */
export async function setCoordinators(
  tx: TransactionContext,
  trackId: string,
  ids: readonly string[],
): Promise<string[] | null> {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0)
    rejectInput(InputProblem.DUPLICATE, trackWording.coordinatorTwice, "coordinators", String(repeated));
  const before = await coordinatorIds(tx, trackId);
  const added = ids.filter((id) => !before.includes(id));
  await checkVisible(tx, ids, { field: "coordinators", wording: trackWording.noCoordinator });
  const visible = await visibleAmong(tx, before);
  const gone = before.filter((id) => visible.has(id) && !ids.includes(id));
  if (gone.length === 0 && added.length === 0) return null;
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM track_coordinator WHERE track_id = ${trackId} AND member_id = ANY(${gone}::uuid[]))
    INSERT INTO track_coordinator (track_id, member_id) SELECT ${trackId}, unnest(${added}::uuid[]) ON CONFLICT DO NOTHING`);
  return added;
}
