import { participating } from "../../../core/access/actor.js";
import { checkInput, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { hostIds } from "../gathering.reads.js";
import { checkHosts, setHosts } from "../hosts.js";
import { promoteWaiting } from "../registrations/places.js";
import { changesOf, setThemes } from "./gathering-changes.js";
import { managedLocked } from "./gathering-lock.js";
import { statusConflict } from "./gathering-status.js";
import type { EditGatheringInput } from "./scheduling.inputs.js";
import { editGatheringRules, type GivenGathering } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

/** Edits a gathering that the caller hosts or organises, or their proposal, based on the given version. */
export async function editGathering(ctx: Context, input: EditGatheringInput): Promise<Gathering> {
  requireCaller(ctx);
  const { id, version, ...given } = checkInput(editGatheringRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await managedLocked(tx, id, version);
    const { status } = gathering;
    if (status === GatheringStatus.CANCELLED || status === GatheringStatus.DECLINED) statusConflict(status);
    if (status === GatheringStatus.PROPOSED && given.hosts !== undefined)
      rejectInput(InputProblem.NOT_ALLOWED, schedulingWording.hostsOfProposal, "hosts");
    await countWrite(tx, "edit");
    return applyEdit(tx, gathering, given);
  });
}

/** What an edit changes of a gathering that is locked; announces it when it is anything. */
async function applyEdit(tx: TransactionContext, gathering: Gathering, given: GivenGathering): Promise<Gathering> {
  const { id } = gathering;
  const changes = await changesOf(tx, gathering, given);
  const changed = Object.keys(changes);
  if (given.themes !== undefined && (await setThemes(tx, id, given.themes ?? []))) changed.push("themes");
  const newHosts = given.hosts && (await replaceHosts(tx, gathering, given.hosts));
  if (newHosts) changed.push("hosts");
  if (changed.length === 0) return gathering;
  const edited = Object.assign(gathering, changes, { version: gathering.version + 1 });
  await tx.manager.update(Gathering, { id }, { ...changes, version: edited.version });
  tx.announce({
    kind: "gathering.edited",
    subjectId: id,
    data: { gatheringId: id, by: requireCaller(tx), changed, ...(newHosts && { hostIds: newHosts }) },
  });
  if (edited.status === GatheringStatus.SCHEDULED && "limit" in changes) await promoteWaiting(tx, edited);
  return edited;
}

/** The hosts who are new; null when the hosts are the same as before. */
async function replaceHosts(tx: TransactionContext, gathering: Gathering, chosen: string[]): Promise<string[] | null> {
  await checkHosts(tx, chosen);
  const before = await hostIds(tx, gathering.id);
  if (before.length === chosen.length && before.every((id) => chosen.includes(id))) return null;
  const added = await setHosts(tx, gathering, chosen);
  Object.assign(gathering, { needsHost: false });
  return added;
}
