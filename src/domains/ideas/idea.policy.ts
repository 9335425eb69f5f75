import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import type { Comment } from "./comment.entity.js";
import type { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";

export const ideaPolicy = {
  edit: (actor: Actor, idea: Pick<Idea, "authorId" | "status"> & { coAuthorIds: readonly string[] }) =>
    (idea.authorId === actor.memberId || idea.coAuthorIds.includes(actor.memberId)) &&
    idea.status !== IdeaStatus.WITHDRAWN,
  editComment: (actor: Actor, comment: Pick<Comment, "authorId" | "removedAt">) =>
    comment.authorId === actor.memberId && comment.removedAt === null,
  /** Reads a hidden comment: its author, who may appeal, and moderators, who decide on the appeal. */
  readHiddenComment: (actor: Actor, comment: Pick<Comment, "authorId">) =>
    comment.authorId === actor.memberId || networkPolicy.moderate(actor),
} satisfies Policy;
