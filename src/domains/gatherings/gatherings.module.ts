import type { DomainModule } from "../domain-module.js";
import { Gatherings1764000000004 } from "../../../migrations/1764000000004-gatherings.js";
import { ScheduledGatherings1764000000061 } from "../../../migrations/1764000000061-scheduled-gatherings.js";
import { GatheringChangedResolver } from "./gathering-changed.resolver.js";
import { gatheringChanged } from "./gathering-changed.subscription.js";
import { GatheringHost } from "./gathering-host.entity.js";
import { MemberGatheringsResolver, ThemeGatheringsResolver } from "./gathering-lists.resolver.js";
import { GatheringTheme } from "./gathering-theme.entity.js";
import { Gathering } from "./gathering.entity.js";
import { gatheringErrors } from "./gathering.errors.js";
import { gatheringsFile } from "./import/gathering.import.js";
import { gatheringNotificationRules, gatheringNotifications } from "./gathering.notifications.js";
import { gatheringPersonalData } from "./gathering.personal-data.js";
import { gatheringPolicy } from "./gathering.policy.js";
import { gatheringById } from "./gathering.reads.js";
import { GatheringResolver, PlaceResolver } from "./gathering.resolver.js";
import { gatheringSubjects } from "./gathering.subject.js";
import { Registration } from "./registrations/registration.entity.js";
import { registrationsFile } from "./import/registration.import.js";
import { registrationById } from "./registrations/registration.reads.js";
import { RegistrationResolver } from "./registrations/registration.resolver.js";
import { RegistrationMutations } from "./registrations/registration.mutations.js";
import { SchedulingMutations } from "./scheduling/scheduling.mutations.js";
import { GatheringTableResolver, GatheringTablesResolver } from "./seating/gathering-table.resolver.js";

export const gatheringsModule = {
  name: "gatherings",
  entities: [GatheringHost, GatheringTheme, Gathering, Registration],
  migrations: [Gatherings1764000000004, ScheduledGatherings1764000000061],
  resolvers: [
    GatheringResolver,
    PlaceResolver,
    SchedulingMutations,
    RegistrationResolver,
    RegistrationMutations,
    MemberGatheringsResolver,
    ThemeGatheringsResolver,
    GatheringTablesResolver,
    GatheringTableResolver,
    GatheringChangedResolver,
  ],
  nodes: { gathering: gatheringById, registration: registrationById },
  subscriptions: [gatheringChanged],
  sharedFields: {
    GatheringChanged: ["cursor", "gathering"],
    Gathering: [
      ...["id", "title", "description", "language", "format", "startsAt", "endsAt", "timeZone", "place", "capacity"],
      ...["registrationOpensAt", "registrationClosesAt", "status", "reason", "held", "needsHost"],
      ...["themes", "hosts", "version"],
    ],
    Place: ["name", "address", "isOnline"],
    Capacity: ["limit", "taken", "waiting"],
  },
  importFiles: [gatheringsFile, registrationsFile],
  personalData: gatheringPersonalData,
  userErrors: gatheringErrors,
  notifications: { kinds: gatheringNotifications, rules: gatheringNotificationRules },
  subjects: gatheringSubjects,
  policy: gatheringPolicy,
} satisfies DomainModule;
