import type { TransactionContext } from "../../core/graphql/context.js";
import { forgetImpressions } from "../impressions/impression.service.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import { later, lifetime } from "./collaboration-request.validation.js";

type Sent = Pick<CollaborationRequest, "fromId" | "toId" | "ideaId" | "message"> &
  Partial<Pick<CollaborationRequest, "startId" | "joinsId">>;

/** Stores a request and announces it. */
export async function insertRequest(tx: TransactionContext, sent: Sent): Promise<CollaborationRequest> {
  const { fromId, toId, ideaId, startId = null, joinsId = null } = sent;
  const suggested = toId !== null && (await forgetImpressions(tx, fromId, toId));
  const askedAt = tx.now();
  const request = Object.assign(new CollaborationRequest(), {
    ...sent,
    startId,
    joinsId,
    id: tx.newId(),
    status: CollaborationRequestStatus.PENDING,
    askedAt,
    expiresAt: later(askedAt, lifetime),
    answeredAt: null,
    answeredById: null,
    declineReason: null,
    hiddenAt: null,
    collaborationId: null,
    suggested,
  });
  await tx.manager.insert(CollaborationRequest, request);
  const data = { fromId, toId, ideaId, suggested, ...(joinsId !== null && { joinsId }) };
  tx.announce({ kind: "collaboration.requested", subjectId: request.id, data });
  return request;
}
