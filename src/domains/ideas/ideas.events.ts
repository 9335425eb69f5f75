import type { IdeaKind } from "./idea.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** `mentionedIds` are the members whom the text mentions, after an edit those whom it did not before. */
    "idea.posted": { authorId: string; kind: IdeaKind; themeIds: string[]; mentionedIds?: string[] };
    "idea.edited": { authorId: string; kind: IdeaKind; themeIds: string[]; mentionedIds?: string[] };
    /** Its status changed, or there is news of it; `memberId` is who wrote that. */
    "idea.status-updated": { memberId: string };
    /** Its author, `memberId`, marked a comment as the answer to the question, or removed the mark. */
    "idea.answered": { memberId: string; commentId: string };
    "idea.unanswered": { memberId: string };
    "idea.withdrawn": { authorId: string };
    "idea.supported": { memberId: string };
    "idea.unsupported": { memberId: string };
    /** `answeredId` is the author of the comment that a reply answers. */
    "comment.added": { ideaId: string; authorId: string; answeredId?: string; mentionedIds?: string[] };
    "comment.edited": { ideaId: string; authorId: string; mentionedIds?: string[] };
    "comment.withdrawn": { ideaId: string; authorId: string };
  }
}
