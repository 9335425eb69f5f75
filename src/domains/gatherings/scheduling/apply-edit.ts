import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationMode } from "../gathering.enums.js";
import { isToBeHeld } from "../gathering-end.js";
import { hostIds } from "../gathering.reads.js";
import { checkHosts, setHosts } from "../hosts.js";
import { concerningChanges } from "../gathering.notification-rules.js";
import { mailGuestsOf } from "../guests/guest-mails.js";
import { promoteWaiting } from "../registrations/places.js";
import { acceptRequests } from "../registrations/registration.service.js";
import { dropAnswers } from "../questions/stored-answers.js";
import { changesOf, setThemes } from "./gathering-changes.js";
import type { GivenGathering } from "./scheduling.validation.js";

/** What an edit has changed: the names of fields, and the hosts who are new. */
export interface AppliedEdit {
  gathering: Gathering;
  changed: string[];
  newHosts: string[];
}

/** Edits a gathering, which is locked, and announces it when that changes anything. */
export async function applyEdit(
  tx: TransactionContext,
  gathering: Gathering,
  given: GivenGathering,
  { inSeries }: { inSeries: boolean },
): Promise<AppliedEdit> {
  const { id, limit: limitBefore } = gathering;
  const changes = await changesOf(tx, gathering, given);
  const changed = Object.keys(changes);
  if (given.themes !== undefined && (await setThemes(tx, id, given.themes ?? []))) changed.push("themes");
  const newHosts = given.hosts ? await replaceHosts(tx, gathering, given.hosts) : null;
  if (newHosts) changed.push("hosts");
  if (changed.length === 0) return { gathering, changed, newHosts: [] };
  const stored = {
    ...changes,
    version: gathering.version + 1,
    ...(changes.startsAt && gathering.status === GatheringStatus.SCHEDULED && { movedFrom: gathering.startsAt }),
    ...(gathering.seriesId !== null && !inSeries && { differsFromSeries: true }),
  };
  await tx.manager.update(Gathering, { id }, stored);
  const edited = Object.assign(gathering, stored);
  tx.announce({
    kind: "gathering.edited",
    subjectId: id,
    data: {
      ...{ gatheringId: id, by: requireCaller(tx), changed },
      ...(newHosts && { hostIds: newHosts }),
      ...(changes.limit !== undefined && { capacity: { before: limitBefore, after: changes.limit } }),
      ...(inSeries && { inSeries }),
    },
  });
  if (changed.some((field) => concerningChanges.includes(field))) await mailGuestsOf(tx, id);
  if (changes.questions) await dropAnswers(tx, id, changes.questions);
  if (!isToBeHeld(edited, tx.now())) return { gathering: edited, changed, newHosts: newHosts ?? [] };
  if ("limit" in changes || "waitingListClosesAt" in changes) await promoteWaiting(tx, edited);
  if (changes.registrationMode === RegistrationMode.OPEN) await acceptRequests(tx, edited, requireCaller(tx));
  return { gathering: edited, changed, newHosts: newHosts ?? [] };
}

/** The hosts who are new; null when the hosts are the same as before. */
async function replaceHosts(tx: TransactionContext, gathering: Gathering, chosen: string[]): Promise<string[] | null> {
  await checkHosts(tx, chosen);
  const before = await hostIds(tx, gathering.id);
  if (before.length === chosen.length && before.every((id) => chosen.includes(id))) return null;
  return setHosts(tx, gathering, chosen);
}
