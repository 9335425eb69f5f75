import type { DomainModule } from "../domain-module.js";
import { Block } from "./block.entity.js";
import { blockIsolation } from "./block.isolation.js";
import { BlockMutations } from "./block.mutations.js";
import { blockPersonalData } from "./block.personal-data.js";
import { BlockedMemberResolver, ViewerBlocksResolver } from "./blocked-members.resolver.js";

export const blocksModule = {
  name: "blocks",
  entities: [Block],
  resolvers: [BlockMutations, ViewerBlocksResolver, BlockedMemberResolver],
  personalData: blockPersonalData,
  isolation: blockIsolation,
} satisfies DomainModule;
