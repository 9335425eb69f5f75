import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { CoreServices } from "../../core/graphql/context.js";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import { servePage } from "../../core/pages/serve-page.js";
import type { DomainModule } from "../domain-module.js";
import { MembersAndThemes1764000000001 } from "../../../migrations/1764000000001-members-and-themes.js";
import { MembersOnly1764000000048 } from "../../../migrations/1764000000048-members-only.js";
import { MemberLevels1764000000101 } from "../../../migrations/1764000000101-member-levels.js";
import { OneLineTexts1764000000028 } from "../../../migrations/1764000000028-one-line-texts.js";
import { Imported1764000000053 } from "../../../migrations/1764000000053-imported.js";
import { MemberSources1764000000051 } from "../../../migrations/1764000000051-member-sources.js";
import { Interest } from "./interest.entity.js";
import { interestsFile } from "./interest.import.js";
import { Member } from "./member.entity.js";
import { membersFile } from "./member.import.js";
import { MemberSource } from "./member-source.entity.js";
import { MemberMutations } from "./member.mutations.js";
import { OrganisationMembersResolver } from "./organisation-members.resolver.js";
import { memberPage } from "./member.page.js";
import { memberPersonalData } from "./member.personal-data.js";
import { memberPolicy } from "./member.policy.js";
import { memberById } from "./member.reads.js";
import { InterestResolver, MemberResolver } from "./member.resolver.js";
import { memberSubjects } from "./member.subject.js";
import type { ThemeServices } from "../themes/theme.services.js";
import { ThemeMembersResolver } from "./theme-members.resolver.js";
import { memberSearch } from "./member.search.js";

export const membersModule = {
  name: "members",
  entities: [Interest, Member, MemberSource],
  migrations: [
    MembersAndThemes1764000000001,
    OneLineTexts1764000000028,
    MembersOnly1764000000048,
    MemberSources1764000000051,
    Imported1764000000053,
    MemberLevels1764000000101,
  ],
  resolvers: [MemberResolver, InterestResolver, MemberMutations, OrganisationMembersResolver, ThemeMembersResolver],
  nodes: { member: memberById },
  sharedFields: {
    Member: ["id", "name", "headline", "bio", "organisation", "sector", "experience", "level", "languages", "joinedAt"],
    Theme: ["memberCount"],
  },
  routes: (app: FastifyInstance, options: RouteOptions<CoreServices & ThemeServices>) =>
    servePage(app, options, "members", memberPage),
  searched: [memberSearch],
  mergedReferences: [
    // Who offers help with one of two themes does so with the one that both become.
    {
      ...{ to: "theme", table: "interest", column: "theme_id", uniqueWith: "member_id" },
      keeping: sql`stance = greatest(merged.stance, survivor.stance)`,
    },
    { to: "organisation", table: "member", column: "organisation_id" },
  ],
  importFiles: [membersFile, interestsFile],
  personalData: memberPersonalData,
  subjects: memberSubjects,
  policy: memberPolicy,
} satisfies DomainModule;
