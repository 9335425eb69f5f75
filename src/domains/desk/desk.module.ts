import type { DomainModule } from "../domain-module.js";
import { DeskCountsResolver } from "./desk-counts.resolver.js";
import { DeskSubjectResolver } from "./desk-subject.resolver.js";
import { OrganiserDeskResolver } from "./desk.resolver.js";

/**
 * All that waits for an organiser, in one list. It has no tables of its own, and reads those of the domains below.
 */
export const deskModule = {
  name: "desk",
  resolvers: [OrganiserDeskResolver, DeskSubjectResolver, DeskCountsResolver],
} satisfies DomainModule;
