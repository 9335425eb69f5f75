import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { gatheringById } from "../gatherings/gathering.reads.js";
import { registrationById } from "../gatherings/registrations/registration.reads.js";
import { messageById } from "../messages/message.reads.js";
import { caseById } from "../moderation/moderation.reads.js";
import { practiceById } from "../practices/practice.reads.js";
import { themeSuggestionById } from "../theme-suggestions/theme-suggestion.reads.js";
import { DeskItem, DeskSubject } from "./desk-item.types.js";
import { DeskItemKind } from "./desk.enums.js";

/** Reads what waits, all of a kind in one statement. */
const readers: Record<DeskItemKind, (ctx: Context, id: string) => Promise<typeof DeskSubject | null>> = {
  [DeskItemKind.MESSAGE]: messageById,
  [DeskItemKind.PROPOSED_GATHERING]: gatheringById,
  [DeskItemKind.MODERATION_CASE]: caseById,
  [DeskItemKind.PRACTICE]: practiceById,
  [DeskItemKind.REGISTRATION]: registrationById,
  [DeskItemKind.THEME_SUGGESTION]: themeSuggestionById,
};

@Resolver(() => DeskItem)
export class DeskSubjectResolver {
  @FieldResolver(() => DeskSubject, {
    nullable: true,
    description: "What waits; null when it was deleted in the meantime.",
  })
  subject(@Ctx() ctx: Context, @Root() { kind, subjectId }: DeskItem): Promise<typeof DeskSubject | null> {
    return readers[kind](ctx, subjectId);
  }
}
