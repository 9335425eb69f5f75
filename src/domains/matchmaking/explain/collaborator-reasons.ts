import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Language } from "../../../core/texts/language.js";
import { Stance } from "../../members/member.enums.js";
import { labelOf } from "../../themes/theme.labels.js";
import { themeById } from "../../themes/theme.reads.js";
import type { Suggestion } from "../hydrate/hydrate.js";
import { sharedOrganisation, tiesBetween } from "../hydrate/ties.reads.js";
import { isComplementary, type SharedInterest } from "../score/shared-interests.js";
import type { CollaboratorReasons } from "./explanation.js";

/** What speaks for a suggestion, as far as the caller may know it. */
export async function collaboratorReasons(
  ctx: MatchmakingContext,
  { target, member, sharedInterests }: Pick<Suggestion, "target" | "member" | "sharedInterests">,
  language: Language,
): Promise<CollaboratorReasons> {
  const complements = sharedInterests.filter(isComplementary);
  const labels = (interests: SharedInterest[]): Promise<string[]> =>
    Promise.all(
      interests.map(async ({ themeId, throughId }) => labelOf((await themeById(ctx, throughId ?? themeId))!, language)),
    );
  const [shared, offered, sought, ties] = await Promise.all([
    labels(sharedInterests),
    labels(complements.filter(({ memberStance }) => memberStance === Stance.OFFERS)),
    labels(complements.filter(({ memberStance }) => memberStance === Stance.SEEKS)),
    tiesBetween(ctx, target.memberId, member.id),
  ]);
  const { mutualCollaborators, sharedGatherings } = ties;
  // It is the last resort, so it is not read without need.
  const isOnlyReason = shared.length + mutualCollaborators + sharedGatherings === 0;
  const sameOrganisation = isOnlyReason ? await sharedOrganisation(ctx, target.memberId, member) : null;
  const forIdea = target.ideaId !== null;
  return { forIdea, shared, offered, sought, mutualCollaborators, sharedGatherings, sameOrganisation };
}
