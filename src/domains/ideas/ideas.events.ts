import type { IdeaKind } from "./idea.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "idea.posted": { authorId: string; kind: IdeaKind; themeIds: string[] };
    "idea.edited": { authorId: string; kind: IdeaKind; themeIds: string[] };
    /** Its status changed, or there is news of it; `memberId` is who wrote that. */
    "idea.status-updated": { memberId: string };
    "idea.withdrawn": { authorId: string };
    "idea.supported": { memberId: string };
    "idea.unsupported": { memberId: string };
    /** `answeredId` is the author of the comment that a reply answers. */
    "comment.added": { ideaId: string; authorId: string; answeredId?: string };
    "comment.edited": { ideaId: string; authorId: string };
    "comment.withdrawn": { ideaId: string; authorId: string };
  }
}
