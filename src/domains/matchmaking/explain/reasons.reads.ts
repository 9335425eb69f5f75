import type { Context } from "../../../core/graphql/context.js";
import type { Language } from "../../../core/graphql/language.js";
import { Stance } from "../../members/member.enums.js";
import { memberById, organisationById } from "../../members/member.reads.js";
import { labelOf } from "../../themes/theme.labels.js";
import { themeById } from "../../themes/theme.reads.js";
import { acquaintanceOf } from "../hydrate/acquaintance.reads.js";
import type { Suggested } from "../hydrate/hydrate.js";
import type { Reasons } from "./explanation.js";
import { isComplementary, type SharedInterest } from "../score/shared-interests.js";

type Told = Pick<Suggested, "forIdea" | "seekerId" | "member" | "shared">;

/** What speaks for a suggestion, as far as the caller may know it. */
export async function reasonsOf(ctx: Context, facts: Told, language: Language): Promise<Reasons> {
  const { forIdea, seekerId, member } = facts;
  const complements = facts.shared.filter(isComplementary);
  const labels = (interests: SharedInterest[]): Promise<string[]> =>
    Promise.all(
      interests.map(async ({ themeId, throughId }) => labelOf((await themeById(ctx, throughId ?? themeId))!, language)),
    );
  const [shared, offered, sought, acquaintance] = await Promise.all([
    labels(facts.shared),
    labels(complements.filter(({ memberStance }) => memberStance === Stance.OFFERS)),
    labels(complements.filter(({ memberStance }) => memberStance === Stance.SEEKS)),
    acquaintanceOf(ctx, seekerId, member.id),
  ]);
  const { mutualCollaborators, sharedGatherings } = acquaintance;
  // It is the last resort, so it is not read for nothing.
  const isAlone = shared.length + mutualCollaborators + sharedGatherings === 0;
  const sameOrganisation = isAlone ? await organisationOfBoth(ctx, facts) : null;
  return { forIdea, shared, offered, sought, mutualCollaborators, sharedGatherings, sameOrganisation };
}

/** The name of the organisation where both work; null when there is none, or the caller may not see who the suggestion is for. */
async function organisationOfBoth(ctx: Context, { seekerId, member }: Told): Promise<string | null> {
  if (member.organisationId === null) return null;
  const seeker = await memberById(ctx, seekerId);
  if (seeker?.organisationId !== member.organisationId) return null;
  return (await organisationById(ctx, member.organisationId))?.name ?? null;
}
