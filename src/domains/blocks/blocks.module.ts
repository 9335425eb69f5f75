import type { DomainModule } from "../domain-module.js";
import { Block } from "./block.entity.js";
import { BlockMutations } from "./block.mutations.js";
import { blockPersonalData } from "./block.personal-data.js";
import { BlockedMemberResolver, ViewerBlocksResolver } from "./blocked-members.resolver.js";
import type { LoggedEvent } from "../../core/event-log/events.js";

export const blocksModule = {
  name: "blocks",
  entities: [Block],
  resolvers: [BlockMutations, ViewerBlocksResolver, BlockedMemberResolver],
  personalData: blockPersonalData,
  isolatedBy: ({ kind, data }: LoggedEvent) => (kind === "member.blocked" ? [data.blockerId, data.blockedId] : []),
} satisfies DomainModule;
