import type { TransactionContext } from "../../core/graphql/context.js";
import { forgetImpressions } from "../impressions/impression.service.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import { later, lifetime } from "./collaboration-request.validation.js";

type Sent = Pick<CollaborationRequest, "fromId" | "toId" | "ideaId" | "startId"> & { message: string };

/** Stores a request and announces it. */
export async function insertRequest(tx: TransactionContext, sent: Sent): Promise<CollaborationRequest> {
  const { fromId, toId, ideaId } = sent;
  const suggested = await forgetImpressions(tx, fromId, toId);
  const askedAt = tx.now();
  const request = Object.assign(new CollaborationRequest(), {
    ...sent,
    id: tx.newId(),
    status: CollaborationRequestStatus.PENDING,
    askedAt,
    expiresAt: later(askedAt, lifetime),
    answeredAt: null,
    declineReason: null,
    hiddenAt: null,
    collaborationId: null,
    suggested,
  });
  await tx.manager.insert(CollaborationRequest, request);
  tx.announce({ kind: "collaboration.requested", subjectId: request.id, data: { fromId, toId, ideaId, suggested } });
  return request;
}
