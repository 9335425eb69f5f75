import type { IdeaKind } from "./idea.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** `mentionedIds` are the members whom the text mentions, after an edit those whom it did not before. */
    "idea.posted": { authorId: string; kind: IdeaKind; themeIds: string[]; mentionedIds?: string[] };
    /** `by` is the co-author who edited it, if it was not the author. */
    "idea.edited": { authorId: string; kind: IdeaKind; themeIds: string[]; by?: string; mentionedIds?: string[] };
    /** Its status changed, or there is news of it; `memberId` is who wrote that, `isEdit` whether `idea.edited` is of it, too. */
    "idea.status-updated": { memberId: string; isEdit?: true };
    /** Its author, `memberId`, marked a comment as the answer to the question, or removed the mark. */
    "idea.answered": { memberId: string; commentId: string };
    "idea.unanswered": { memberId: string };
    "idea.withdrawn": { authorId: string };
    /** About an invitation to be a co-author; `by` is who invited. */
    "co-author.invited": { ideaId: string; memberId: string; by: string };
    "co-author.answered": { ideaId: string; memberId: string; accepted: boolean };
    /** The invitation was withdrawn, or the co-authorship ended, by the author or the member, maybe with a block. */
    "co-author.ended": {
      ideaId: string;
      memberId: string;
      status: "WITHDRAWN" | "ENDED";
      by: string;
      isBlock?: true;
    };
    "idea.supported": { memberId: string };
    "idea.unsupported": { memberId: string };
    /** `answeredId` is the author of the comment that a reply answers; `askedForIds` who had asked for the comment. */
    "comment.added": {
      ideaId: string;
      authorId: string;
      answeredId?: string;
      mentionedIds?: string[];
      askedForIds?: string[];
    };
    "comment.edited": { ideaId: string; authorId: string; mentionedIds?: string[] };
    "comment.withdrawn": { ideaId: string; authorId: string };
  }
}
