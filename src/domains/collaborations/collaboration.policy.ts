import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import type { CollaborationMessage } from "./messages/collaboration-message.entity.js";

export const collaborationPolicy = {
  /** Updates the stage and the outcome of a collaboration: its members only. */
  edit: (actor: Actor, { memberIds }: { memberIds: string[] }) => memberIds.includes(actor.memberId),
  /** Reads a hidden outcome: its members, who may appeal, and moderators, who decide on the appeal. */
  readHiddenOutcome: (actor: Actor, { memberIds }: { memberIds: string[] }) =>
    memberIds.includes(actor.memberId) || networkPolicy.moderate(actor),
  /** Reads a hidden message: its author, who may appeal, and moderators who see it, who decide on the appeal. */
  readHiddenMessage: (actor: Actor, message: Pick<CollaborationMessage, "authorId">) =>
    message.authorId === actor.memberId || networkPolicy.moderate(actor),
} satisfies Policy;
