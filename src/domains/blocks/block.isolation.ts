import sql from "sql-template-tag";
import type { IsolationRule } from "../../core/subscriptions/isolation.js";

/** The two members of a block do not see one another. */
export const blockIsolation: IsolationRule = {
  isIsolated: (memberId) => sql`EXISTS (SELECT FROM block WHERE ${memberId} IN (blocker_id, blocked_id))`,
  isolatedBy: ({ kind, data }) => (kind === "member.blocked" ? [data.blockerId, data.blockedId] : []),
};
