import type { DomainModule } from "../domain-module.js";
import { MembersAndThemes1764000000001 } from "../../../migrations/1764000000001-members-and-themes.js";
import { MembersOnly1764000000048 } from "../../../migrations/1764000000048-members-only.js";
import { OneLineTexts1764000000028 } from "../../../migrations/1764000000028-one-line-texts.js";
import { Interest } from "./interest.entity.js";
import { interestsFile } from "./interest.import.js";
import { Member } from "./member.entity.js";
import { membersFile } from "./member.import.js";
import { MemberMutations } from "./member.mutations.js";
import { memberPersonalData } from "./member.personal-data.js";
import { memberPolicy } from "./member.policy.js";
import { memberById, organisationById } from "./member.reads.js";
import { InterestResolver, MemberResolver } from "./member.resolver.js";
import { memberSubjects } from "./member.subject.js";
import { Organisation } from "./organisation.entity.js";
import { ThemeMembersResolver } from "./theme-members.resolver.js";

export const membersModule = {
  name: "members",
  entities: [Interest, Member, Organisation],
  migrations: [MembersAndThemes1764000000001, OneLineTexts1764000000028, MembersOnly1764000000048],
  resolvers: [MemberResolver, InterestResolver, MemberMutations, ThemeMembersResolver],
  nodes: { member: memberById, organisation: organisationById },
  sharedFields: {
    Member: ["id", "name", "headline", "bio", "organisation", "sector", "experience", "languages", "joinedAt"],
    Organisation: ["id", "name", "sector"],
    Theme: ["memberCount"],
  },
  importFiles: [membersFile, interestsFile],
  personalData: memberPersonalData,
  subjects: memberSubjects,
  policy: memberPolicy,
} satisfies DomainModule;
