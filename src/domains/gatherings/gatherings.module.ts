import type { DomainModule } from "../domain-module.js";
import { Gatherings1764000000004 } from "../../../migrations/1764000000004-gatherings.js";
import { ScheduledGatherings1764000000061 } from "../../../migrations/1764000000061-scheduled-gatherings.js";
import { GatheringSeries1764000000062 } from "../../../migrations/1764000000062-gathering-series.js";
import { Agenda1764000000063 } from "../../../migrations/1764000000063-agenda.js";
import { Outcomes1764000000070 } from "../../../migrations/1764000000070-outcomes.js";
import { AgendaItem } from "./agenda/agenda-item.entity.js";
import { AgendaMutations } from "./agenda/agenda.mutations.js";
import { agendaItemById } from "./agenda/agenda.reads.js";
import { AgendaItemResolver, GatheringAgendaResolver, IdeaGatheringsResolver } from "./agenda/agenda.resolver.js";
import { agendaNotificationRules, agendaNotifications } from "./agenda/agenda.notifications.js";
import { GatheringChangedResolver } from "./gathering-changed.resolver.js";
import { gatheringChanged } from "./gathering-changed.subscription.js";
import { GatheringHost } from "./gathering-host.entity.js";
import { MemberGatheringsResolver, ThemeGatheringsResolver } from "./gathering-lists.resolver.js";
import { GatheringTheme } from "./gathering-theme.entity.js";
import { Gathering } from "./gathering.entity.js";
import { gatheringErrors } from "./gathering.errors.js";
import { gatheringsFile } from "./import/gathering.import.js";
import { gatheringNotificationRules } from "./gathering.notification-rules.js";
import { gatheringNotifications } from "./gathering.notifications.js";
import { gatheringPersonalData } from "./gathering.personal-data.js";
import { gatheringPolicy } from "./gathering.policy.js";
import { gatheringById } from "./gathering.reads.js";
import { PlaceResolver } from "./gathering-place.resolver.js";
import { GatheringResolver } from "./gathering.resolver.js";
import { gatheringSubjects } from "./gathering.subject.js";
import { GatheringFiguresResolver } from "./outcomes/figures.resolver.js";
import { GatheringFocusResolver } from "./outcomes/focus.resolver.js";
import { OutcomeResult } from "./outcomes/outcome-result.entity.js";
import { Outcome } from "./outcomes/outcome.entity.js";
import { OutcomeMutations } from "./outcomes/outcome.mutations.js";
import { outcomeNotificationRules, outcomeNotifications } from "./outcomes/outcome.notifications.js";
import { outcomeById } from "./outcomes/outcome.reads.js";
import {
  AgendaResultResolver,
  GatheringOutcomeResolver,
  IdeaOutcomesResolver,
  OutcomeResolver,
} from "./outcomes/outcome.resolver.js";
import { outcomeSubjects } from "./outcomes/outcome.subject.js";
import { Registration } from "./registrations/registration.entity.js";
import { registrationsFile } from "./import/registration.import.js";
import { registrationById } from "./registrations/registration.reads.js";
import { RegistrationResolver } from "./registrations/registration.resolver.js";
import { RegistrationMutations } from "./registrations/registration.mutations.js";
import { SchedulingMutations } from "./scheduling/scheduling.mutations.js";
import { GatheringSeries } from "./series/gathering-series.entity.js";
import { SeriesRegistration } from "./series/series-registration.entity.js";
import { SeriesMutations } from "./series/series.mutations.js";
import { seriesById, seriesRegistrationById } from "./series/series.reads.js";
import {
  GatheringInSeriesResolver,
  GatheringSeriesResolver,
  SeriesRegistrationResolver,
} from "./series/series.resolver.js";
import { GatheringTableResolver, GatheringTablesResolver } from "./seating/gathering-table.resolver.js";

export const gatheringsModule = {
  name: "gatherings",
  entities: [
    ...[AgendaItem, GatheringHost, GatheringSeries, GatheringTheme, Gathering, Outcome, OutcomeResult],
    ...[Registration, SeriesRegistration],
  ],
  migrations: [
    Gatherings1764000000004,
    ScheduledGatherings1764000000061,
    GatheringSeries1764000000062,
    Agenda1764000000063,
    Outcomes1764000000070,
  ],
  resolvers: [
    GatheringResolver,
    PlaceResolver,
    SchedulingMutations,
    GatheringSeriesResolver,
    SeriesRegistrationResolver,
    GatheringInSeriesResolver,
    SeriesMutations,
    GatheringAgendaResolver,
    AgendaItemResolver,
    IdeaGatheringsResolver,
    AgendaMutations,
    GatheringOutcomeResolver,
    OutcomeResolver,
    AgendaResultResolver,
    IdeaOutcomesResolver,
    GatheringFocusResolver,
    GatheringFiguresResolver,
    OutcomeMutations,
    RegistrationResolver,
    RegistrationMutations,
    MemberGatheringsResolver,
    ThemeGatheringsResolver,
    GatheringTablesResolver,
    GatheringTableResolver,
    GatheringChangedResolver,
  ],
  nodes: {
    agenda_item: agendaItemById,
    gathering: gatheringById,
    gathering_series: seriesById,
    outcome: outcomeById,
    registration: registrationById,
    series_registration: seriesRegistrationById,
  },
  subscriptions: [gatheringChanged],
  sharedFields: {
    GatheringChanged: ["cursor", "gathering"],
    Gathering: [
      ...["id", "title", "description", "language", "format", "startsAt", "endsAt", "timeZone", "place", "capacity"],
      ...["registrationOpensAt", "registrationClosesAt", "status", "reason", "held", "needsHost"],
      ...["themes", "hosts", "agenda", "focus", "outcome", "series", "differsFromSeries", "version"],
    ],
    Place: ["name", "address", "isOnline"],
    AgendaItem: ["id", "gathering", "idea", "status", "minutes", "reason", "result", "proposedAt"],
    CentralIdea: ["item", "result"],
    CentralQuestion: ["item", "answers"],
    CentralTryOut: ["item", "found"],
    ShownInnovation: ["item", "result"],
    Outcome: [...["id", "gathering", "summary", "links", "results", "author", "recordedAt", "editedAt", "version"]],
    GatheringSeries: ["id", "title", "recurrence", "timeZone"],
    Capacity: ["limit", "taken", "waiting"],
  },
  importFiles: [gatheringsFile, registrationsFile],
  personalData: gatheringPersonalData,
  userErrors: gatheringErrors,
  notifications: {
    kinds: { ...gatheringNotifications, ...agendaNotifications, ...outcomeNotifications },
    rules: [...gatheringNotificationRules, ...agendaNotificationRules, ...outcomeNotificationRules],
  },
  subjects: { ...gatheringSubjects, ...outcomeSubjects },
  policy: gatheringPolicy,
} satisfies DomainModule;
