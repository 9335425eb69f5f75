import { participating } from "../../../core/access/actor.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Idea } from "../idea.entity.js";
import { changeableIdeaLocked } from "../idea.locks.js";
import { updateIdeaStatusRules } from "../idea.validation.js";
import { IdeaField } from "./idea-change.entity.js";
import { recordChange } from "./record-change.js";
import type { UpdateIdeaStatusInput } from "./status.inputs.js";

/** Changes the status of an idea of which the caller is an author, or adds news to it; its supporters and followers are notified. */
export async function updateIdeaStatus(ctx: Context, input: UpdateIdeaStatusInput): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const { id, version, status, note = null } = checkInput(updateIdeaStatusRules, input);
  return participating(ctx, async (tx) => {
    const idea = await changeableIdeaLocked(tx, id, version);
    const isChanged = idea.status !== status;
    if (!isChanged && note === null) return idea;
    await countWrite(tx, "edit");
    const changes = { status, version: version + 1 };
    await tx.manager.update(Idea, { id }, changes);
    await recordChange(tx, id, { changed: isChanged ? [IdeaField.STATUS] : [], status, note });
    tx.announce({ kind: "idea.status-updated", subjectId: id, data: { memberId } });
    return Object.assign(idea, changes);
  });
}
