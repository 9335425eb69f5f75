import sql from "sql-template-tag";
import type { DomainModule } from "../domain-module.js";
import { Block } from "./block.entity.js";
import { BlockMutations } from "./block.mutations.js";
import { blockPersonalData } from "./block.personal-data.js";
import { BlockedMemberResolver, ViewerBlocksResolver } from "./blocked-members.resolver.js";

export const blocksModule = {
  name: "blocks",
  entities: [Block],
  resolvers: [BlockMutations, ViewerBlocksResolver, BlockedMemberResolver],
  personalData: blockPersonalData,
  // The two members of a block do not see one another.
  isolation: {
    isIsolated: (memberId) => sql`EXISTS (SELECT FROM block WHERE ${memberId} IN (blocker_id, blocked_id))`,
    isolatedBy: ({ kind, data }) => (kind === "member.blocked" ? [data.blockerId, data.blockedId] : []),
  },
} satisfies DomainModule;
