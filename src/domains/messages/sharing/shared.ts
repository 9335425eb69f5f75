import { checkInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { GatheringFormat } from "../../gatherings/gathering.enums.js";
import { addProposal } from "../../gatherings/scheduling/schedule.service.js";
import { proposeGatheringRules } from "../../gatherings/scheduling/scheduling.validation.js";
import { addIdea, newIdea } from "../../ideas/add-idea.js";
import { IdeaKind } from "../../ideas/idea.enums.js";
import { themeIdsBySlug } from "../../themes/locked-themes.js";
import type { MessageSharing } from "./message-sharing.entity.js";
import { SharedAs } from "./sharing.enums.js";

/** Makes what was proposed of a message, in the name of its author; without the themes that were archived since. */
export async function shared(
  tx: TransactionContext,
  { sharedAs, title, body, themes: slugs, language, startsAt, format }: MessageSharing,
  authorId: string,
): Promise<Pick<MessageSharing, "ideaId" | "gatheringId">> {
  const ids = await themeIdsBySlug(tx, slugs);
  const themes = slugs.filter((slug) => ids.has(slug));
  if (sharedAs === SharedAs.QUESTION) {
    const idea = newIdea(tx, { authorId, kind: IdeaKind.QUESTION, title, body, language });
    await addIdea(tx, idea, [...new Set(themes.map((slug) => ids.get(slug)!))]);
    return { ideaId: idea.id, gatheringId: null };
  }
  const planned = {
    title,
    description: body,
    themes,
    language,
    startsAt,
    format: format ?? GatheringFormat.OPEN_EXCHANGE,
  };
  const { idempotencyKey: _, ideaId: _none, ...given } = checkInput(proposeGatheringRules, planned);
  return { ideaId: null, gatheringId: (await addProposal(tx, given, authorId)).id };
}
