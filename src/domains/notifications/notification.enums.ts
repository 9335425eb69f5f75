import { registerEnumType } from "type-graphql";

export enum NotificationKind {
  IDEA_COMMENTED = "IDEA_COMMENTED",
  COMMENT_REPLIED = "COMMENT_REPLIED",
  COLLABORATION_REQUESTED = "COLLABORATION_REQUESTED",
  COLLABORATION_ACCEPTED = "COLLABORATION_ACCEPTED",
  COLLABORATION_DECLINED = "COLLABORATION_DECLINED",
  PLACE_GIVEN = "PLACE_GIVEN",
  MODERATION_DECIDED = "MODERATION_DECIDED",
  MODERATION_REVERSED = "MODERATION_REVERSED",
}

registerEnumType(NotificationKind, {
  name: "NotificationKind",
  description: "What a notification tells.",
  valuesConfig: {
    IDEA_COMMENTED: { description: "Somebody commented on the viewer's idea, or replied to another there (reactie)." },
    COMMENT_REPLIED: {
      description: "Somebody replied to the viewer's comment (antwoord); also when that stands on the viewer's idea.",
    },
    COLLABORATION_REQUESTED: { description: "Somebody asks the viewer to collaborate (samenwerkingsvraag)." },
    COLLABORATION_ACCEPTED: { description: "Whom the viewer asked will collaborate (aanvaard)." },
    COLLABORATION_DECLINED: { description: "Whom the viewer asked would rather not (afgewezen)." },
    PLACE_GIVEN: { description: "The viewer got a place at a gathering from its waiting list (plaats toegekend)." },
    MODERATION_DECIDED: { description: "A moderator decided about what is the viewer's (beslissing)." },
    MODERATION_REVERSED: { description: "A moderator took such a decision back (beslissing teruggedraaid)." },
  },
});
