import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { requireCaller, type Context } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { reject, rejectInput } from "../../../core/errors/user-error.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { participating } from "../../../core/access/actor.js";
import { memberById } from "../../members/member.reads.js";
import { SuggestionDismissal } from "./dismissal.entity.js";
import type { DismissSuggestionInput } from "./dismissal.inputs.js";
import type { Wording } from "../../../core/texts/wording.js";
import { memberWording } from "../../members/member.wording.js";
import { forgetImpressions } from "../../impressions/impression.service.js";

const yourself: Wording = {
  NL: "Je komt nooit in je eigen suggesties voor: kies een ander lid.",
  FR: "Vous ne figurez jamais parmi vos propres suggestions : choisissez un autre membre.",
  EN: "You are never suggested to yourself: choose another member.",
};

/** From now on the caller is not suggested this member; done twice it counts once, for the reason given last. */
export async function dismissSuggestion(ctx: Context, input: DismissSuggestionInput): Promise<SuggestionDismissal> {
  const memberId = requireCaller(ctx);
  const { reason } = input;
  return participating(ctx, async (tx) => {
    const dismissedId = otherMember(memberId, input.memberId);
    const member = await memberById(tx, dismissedId);
    if (member?.erasedAt !== null) reject("NOT_FOUND", memberWording.noMember, "memberId");
    const changed = await tx.db.query(sql`
      INSERT INTO suggestion_dismissal AS known (member_id, dismissed_id, reason, dismissed_at)
      VALUES (${memberId}, ${dismissedId}, ${reason}, ${tx.now()})
      ON CONFLICT (member_id, dismissed_id) DO UPDATE SET reason = excluded.reason WHERE known.reason <> excluded.reason
      RETURNING member_id`);
    if (changed.length > 0) {
      await countWrite(tx, "setting");
      tx.announce({ kind: "suggestion.dismissed", subjectId: dismissedId, data: { memberId, dismissedId, reason } });
    }
    const [row] = await tx.db.query<SuggestionDismissal>(sql`
      SELECT ${columnsOf(tx.database.source, SuggestionDismissal, "e")} FROM suggestion_dismissal e
      WHERE e.member_id = ${memberId} AND e.dismissed_id = ${dismissedId}`);
    return entityOf(SuggestionDismissal, row!);
  });
}

/** The caller may be suggested this member again; without a dismissal nothing changes, whoever the id belongs to. */
export async function restoreSuggestion(ctx: Context, id: string): Promise<void> {
  const memberId = requireCaller(ctx);
  await participating(ctx, async (tx) => {
    const dismissedId = otherMember(memberId, id);
    const removed = await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM suggestion_dismissal WHERE member_id = ${memberId} AND dismissed_id = ${dismissedId} RETURNING 1)
      SELECT 1 FROM gone`);
    if (removed.length === 0) return;
    await countWrite(tx, "setting");
    await forgetImpressions(tx, memberId, dismissedId);
    tx.announce({ kind: "suggestion.restored", subjectId: dismissedId, data: { memberId, dismissedId } });
  });
}

function otherMember(memberId: string, id: string): string {
  const otherId = idOf(id);
  if (otherId === memberId) rejectInput(InputProblem.NOT_ALLOWED, yourself, "memberId");
  return otherId;
}
