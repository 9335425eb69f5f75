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
  description: "The kind of event that a notification is about (soort melding).",
  valuesConfig: {
    IDEA_COMMENTED: {
      description: "A member commented on the viewer's idea, or replied to another member's comment there (reactie).",
    },
    COMMENT_REPLIED: {
      description: "A member replied to the viewer's comment (antwoord), on any idea, the viewer's own included.",
    },
    COLLABORATION_REQUESTED: { description: "A member sent the viewer a collaboration request (samenwerkingsvraag)." },
    COLLABORATION_ACCEPTED: { description: "A member accepted a collaboration request of the viewer (aanvaard)." },
    COLLABORATION_DECLINED: { description: "A member declined a collaboration request of the viewer (afgewezen)." },
    PLACE_GIVEN: {
      description: "The viewer moved up from the waiting list of a gathering and now has a place (plaats toegekend).",
    },
    MODERATION_DECIDED: { description: "A moderator made a decision that affects the viewer (beslissing)." },
    MODERATION_REVERSED: {
      description: "A moderator reversed a decision that affects the viewer (beslissing teruggedraaid).",
    },
  },
});
