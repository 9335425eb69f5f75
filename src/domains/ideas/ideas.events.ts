import type { IdeaKind } from "./idea.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "idea.posted": { authorId: string; kind: IdeaKind; themeIds: string[] };
    "idea.edited": { authorId: string; kind: IdeaKind; themeIds: string[] };
    "idea.withdrawn": { authorId: string };
    "idea.supported": { memberId: string };
    "idea.unsupported": { memberId: string };
    /** `answeredId` is the author of the comment that a reply answers. */
    "comment.added": { ideaId: string; authorId: string; answeredId?: string };
  }
}
