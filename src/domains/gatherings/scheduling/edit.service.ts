import { participating } from "../../../core/access/actor.js";
import { checkInput, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { editSeries } from "../series/edit-series.js";
import { lockSeriesOf, othersInScope } from "../series/series-scope.js";
import { SeriesScope } from "../series/series-scope.enum.js";
import { withQuestionIds } from "../questions/check-questions.js";
import { applyEdit } from "./apply-edit.js";
import { managedLocked } from "../gathering-lock.js";
import { statusConflict } from "./gathering-status.js";
import type { EditGatheringInput } from "./scheduling.inputs.js";
import { editInSeriesRules } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

/** Edits a gathering that the caller hosts or organises, with others of its series, or their proposal; based on the given version. */
export async function editGathering(ctx: Context, input: EditGatheringInput): Promise<Gathering> {
  requireCaller(ctx);
  const { id, version, scope, includeEdited, ...changes } = checkInput(editInSeriesRules, input);
  const change = { scope, includeEdited };
  return participating(ctx, async (tx) => {
    await lockSeriesOf(tx, id, change);
    const gathering = await managedLocked(tx, id, version);
    const { status } = gathering;
    if (status === GatheringStatus.CANCELLED || status === GatheringStatus.DECLINED) statusConflict(status);
    if (status === GatheringStatus.PROPOSED && changes.hosts !== undefined)
      rejectInput(InputProblem.NOT_ALLOWED, schedulingWording.hostsOfProposal, "hosts");
    await countWrite(tx, "edit");
    const given = withQuestionIds(tx, changes, gathering.questions);
    const others = await othersInScope(tx, gathering, change);
    if (scope !== SeriesScope.THIS) await editSeries(tx, gathering, others, given);
    else await applyEdit(tx, gathering, given, { inSeries: false });
    return gathering;
  });
}
