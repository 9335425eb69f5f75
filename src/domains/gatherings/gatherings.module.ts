import type { FastifyInstance } from "fastify";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import { servePage } from "../../core/pages/serve-page.js";
import type { DomainModule } from "../domain-module.js";
import { Gatherings1764000000004 } from "../../../migrations/1764000000004-gatherings.js";
import { ScheduledGatherings1764000000061 } from "../../../migrations/1764000000061-scheduled-gatherings.js";
import { GatheringSeries1764000000062 } from "../../../migrations/1764000000062-gathering-series.js";
import { Agenda1764000000063 } from "../../../migrations/1764000000063-agenda.js";
import { RegistrationModes1764000000064 } from "../../../migrations/1764000000064-registration-modes.js";
import { Guests1764000000066 } from "../../../migrations/1764000000066-guests.js";
import { RegistrationQuestions1764000000065 } from "../../../migrations/1764000000065-registration-questions.js";
import { Outcomes1764000000070 } from "../../../migrations/1764000000070-outcomes.js";
import { HostMails1764000000067 } from "../../../migrations/1764000000067-host-mails.js";
import { CheckIn1764000000073 } from "../../../migrations/1764000000073-check-in.js";
import { CheckInLink1764000000074 } from "../../../migrations/1764000000074-check-in-link.js";
import { AgendaItem } from "./agenda/agenda-item.entity.js";
import { AgendaMutations } from "./agenda/agenda.mutations.js";
import { agendaItemById } from "./agenda/agenda.reads.js";
import { AgendaItemResolver, GatheringAgendaResolver, IdeaGatheringsResolver } from "./agenda/agenda.resolver.js";
import { agendaNotificationRules, agendaNotifications } from "./agenda/agenda.notifications.js";
import { GatheringAttendanceResolver, RegistrationAttendanceResolver } from "./attendance/attendance.resolver.js";
import { CheckInMutations } from "./attendance/check-in.mutations.js";
import { WalkIn } from "./attendance/walk-in.entity.js";
import { CheckInLink } from "./check-in-page/check-in-link.entity.js";
import { CheckInLinkMutations, CheckInLinkResolver } from "./check-in-page/check-in-link.mutations.js";
import { voidCheckInLinks } from "./check-in-page/check-in-link.service.js";
import { serveCheckInPage } from "./check-in-page/check-in-page.routes.js";
import { GatheringChangedResolver } from "./gathering-changed.resolver.js";
import { gatheringChanged } from "./gathering-changed.subscription.js";
import { GatheringHost } from "./gathering-host.entity.js";
import {
  MemberGatheringsResolver,
  OrganisationGatheringsResolver,
  ThemeGatheringsResolver,
} from "./gathering-lists.resolver.js";
import { GatheringTheme } from "./gathering-theme.entity.js";
import { Gathering } from "./gathering.entity.js";
import { gatheringErrors } from "./gathering.errors.js";
import { agendaFile } from "./import/agenda.import.js";
import { HostMail } from "./host-mails/host-mail.entity.js";
import { hostMailNotificationRules, hostMailNotifications } from "./host-mails/host-mail.notifications.js";
import { hostMailById } from "./host-mails/host-mail.reads.js";
import { GatheringHostMailsResolver, HostMailResolver } from "./host-mails/host-mail.resolver.js";
import { hostMailSubjects } from "./host-mails/host-mail.subject.js";
import { gatheringsFile } from "./import/gathering.import.js";
import { gatheringNotificationRules } from "./gathering.notification-rules.js";
import { gatheringNotifications } from "./gathering.notifications.js";
import { gatheringPersonalData } from "./gathering.personal-data.js";
import { gatheringPolicy } from "./gathering.policy.js";
import { gatheringById } from "./gathering.reads.js";
import { PlaceResolver } from "./gathering-place.resolver.js";
import { GatheringResolver } from "./gathering.resolver.js";
import { gatheringSubjects } from "./gathering.subject.js";
import { Guest } from "./guests/guest.entity.js";
import { createGatheringsServices, type GatheringsServices } from "./gatherings.services.js";
import {
  AnswerMutations,
  GatheringQuestionsResolver,
  RegistrationAnswersResolver,
} from "./questions/answers.resolver.js";
import { gatheringRetention } from "./gathering.retention.js";
import { GuestLink } from "./guests/guest-link.entity.js";
import { guestHostMailTemplate, guestNewsMail, guestRegistrationMail } from "./guests/guest-mail.templates.js";
import { serveGuestPage } from "./guests/guest-page.routes.js";
import { GuestMutations } from "./guests/guest.mutations.js";
import { RegistrationAnswers } from "./questions/registration-answers.entity.js";
import { resealAnswersJob } from "./questions/reseal-answers.job.js";
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
import { serveParticipants } from "./participants/participants.routes.js";
import { gatheringPage } from "./pages/gathering.page.js";
import { seriesPage } from "./pages/series.page.js";
import { Registration } from "./registrations/registration.entity.js";
import { registrationsFile } from "./import/registration.import.js";
import {
  registrationNotificationRules,
  registrationNotifications,
} from "./registrations/registration.notifications.js";
import { registrationById } from "./registrations/registration.reads.js";
import { RegistrationResolver } from "./registrations/registration.resolver.js";
import { RegistrationMutations } from "./registrations/registration.mutations.js";
import { Reminder } from "./reminders/reminder.entity.js";
import { reminderNotificationRules, reminderNotifications } from "./reminders/reminder.notifications.js";
import { reminders } from "./reminders/reminders.job.js";
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
    ...[AgendaItem, GatheringHost, GatheringSeries, GatheringTheme, Gathering, HostMail, Outcome, OutcomeResult],
    ...[Guest, GuestLink, Registration, RegistrationAnswers, Reminder, SeriesRegistration],
    ...[CheckInLink, WalkIn],
  ],
  migrations: [
    Gatherings1764000000004,
    ScheduledGatherings1764000000061,
    GatheringSeries1764000000062,
    Agenda1764000000063,
    RegistrationModes1764000000064,
    RegistrationQuestions1764000000065,
    Guests1764000000066,
    HostMails1764000000067,
    Outcomes1764000000070,
    CheckIn1764000000073,
    CheckInLink1764000000074,
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
    HostMailResolver,
    GatheringHostMailsResolver,
    RegistrationResolver,
    RegistrationMutations,
    GatheringQuestionsResolver,
    RegistrationAnswersResolver,
    AnswerMutations,
    GuestMutations,
    RegistrationAttendanceResolver,
    GatheringAttendanceResolver,
    CheckInMutations,
    CheckInLinkResolver,
    CheckInLinkMutations,
    MemberGatheringsResolver,
    OrganisationGatheringsResolver,
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
    host_mail: hostMailById,
    registration: registrationById,
    series_registration: seriesRegistrationById,
  },
  restored: voidCheckInLinks,
  subscriptions: [gatheringChanged],
  sharedFields: {
    GatheringChanged: ["cursor", "gathering"],
    Gathering: [
      ...["id", "title", "description", "language", "format", "startsAt", "endsAt", "timeZone", "place", "capacity"],
      ...["registration", "registrationOpensAt", "registrationClosesAt", "waitingListClosesAt", "acceptsGuests"],
      ...["questions", "status", "reason", "held", "needsHost"],
      ...["themes", "hosts", "agenda", "focus", "outcome", "series", "differsFromSeries", "version"],
    ],
    RegistrationQuestion: ["id", "text", "kind", "options", "required"],
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
  services: createGatheringsServices,
  mails: { guestRegistration: guestRegistrationMail, guestNews: guestNewsMail, guestHostMail: guestHostMailTemplate },
  routes: (app: FastifyInstance, options: RouteOptions<CoreServices & GatheringsServices>) => {
    serveGuestPage(app, options);
    serveParticipants(app, options);
    servePage(app, options, "gatherings", gatheringPage);
    servePage(app, options, "series", seriesPage);
    serveCheckInPage(app, options);
  },
  retention: gatheringRetention,
  jobs: (services: CoreServices & GatheringsServices, log) => [
    new PeriodicJob(reminders(services, log), log),
    ...(services.answerSealer ? [new PeriodicJob(resealAnswersJob(services, services.answerSealer, log), log)] : []),
  ],
  importFiles: [gatheringsFile, agendaFile, registrationsFile],
  mergedReferences: [{ to: "theme", table: "gathering_theme", column: "theme_id", uniqueWith: "gathering_id" }],
  personalData: gatheringPersonalData,
  userErrors: gatheringErrors,
  notifications: {
    kinds: {
      ...{ ...gatheringNotifications, ...registrationNotifications, ...agendaNotifications },
      ...{ ...outcomeNotifications, ...hostMailNotifications, ...reminderNotifications },
    },
    rules: [
      ...[...gatheringNotificationRules, ...registrationNotificationRules, ...agendaNotificationRules],
      ...[...outcomeNotificationRules, ...hostMailNotificationRules, ...reminderNotificationRules],
    ],
  },
  subjects: { ...gatheringSubjects, ...outcomeSubjects, ...hostMailSubjects },
  policy: gatheringPolicy,
} satisfies DomainModule;
