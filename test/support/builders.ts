import { Message } from "../../src/domains/messages/message.entity.js";
import { MessageSharing } from "../../src/domains/messages/sharing/message-sharing.entity.js";
import { SharedAs, SharingStatus } from "../../src/domains/messages/sharing/sharing.enums.js";
import { v7 as uuidv7 } from "uuid";
import type { EntityManager } from "typeorm";
import { Certificate } from "../../src/domains/certificates/certificate.entity.js";
import { CollaborationMember } from "../../src/domains/collaborations/collaboration-member.entity.js";
import { CollaborationMessage } from "../../src/domains/collaborations/messages/collaboration-message.entity.js";
import { Collaboration } from "../../src/domains/collaborations/collaboration.entity.js";
import { appendEvents } from "./append-events.js";
import { GatheringHost } from "../../src/domains/gatherings/gathering-host.entity.js";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { GatheringFormat, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { HostMail } from "../../src/domains/gatherings/host-mails/host-mail.entity.js";
import { Registration } from "../../src/domains/gatherings/registrations/registration.entity.js";
import { AgendaItem, AgendaItemStatus } from "../../src/domains/gatherings/agenda/agenda-item.entity.js";
import { GatheringSeries } from "../../src/domains/gatherings/series/gathering-series.entity.js";
import { Comment } from "../../src/domains/ideas/comment.entity.js";
import { IdeaTheme } from "../../src/domains/ideas/idea-theme.entity.js";
import { PostgresNaming } from "../../src/core/database/naming.js";
import { searchColumns, type SearchedTable, type SearchedValue } from "../../src/core/search/searched-table.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { ideaSearch } from "../../src/domains/ideas/idea.search.js";
import { memberSearch } from "../../src/domains/members/member.search.js";
import { organisationSearch } from "../../src/domains/organisations/organisation.search.js";
import { themeSearch } from "../../src/domains/themes/theme.search.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Account } from "../../src/domains/identity/account.entity.js";
import { Role } from "../../src/core/access/role.js";
import { Interest } from "../../src/domains/members/interest.entity.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { ProfileVisibility, Stance } from "../../src/domains/members/member.enums.js";
import { Organisation } from "../../src/domains/organisations/organisation.entity.js";
import { PracticeTheme } from "../../src/domains/practices/practice-theme.entity.js";
import { Practice } from "../../src/domains/practices/practice.entity.js";
import { PracticeKind, PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import { practiceSearch } from "../../src/domains/practices/practice.search.js";
import { PracticeUse } from "../../src/domains/practices/uses/practice-use.entity.js";
import { TrackEnrolment } from "../../src/domains/tracks/enrolments/track-enrolment.entity.js";
import { LearningTrack } from "../../src/domains/tracks/learning-track.entity.js";
import { TrackStep } from "../../src/domains/tracks/steps/track-step.entity.js";
import { TrackCoordinator } from "../../src/domains/tracks/track-coordinator.entity.js";
import { TrackTheme } from "../../src/domains/tracks/track-theme.entity.js";
import { EnrolmentStatus, TrackStatus, TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import { Language } from "../../src/core/texts/language.js";
import { ThemeSuggestion } from "../../src/domains/theme-suggestions/theme-suggestion.entity.js";
import { ThemeSuggestionStatus } from "../../src/domains/theme-suggestions/theme-suggestion.enums.js";
import { Theme } from "../../src/domains/themes/theme.entity.js";

const naming = new PostgresNaming();
let counter = 0;
const next = (): number => ++counter;

/** Builders make a row with plausible values and the parents that are missing; what a test is about it overrides. */
export const builders = (manager: EntityManager) => {
  const insert = async <T extends object>(entity: new () => T, row: Partial<T>): Promise<T> => {
    await manager.insert(entity, row as never);
    return Object.assign(new entity(), row);
  };

  /** As whatever writes texts does; see `core/search/searched-table.ts`. */
  const insertSearched = async <T extends object>(
    entity: new () => T,
    searched: SearchedTable,
    row: Partial<T>,
  ): Promise<T> => {
    const texts = Object.entries(row).map(([name, value]) => [
      naming.columnName(name, undefined),
      value as SearchedValue,
    ]);
    const search = searchColumns(searched, Object.fromEntries(texts) as Record<string, SearchedValue>);
    await manager.insert(entity, { ...row, ...search } as never);
    return Object.assign(new entity(), row);
  };

  const buildOrganisation = (overrides: Partial<Organisation> = {}) =>
    insertSearched(Organisation, organisationSearch, {
      ...{ id: uuidv7(), name: `Organisatie ${next()}`, sector: null, version: 1, mergedIntoId: null, hiddenAt: null },
      ...overrides,
    });

  const buildTheme = (slug = `thema-${next()}`, overrides: Partial<Theme> = {}) =>
    insertSearched(Theme, themeSearch, {
      id: uuidv7(),
      slug,
      labelNl: slug,
      labelFr: null,
      labelEn: null,
      synonyms: [],
      broaderId: null,
      archived: false,
      ...overrides,
    });

  /** A member who shows their profile to everybody, with an account that cannot sign in by password. */
  const buildMember = async (overrides: Partial<Member> & { interests?: [Theme, Stance?][]; roles?: Role[] } = {}) => {
    const { interests = [], roles = [Role.MEMBER], ...fields } = overrides;
    const number = next();
    const member = await insertSearched(Member, memberSearch, {
      id: uuidv7(),
      name: `Lid ${number}`,
      languages: [],
      joinedAt: new Date("2025-01-01T00:00:00Z"),
      profileVisibility: ProfileVisibility.EVERYBODY,
      shareAttendance: true,
      ...fields,
    });
    await manager.insert(Account, {
      memberId: member.id,
      email: `lid${number}@test.example`,
      passwordHash: null,
      roles,
    });
    for (const [theme, stance = Stance.FOLLOWS] of interests)
      await manager.insert(Interest, { memberId: member.id, themeId: theme.id, stance });
    // As whatever makes a member does; see `TestApp.caughtUp`.
    await appendEvents(manager, [{ kind: "member.joined", subjectId: member.id, data: {} }]);
    return member;
  };

  const buildIdea = async (overrides: Partial<Idea> & { themes?: Theme[] } = {}) => {
    const { themes = [], ...fields } = overrides;
    const idea = await insertSearched(Idea, ideaSearch, {
      id: uuidv7(),
      kind: IdeaKind.IDEA,
      title: `Idee ${next()}`,
      body: "Een idee.",
      language: null,
      status: IdeaStatus.OPEN,
      authorId: fields.authorId ?? (await buildMember()).id,
      postedAt: new Date(),
      editedAt: null,
      version: 1,
      ...fields,
    });
    for (const [position, theme] of themes.entries())
      await manager.insert(IdeaTheme, { ideaId: idea.id, themeId: theme.id, position });
    return idea;
  };

  const buildComment = async (overrides: Partial<Comment> = {}) =>
    insert(Comment, {
      id: uuidv7(),
      ideaId: overrides.ideaId ?? (await buildIdea()).id,
      authorId: overrides.authorId ?? (await buildMember()).id,
      replyToId: null,
      body: "Goed idee.",
      postedAt: new Date(),
      ...overrides,
    });

  const buildPractice = async (overrides: Partial<Practice> & { themes?: Theme[] } = {}) => {
    const { themes = [], ...fields } = overrides;
    const practice = await insertSearched(Practice, practiceSearch, {
      ...{ id: uuidv7(), kind: PracticeKind.INSTRUMENT, status: PracticeStatus.PUBLISHED, title: `Praktijk ${next()}` },
      ...{ summary: "Een praktijk.", steps: [], language: null, contactId: null, organisationId: null },
      sharedById: fields.sharedById ?? (await buildMember()).id,
      ...{ sharedAt: new Date(), editedAt: null, version: 1 },
      ...fields,
    });
    for (const [position, theme] of themes.entries())
      await manager.insert(PracticeTheme, { practiceId: practice.id, themeId: theme.id, position });
    return practice;
  };

  const buildPracticeUse = async (overrides: Partial<PracticeUse> = {}) =>
    insert(PracticeUse, {
      id: uuidv7(),
      practiceId: overrides.practiceId ?? (await buildPractice()).id,
      usedById: overrides.usedById ?? (await buildMember()).id,
      ...{ place: null, result: "Het werkte.", wouldUseAgain: true, usedOn: null, recordedAt: new Date() },
      ...overrides,
    });

  /** A gathering that begins in a week. */
  const buildGathering = async (overrides: Partial<Gathering> & { hosts?: Member[] } = {}) => {
    const { hosts = [], ...fields } = overrides;
    const startsAt = fields.startsAt ?? new Date(Date.now() + 7 * 86_400_000);
    const gathering = await insert(Gathering, {
      id: uuidv7(),
      title: `Bijeenkomst ${next()}`,
      description: null,
      format: GatheringFormat.OPEN_EXCHANGE,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 7_200_000),
      limit: null,
      ...fields,
    });
    for (const host of hosts) await manager.insert(GatheringHost, { gatheringId: gathering.id, memberId: host.id });
    return gathering;
  };

  const buildSeries = (overrides: Partial<GatheringSeries> = {}) =>
    insert(GatheringSeries, {
      ...{ id: uuidv7(), title: `Reeks ${next()}`, recurrence: "FREQ=WEEKLY;COUNT=2", timeZone: "Europe/Brussels" },
      ...overrides,
    });

  const buildAgendaItem = async (overrides: Partial<AgendaItem> = {}) =>
    insert(AgendaItem, {
      id: uuidv7(),
      gatheringId: overrides.gatheringId ?? (await buildGathering()).id,
      ideaId: overrides.ideaId ?? (await buildIdea()).id,
      status: AgendaItemStatus.ACCEPTED,
      position: overrides.status === undefined || overrides.status === AgendaItemStatus.ACCEPTED ? 0 : null,
      proposedAt: new Date(),
      ...overrides,
    });

  const buildRegistration = async (overrides: Partial<Registration> = {}) =>
    insert(Registration, {
      id: uuidv7(),
      gatheringId: overrides.gatheringId ?? (await buildGathering()).id,
      memberId: overrides.memberId ?? (await buildMember()).id,
      status: RegistrationStatus.GOING,
      registeredAt: new Date(),
      ...overrides,
    });

  const buildHostMail = async (overrides: Partial<HostMail> = {}) =>
    insert(HostMail, {
      id: uuidv7(),
      gatheringId: overrides.gatheringId ?? (await buildGathering()).id,
      authorId: overrides.authorId ?? (await buildMember()).id,
      ...{ subject: "Breng je fiets mee", body: "Tot dan.", recipients: [RegistrationStatus.GOING], sentTo: 1 },
      sentAt: new Date(),
      ...overrides,
    });

  const buildCollaboration = async (members: Member[], overrides: Partial<Collaboration> = {}) => {
    const collaboration = await insert(Collaboration, { id: uuidv7(), startedAt: new Date(), ...overrides });
    for (const member of members)
      await manager.insert(CollaborationMember, { collaborationId: collaboration.id, memberId: member.id });
    return collaboration;
  };

  /** A message in a collaboration; later ones have greater numbers. */
  const buildMessage = (
    overrides: Pick<CollaborationMessage, "collaborationId" | "authorId"> & Partial<CollaborationMessage>,
  ) =>
    insert(CollaborationMessage, {
      ...{ id: uuidv7(), number: next(), body: "Dag allemaal.", sentAt: new Date(), hiddenAt: null, removedAt: null },
      ...overrides,
    });

  /** A message to the coordinators. */
  /** A proposal to make a question of a message, which waits for an answer. */
  const buildSharing = (overrides: Partial<MessageSharing> & Pick<MessageSharing, "messageId" | "proposedById">) =>
    insert(MessageSharing, {
      ...{ id: uuidv7(), sharedAs: SharedAs.QUESTION, status: SharingStatus.PROPOSED, title: "Een vraag" },
      ...{ body: "Weet iemand dit?", themes: [], language: Language.NL, startsAt: null, format: null },
      ...{ proposedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000), answeredAt: null },
      ...{ isNamed: false, ideaId: null, gatheringId: null },
      ...overrides,
    });
  const buildThemeSuggestion = async (overrides: Partial<ThemeSuggestion> = {}) =>
    insert(ThemeSuggestion, {
      ...{ id: uuidv7(), label: `Thema ${next()}`, language: Language.NL, broaderId: null, reason: null, note: null },
      ...{ status: ThemeSuggestionStatus.PENDING, themeId: null, suggestedAt: new Date(), decidedAt: null },
      ...overrides,
      suggestedById: overrides.suggestedById ?? (await buildMember()).id,
    });

  const buildLeftMessage = (overrides: Partial<Message> = {}) =>
    insert(Message, {
      ...{ id: uuidv7(), body: "Mag ik meedoen?", memberId: null, name: null, email: null, decisionId: null },
      ...{
        language: null,
        addressRefusedAt: null,
        spamSigns: [],
        releasedAt: null,
        discardedAt: null,
        answeredAt: null,
      },
      ...{ leftAt: new Date(), assigneeId: null, handledAt: null, handledById: null, note: null },
      ...overrides,
    });

  /** A reading, which is the first step of a track unless told. */
  const buildStep = async (overrides: Partial<TrackStep> = {}) =>
    insert(TrackStep, {
      ...{ id: uuidv7(), position: 0, kind: TrackStepKind.READING, title: `Stap ${next()}`, description: null },
      ...{ link: "https://lezen.example/", gatheringId: null, seriesId: null, minAttended: 1 },
      ...overrides,
      trackId: overrides.trackId ?? (await buildTrack()).id,
    });

  /** A published track without steps. */
  const buildTrack = async (overrides: Partial<LearningTrack> & { themes?: Theme[]; coordinators?: Member[] } = {}) => {
    const { themes = [], coordinators = [], ...fields } = overrides;
    const track = await insert(LearningTrack, {
      ...{ id: uuidv7(), status: TrackStatus.PUBLISHED, title: `Leertraject ${next()}`, description: null },
      ...{ language: null, limit: null, enrolmentClosesAt: null, requiredSteps: null, createdAt: new Date() },
      ...{ publishedAt: new Date(), editedAt: null, version: 1, hiddenAt: null },
      ...fields,
    });
    for (const [position, theme] of themes.entries())
      await manager.insert(TrackTheme, { trackId: track.id, themeId: theme.id, position });
    for (const { id: memberId } of coordinators)
      await manager.insert(TrackCoordinator, { trackId: track.id, memberId });
    return track;
  };

  const buildEnrolment = async (overrides: Partial<TrackEnrolment> = {}) =>
    insert(TrackEnrolment, {
      id: uuidv7(),
      trackId: overrides.trackId ?? (await buildTrack()).id,
      memberId: overrides.memberId ?? (await buildMember()).id,
      ...{ status: EnrolmentStatus.ENROLLED, enrolledAt: new Date(), completedAt: null },
      ...overrides,
    });

  /** Of a completed track. */
  const buildCertificate = async (overrides: Partial<Certificate> & { memberId?: string; trackId?: string } = {}) => {
    const { memberId, trackId, ...fields } = overrides;
    const completedAt = new Date();
    const enrolmentId =
      overrides.enrolmentId ??
      (await buildEnrolment({ completedAt, ...(memberId && { memberId }), ...(trackId && { trackId }) })).id;
    return insert(Certificate, {
      ...{ id: uuidv7(), trackVersion: 1, title: `Leertraject ${next()}`, description: null, language: null },
      ...{ requiredSteps: null, steps: [], issuedAt: completedAt },
      ...fields,
      enrolmentId,
    });
  };

  return {
    buildTrack,
    buildCertificate,
    buildStep,
    buildEnrolment,
    buildOrganisation,
    buildTheme,
    buildMember,
    buildIdea,
    buildComment,
    buildPractice,
    buildPracticeUse,
    buildGathering,
    buildSeries,
    buildAgendaItem,
    buildRegistration,
    buildHostMail,
    buildCollaboration,
    buildMessage,
    buildLeftMessage,
    buildThemeSuggestion,
    buildSharing,
  };
};
