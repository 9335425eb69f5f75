import { auditModule } from "../domains/audit/audit.module.js";
import { blocksModule } from "../domains/blocks/blocks.module.js";
import { calendarsModule } from "../domains/calendars/calendars.module.js";
import { certificatesModule } from "../domains/certificates/certificates.module.js";
import { collaborationsModule } from "../domains/collaborations/collaborations.module.js";
import { deskModule } from "../domains/desk/desk.module.js";
import { gatheringsModule } from "../domains/gatherings/gatherings.module.js";
import { helpModule } from "../domains/help/help.module.js";
import { ideasModule } from "../domains/ideas/ideas.module.js";
import { identityModule } from "../domains/identity/identity.module.js";
import { impressionsModule } from "../domains/impressions/impressions.module.js";
import { matchmakingModule } from "../domains/matchmaking/matchmaking.module.js";
import { membersModule } from "../domains/members/members.module.js";
import { messagesModule } from "../domains/messages/messages.module.js";
import { moderationModule } from "../domains/moderation/moderation.module.js";
import { notificationsModule } from "../domains/notifications/notifications.module.js";
import { organisationsModule } from "../domains/organisations/organisations.module.js";
import { practicesModule } from "../domains/practices/practices.module.js";
import { privacyModule } from "../domains/privacy/privacy.module.js";
import { themeSuggestionsModule } from "../domains/theme-suggestions/theme-suggestions.module.js";
import { themeFollowersModule } from "../domains/theme-followers/theme-followers.module.js";
import { themesModule } from "../domains/themes/themes.module.js";
import { tracksModule } from "../domains/tracks/tracks.module.js";
import type { DomainModule } from "../domains/domain-module.js";
import { coreModule } from "./core.module.js";

/** Every domain, each after those it imports. */
const list = [
  coreModule,
  themesModule,
  organisationsModule,
  membersModule,
  auditModule,
  ideasModule,
  practicesModule,
  gatheringsModule,
  themeFollowersModule,
  tracksModule,
  identityModule,
  themeSuggestionsModule,
  calendarsModule,
  certificatesModule,
  impressionsModule,
  moderationModule,
  collaborationsModule,
  helpModule,
  messagesModule,
  deskModule,
  matchmakingModule,
  blocksModule,
  notificationsModule,
  privacyModule,
] as const;

export const modules: readonly DomainModule[] = list;

type ServicesOf<Module> = Module extends { services: (...made: never[]) => infer Made } ? Made : never;
type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What the modules make that lives as long as the process. */
export type ModuleServices = Intersection<ServicesOf<(typeof list)[number]>>;
