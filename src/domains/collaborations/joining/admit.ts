import type { TransactionContext } from "../../../core/graphql/context.js";
import { CollaborationMember } from "../collaboration-member.entity.js";
import { Collaboration } from "../collaboration.entity.js";
import { threadEnd } from "../messages/thread-end.js";

/** Adds a member to a collaboration, which is locked, by the request that was accepted; its id. */
export async function admit(
  tx: TransactionContext,
  { id, version }: Collaboration,
  memberId: string,
  requestId: string,
): Promise<string> {
  await tx.manager.insert(CollaborationMember, { collaborationId: id, memberId, ...(await threadEnd(tx, id)) });
  await tx.manager.update(Collaboration, { id }, { version: version + 1 });
  tx.announce({ kind: "collaboration.joined", subjectId: id, data: { memberId, requestId } });
  return id;
}
