import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { GatheringFormat, GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import type { CollaborationMessage } from "../../src/domains/collaborations/messages/collaboration-message.entity.js";
import type { HostMail } from "../../src/domains/gatherings/host-mails/host-mail.entity.js";
import { AgendaItemStatus } from "../../src/domains/gatherings/agenda/agenda-item.entity.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { Role } from "../../src/core/access/role.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { SharingStatus } from "../../src/domains/messages/sharing/sharing.enums.js";
import type { Practice } from "../../src/domains/practices/practice.entity.js";
import { PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import type { TrackEnrolment } from "../../src/domains/tracks/enrolments/track-enrolment.entity.js";
import type { LearningTrack } from "../../src/domains/tracks/learning-track.entity.js";
import { EnrolmentStatus, TrackStatus, TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import type { PracticeUse } from "../../src/domains/practices/uses/practice-use.entity.js";
import type { ThemeSuggestion } from "../../src/domains/theme-suggestions/theme-suggestion.entity.js";
import { ThemeSuggestionStatus } from "../../src/domains/theme-suggestions/theme-suggestion.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

/** Who asks. The owner is the member, the author, the host, the one who registered, or whom a decision affects. */
export const actors = ["anonymous", "member", "owner", "organiser", "analyst", "admin"] as const;
export type Actor = (typeof actors)[number];

/** What is asked about, with all that hangs on it. */
export interface Subject {
  id: string;
  owner: Member;
  theme: Theme;
  /** Further ids, by what they are of. */
  ids: Record<string, string>;
  /** Lifts what keeps the owner from being seen. */
  reveal: () => Promise<unknown>;
}

/** Those who ask, and what they ask about: made anew for each question, as questions change things. */
export async function castOf(app: TestApp) {
  const { manager } = app.services.database.source;
  const { database } = app.services;
  const build = builders(manager);
  const role = (...roles: Role[]) => build.buildMember({ roles: [Role.MEMBER, ...roles] });
  const members = {
    member: await role(),
    organiser: await role(Role.ORGANISER),
    analyst: await role(Role.ANALYST),
    admin: await role(Role.ADMIN),
  };

  /** Somebody with a post, a gathering, a registration and a collaboration. */
  const owner = async (overrides: Partial<Member> = {}) => {
    const theme = await build.buildTheme();
    const made = await build.buildMember({ ...overrides, interests: [[theme]] });
    return { owner: made, theme };
  };
  const withOwner = (id: string, made: { owner: Member; theme: Theme }, ids: Record<string, string> = {}) => ({
    ...made,
    id,
    ids,
    reveal: async () => {
      await manager.update(
        Member,
        { id: made.owner.id },
        { hiddenAt: null, profileVisibility: ProfileVisibility.EVERYBODY },
      );
      await database.query(sql`DELETE FROM block WHERE blocker_id = ${made.owner.id}`);
    },
  });
  const block = (blockerId: string) =>
    manager.insert(Block, { blockerId, blockedId: members.member.id, blockedAt: new Date() });

  const member =
    (overrides: Partial<Member> = {}, blocks = false) =>
    async (): Promise<Subject> => {
      const made = await owner(overrides);
      if (blocks) await block(made.owner.id);
      const [others, stranger] = [await build.buildMember(), await build.buildMember()];
      const idea = await build.buildIdea({ authorId: made.owner.id, themes: [made.theme] });
      const elsewhere = await build.buildIdea({ authorId: stranger.id, themes: [made.theme] });
      const comment = await build.buildComment({ ideaId: elsewhere.id, authorId: made.owner.id });
      const gathering = await build.buildGathering({ hosts: [made.owner] });
      const visited = await build.buildGathering();
      const registration = await build.buildRegistration({ gatheringId: visited.id, memberId: made.owner.id });
      const collaboration = await build.buildCollaboration([made.owner, others]);
      return withOwner(made.owner.id, made, {
        idea: idea.id,
        elsewhere: elsewhere.id,
        comment: comment.id,
        gathering: gathering.id,
        visited: visited.id,
        registration: registration.id,
        collaboration: collaboration.id,
      });
    };

  const idea =
    (overrides: Partial<Idea> = {}, blocks = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const posted = await build.buildIdea({ ...overrides, authorId: made.owner.id, themes: [made.theme] });
      const comment = await build.buildComment({ ideaId: posted.id });
      const collaboration = await build.buildCollaboration([await build.buildMember()], { ideaId: posted.id });
      return withOwner(posted.id, made, { comment: comment.id, collaboration: collaboration.id });
    };

  const comment =
    (overrides: object = {}, blocks = false, onIdea: Partial<Idea> = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const idea = await build.buildIdea(onIdea);
      const top = await build.buildComment({ ideaId: idea.id });
      const written = await build.buildComment({ ...overrides, ideaId: idea.id, authorId: made.owner.id });
      const reply = await build.buildComment({ ideaId: idea.id, authorId: made.owner.id, replyToId: top.id });
      const answer = await build.buildComment({ ideaId: idea.id, replyToId: written.id });
      return withOwner(written.id, made, { idea: idea.id, top: top.id, reply: reply.id, answer: answer.id });
    };

  /** A practice of the owner's, with a contact, an organisation and a use by others. */
  const practice =
    (overrides: Partial<Practice> = {}, blocks = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const [contact, organisation] = [await build.buildMember(), await build.buildOrganisation()];
      const { id } = await build.buildPractice({
        ...{ ...overrides, sharedById: made.owner.id, contactId: contact.id, organisationId: organisation.id },
        themes: [made.theme],
      });
      const use = await build.buildPracticeUse({ practiceId: id });
      const edit = uuidv7();
      await database.query(sql`
        INSERT INTO practice_edit (id, practice_id, edited_by_id, edited_at, changed, version)
        VALUES (${edit}, ${id}, ${made.owner.id}, now(), '{TITLE}', 2)`);
      const other = await build.buildPractice({ themes: [made.theme] });
      const idea = await build.buildIdea({ themes: [made.theme] });
      return withOwner(id, made, {
        ...{ contact: contact.id, organisation: organisation.id, use: use.id, edit, other: other.id, idea: idea.id },
      });
    };

  /** A use that the owner recorded of a practice of somebody else's. */
  const practiceUse =
    (overrides: Partial<PracticeUse> = {}, blocks = false, of: Partial<Practice> = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const used = await build.buildPractice(of);
      const use = await build.buildPracticeUse({ ...overrides, practiceId: used.id, usedById: made.owner.id });
      return withOwner(use.id, made, { practice: used.id });
    };

  /** A track that the owner coordinates, with a reading, a gathering and a learner. */
  const track =
    (overrides: Partial<LearningTrack> = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const { id } = await build.buildTrack({ ...overrides, coordinators: [made.owner], themes: [made.theme] });
      const reading = await build.buildStep({ trackId: id });
      const held = await build.buildGathering();
      const kind = TrackStepKind.GATHERING;
      await build.buildStep({ trackId: id, position: 1, kind, link: null, gatheringId: held.id });
      const enrolment = await build.buildEnrolment({ trackId: id });
      return withOwner(id, made, { reading: reading.id, gathering: held.id, enrolment: enrolment.id });
    };

  /** The owner's enrolment in a track of others. */
  const enrolment =
    (overrides: Partial<TrackEnrolment> = {}, blocks = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const followed = await build.buildTrack();
      const reading = await build.buildStep({ trackId: followed.id });
      const { id } = await build.buildEnrolment({ ...overrides, trackId: followed.id, memberId: made.owner.id });
      return withOwner(id, made, { track: followed.id, reading: reading.id });
    };

  /** The certificate of the owner for a track of others. */
  const certificate = async (): Promise<Subject> => {
    const made = await owner();
    const { id: track } = await build.buildTrack();
    const { id, enrolmentId } = await build.buildCertificate({ trackId: track, memberId: made.owner.id });
    return withOwner(id, made, { track, enrolment: enrolmentId });
  };

  const gathering =
    (overrides: object = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const onlineUrl = "https://meet.example/ino";
      const held = await build.buildGathering({ ...overrides, onlineUrl, hosts: [made.owner] });
      await database.query(
        sql`INSERT INTO gathering_theme (gathering_id, theme_id, position) VALUES (${held.id}, ${made.theme.id}, 0)`,
      );
      const visitor = await build.buildMember();
      const registration = await build.buildRegistration({ gatheringId: held.id, memberId: visitor.id });
      return withOwner(held.id, made, { visitor: visitor.id, registration: registration.id });
    };

  const proposal = (status: GatheringStatus) => async (): Promise<Subject> => {
    const made = await owner();
    const proposed = await build.buildGathering({ status, proposerId: made.owner.id });
    await database.query(
      sql`INSERT INTO gathering_theme (gathering_id, theme_id, position) VALUES (${proposed.id}, ${made.theme.id}, 0)`,
    );
    return withOwner(proposed.id, made);
  };

  const agendaItem =
    (status: AgendaItemStatus, overrides: object = {}, blocks = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      if (blocks) await block(made.owner.id);
      const posted = await build.buildIdea({ authorId: made.owner.id });
      const gathering = await build.buildGathering({ ...overrides, hosts: [await build.buildMember()] });
      const item = await build.buildAgendaItem({ gatheringId: gathering.id, ideaId: posted.id, status });
      return withOwner(item.id, made, { gathering: gathering.id, idea: posted.id });
    };

  /** What the owner recorded of a gathering, with an agenda. */
  const outcome =
    (overrides: { hiddenAt?: Date } = {}, of: object = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const startsAt = new Date(Date.now() - 3 * 86_400_000);
      const format = GatheringFormat.QUESTION;
      const held = await build.buildGathering({ startsAt, format, ...of, hosts: [made.owner] });
      const item = await build.buildAgendaItem({ gatheringId: held.id });
      const [id, author] = [uuidv7(), made.owner.id];
      await database.query(sql`
        INSERT INTO outcome (id, gathering_id, summary, author_id, recorded_at, hidden_at)
        VALUES (${id}, ${held.id}, 'Wat het opleverde.', ${author}, now(), ${overrides.hiddenAt ?? null})`);
      await database.query(sql`
        INSERT INTO outcome_result (agenda_item_id, outcome_id, result) VALUES (${item.id}, ${id}, 'Drie antwoorden.')`);
      return withOwner(id, made, { gathering: held.id, item: item.id, idea: item.ideaId });
    };

  /** A collaboration of the owner's that began at a gathering, by a host or by themselves. */
  const begun = (byHost: boolean) => async (): Promise<Subject> => {
    const made = await owner();
    const [other, idea] = [await build.buildMember(), await build.buildIdea()];
    const held = await build.buildGathering({ startsAt: new Date(Date.now() - 3 * 86_400_000) });
    const gatheringId = byHost ? held.id : null;
    const collaboration = await build.buildCollaboration([made.owner, other], { ideaId: idea.id, gatheringId });
    const [start, request] = [uuidv7(), uuidv7()];
    await database.query(sql`
      INSERT INTO collaboration_start (id, gathering_id, idea_id, by_id, by_host, takes_part, collaboration_id, begun_at)
      VALUES (${start}, ${held.id}, ${idea.id}, ${other.id}, ${byHost}, true, ${collaboration.id}, now())`);
    await database.query(sql`
      INSERT INTO collaboration_request (id, from_id, to_id, message, status, asked_at, expires_at, answered_at,
        collaboration_id, start_id)
      VALUES (${request}, ${other.id}, ${made.owner.id}, 'Doe je mee?', 'ACCEPTED', now(), now(), now(),
        ${collaboration.id}, ${start})`);
    return withOwner(collaboration.id, made, { gathering: held.id, idea: idea.id, request, other: other.id });
  };

  /** A mail to others or to its owner, who has a place. */
  const hostMail =
    (overrides: Partial<HostMail> = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const author = await build.buildMember();
      const gathering = await build.buildGathering({ hosts: [author] });
      await build.buildRegistration({ gatheringId: gathering.id, memberId: made.owner.id });
      const sent = await build.buildHostMail({ ...overrides, gatheringId: gathering.id, authorId: author.id });
      return withOwner(sent.id, made, { gathering: gathering.id, author: author.id });
    };

  const series =
    (overrides: object = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const { id } = await build.buildSeries();
      const one = await build.buildGathering({ ...overrides, seriesId: id, hosts: [made.owner] });
      return withOwner(id, made, { gathering: one.id });
    };

  const registration =
    (overrides: Partial<Member> = {}, status = RegistrationStatus.GOING, blocks = false, of: object = {}) =>
    async (): Promise<Subject> => {
      const made = await owner(overrides);
      if (blocks) await block(made.owner.id);
      const host = await build.buildMember();
      const visited = await build.buildGathering({ ...of, hosts: [host] });
      const registered = await build.buildRegistration({ gatheringId: visited.id, memberId: made.owner.id, status });
      return withOwner(registered.id, made, { gathering: visited.id, host: host.id });
    };

  const collaboration = async (): Promise<Subject> => {
    const made = await owner();
    return withOwner((await build.buildCollaboration([made.owner])).id, made);
  };

  /** A message to the owner in a collaboration with its author, from since they joined or from before. */
  const message =
    (overrides: Partial<CollaborationMessage> = {}, { isBefore = false, isBlocked = false } = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const author = await build.buildMember();
      const { id: collaborationId } = await build.buildCollaboration([made.owner, author]);
      const sent = await build.buildMessage({ ...overrides, collaborationId, authorId: author.id });
      if (isBefore)
        await database.query(
          sql`UPDATE collaboration_member SET joined_after = ${sent.number} WHERE member_id = ${made.owner.id}`,
        );
      if (isBlocked)
        await manager.insert(Block, { blockerId: author.id, blockedId: made.owner.id, blockedAt: new Date() });
      return withOwner(sent.id, made, { collaboration: collaborationId, author: author.id });
    };

  /** A request that the owner received, or sent. */
  const request =
    (sent = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const [other, idea, id] = [await build.buildMember(), await build.buildIdea(), uuidv7()];
      const collaboration = await build.buildCollaboration([await build.buildMember()]);
      const [from, to] = sent ? [made.owner, other] : [other, made.owner];
      await database.query(sql`
        INSERT INTO collaboration_request (id, from_id, to_id, idea_id, message, asked_at, expires_at, collaboration_id)
        VALUES (${id}, ${from.id}, ${to.id}, ${idea.id}, 'Doe je mee?', now(), now() + interval '1 day', ${collaboration.id})`);
      return withOwner(id, made, { other: other.id, idea: idea.id, collaboration: collaboration.id });
    };

  /** A request to join a collaboration of the owner's, or somebody else's invitation to it. */
  const joining =
    (isInvitation = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const [other, member, idea, id] = [
        await build.buildMember(),
        await build.buildMember(),
        await build.buildIdea(),
        uuidv7(),
      ];
      const collaboration = await build.buildCollaboration([made.owner, member]);
      const [from, to] = isInvitation ? [member, other] : [other, null];
      await database.query(sql`
        INSERT INTO collaboration_request (id, from_id, to_id, joins_id, idea_id, message, asked_at, expires_at)
        VALUES (${id}, ${from.id}, ${to?.id ?? null}, ${collaboration.id}, ${idea.id}, 'Doe je mee?', now(), now() + interval '1 day')`);
      return withOwner(id, made, { other: from.id, idea: idea.id, collaboration: collaboration.id });
    };

  /** A request for help that the owner received, or sent; the question is another's, as is the comment. */
  const helpRequest =
    (sent = false) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const [other, idea, id] = [
        await build.buildMember(),
        await build.buildIdea({ kind: IdeaKind.QUESTION }),
        uuidv7(),
      ];
      const comment = await build.buildComment({ ideaId: idea.id });
      const [from, to] = sent ? [made.owner, other] : [other, made.owner];
      await database.query(sql`
        INSERT INTO help_request (id, idea_id, from_id, to_id, message, asked_at, expires_at, comment_id)
        VALUES (${id}, ${idea.id}, ${from.id}, ${to.id}, 'Help je?', now(), now() + interval '1 day', ${comment.id})`);
      return withOwner(id, made, { other: other.id, idea: idea.id, comment: comment.id });
    };

  const suggestedTheme =
    (overrides: Partial<ThemeSuggestion> = {}) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const { id } = await build.buildThemeSuggestion({ ...overrides, suggestedById: made.owner.id });
      return withOwner(id, made);
    };

  /** A notification of the owner's, with all that its kind is about. */
  const notification =
    (
      kind:
        | ("IDEA_COMMENTED" | "COLLABORATION_REQUESTED" | "MESSAGE_RECEIVED")
        | (
            | "PLACE_GIVEN"
            | "HOST_MAIL"
            | "PRACTICE_USED"
            | "TRACK_COMPLETED"
            | "MESSAGE_ASSIGNED"
            | "MODERATION_DECIDED"
            | "THEME_SUGGESTION_TAKEN"
          ),
    ) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const [id, other] = [uuidv7(), await build.buildMember()];
      const idea = await build.buildIdea({ authorId: made.owner.id });
      const ids: Record<string, string | null> = { idea: null, comment: null, gathering: null, request: null };
      if (kind === "IDEA_COMMENTED") {
        ids.comment = (await build.buildComment({ ideaId: idea.id, authorId: other.id })).id;
        ids.idea = idea.id;
      }
      if (kind === "PLACE_GIVEN") ids.gathering = (await build.buildGathering()).id;
      if (kind === "HOST_MAIL") {
        ids.gathering = (await build.buildGathering()).id;
        await build.buildRegistration({ gatheringId: ids.gathering, memberId: made.owner.id });
        ids.hostMail = (await build.buildHostMail({ gatheringId: ids.gathering, authorId: other.id })).id;
      }
      if (kind === "COLLABORATION_REQUESTED") {
        ids.request = uuidv7();
        await database.query(sql`
          INSERT INTO collaboration_request (id, from_id, to_id, message, asked_at, expires_at)
          VALUES (${ids.request}, ${other.id}, ${made.owner.id}, 'Doe je mee?', now(), now() + interval '1 day')`);
      }
      if (kind === "MESSAGE_RECEIVED") {
        ids.collaboration = (await build.buildCollaboration([made.owner, other])).id;
        await build.buildMessage({ collaborationId: ids.collaboration, authorId: other.id });
      }
      if (kind === "MESSAGE_ASSIGNED") ids.message = (await build.buildLeftMessage({ memberId: made.owner.id })).id;
      if (kind === "THEME_SUGGESTION_TAKEN")
        ids.themeSuggestion = (await build.buildThemeSuggestion({ suggestedById: made.owner.id })).id;
      if (kind === "PRACTICE_USED") ids.practice = (await build.buildPractice({ sharedById: made.owner.id })).id;
      if (kind === "TRACK_COMPLETED") ids.track = (await build.buildTrack()).id;
      if (kind === "MODERATION_DECIDED") {
        ids.decision = uuidv7();
        const caseId = uuidv7();
        await database.query(sql`
          INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at)
          VALUES (${caseId}, 'IDEA', ${idea.id}, 'DECIDED', now())`);
        await database.query(
          sql`INSERT INTO moderation_case_member (case_id, member_id) VALUES (${caseId}, ${made.owner.id})`,
        );
        await database.query(sql`
          INSERT INTO moderation_decision (id, case_id, kind, reason, decided_at)
          VALUES (${ids.decision}, ${caseId}, 'HIDE', 'Reclame', now())`);
      }
      const hasActor = ["IDEA_COMMENTED", "COLLABORATION_REQUESTED", "MESSAGE_RECEIVED", "PRACTICE_USED"].includes(
        kind,
      );
      await database.query(sql`
        INSERT INTO notification (id, member_id, kind, event_position, actor_id, idea_id, comment_id, gathering_id,
          collaboration_request_id, collaboration_id, moderation_decision_id, host_mail_id, practice_id,
          track_id, message_id, theme_suggestion_id, notified_at)
        VALUES (${id}, ${made.owner.id}, ${kind}, 0, ${hasActor ? other.id : null}, ${ids.idea}, ${ids.comment},
          ${ids.gathering}, ${ids.request}, ${ids.collaboration ?? null}, ${ids.decision ?? null}, ${ids.hostMail ?? null},
          ${ids.practice ?? null}, ${ids.track ?? null}, ${ids.message ?? null}, ${ids.themeSuggestion ?? null}, now())`);
      const named = Object.entries(ids).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
      return withOwner(id, made, { ...Object.fromEntries(named), other: other.id });
    };

  const session = async (): Promise<Subject> => {
    const made = await owner();
    const id = uuidv7();
    await database.query(sql`
      INSERT INTO session (id, member_id, signed_in_at, last_used_at) VALUES (${id}, ${made.owner.id}, now(), now())`);
    return withOwner(id, made);
  };

  /**
   * A case about an idea of the owner's, reported by somebody else; decided, appealed against and handled as far as
   * told.
   */
  const moderation =
    (upTo: "case" | "decision" | "appeal" | "answer", id: (ids: Record<string, string>) => string) =>
    async (): Promise<Subject> => {
      const made = await owner();
      const posted = await build.buildIdea({ authorId: made.owner.id, hiddenAt: upTo === "case" ? null : new Date() });
      const reporter = await build.buildMember();
      const ids: Record<string, string> = { idea: posted.id, reporter: reporter.id };
      for (const name of ["case", "report", "decision", "message", "entry"]) ids[name] = uuidv7();
      await database.query(sql`
      INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at)
      VALUES (${ids.case}, 'IDEA', ${posted.id}, ${upTo === "case" ? "OPEN" : "DECIDED"}, now())`);
      await database.query(
        sql`INSERT INTO moderation_case_member (case_id, member_id) VALUES (${ids.case}, ${made.owner.id})`,
      );
      await database.query(sql`
      INSERT INTO report (id, case_id, reporter_id, reason, reported_at)
      VALUES (${ids.report}, ${ids.case}, ${reporter.id}, 'SPAM', now())`);
      if (upTo !== "case") {
        const decider = await role(Role.ORGANISER);
        await database.query(sql`
        INSERT INTO moderation_decision (id, case_id, kind, reason, decided_at, decided_by_id)
        VALUES (${ids.decision}, ${ids.case}, 'HIDE', 'Reclame', now(), ${decider.id})`);
        await database.query(sql`
        INSERT INTO audit_entry (id, actor_id, action, subject_kind, subject_id, affected_id, detail, reason, occurred_at)
        VALUES (${ids.entry}, ${decider.id}, 'CASE_DECIDED', 'IDEA', ${posted.id}, ${made.owner.id},
          ${JSON.stringify({ decisionId: ids.decision, decisionKind: "HIDE" })}::jsonb, 'Reclame', now())`);
      }
      if (upTo === "appeal" || upTo === "answer")
        await database.query(sql`
        INSERT INTO message (id, body, member_id, decision_id, left_at, handled_at, handled_by_id)
        VALUES (${ids.message}, 'Het was geen reclame.', ${made.owner.id}, ${ids.decision}, now(),
          ${upTo === "answer" ? new Date() : null}, ${upTo === "answer" ? reporter.id : null})`);
      return withOwner(id(ids), made, ids);
    };

  const subjects = {
    member: member(),
    "member who shows the profile to members": member({ profileVisibility: ProfileVisibility.MEMBERS }),
    "member hidden by a moderator": member({ hiddenAt: new Date() }),
    "member who blocked the asking member": member({}, true),
    "member who left": async () => {
      const subject = await member()();
      await manager.update(Member, { id: subject.id }, { name: "", erasedAt: new Date() });
      await database.query(sql`DELETE FROM account WHERE member_id = ${subject.id}`);
      await database.query(sql`DELETE FROM interest WHERE member_id = ${subject.id}`);
      return subject;
    },
    theme: async () => {
      const made = await owner();
      return withOwner(made.theme.id, made);
    },
    organisation: async () => withOwner((await build.buildOrganisation()).id, await owner()),
    "organisation hidden by a moderator": async () =>
      withOwner((await build.buildOrganisation({ hiddenAt: new Date() })).id, await owner()),
    idea: idea(),
    "idea that is withdrawn": idea({ status: IdeaStatus.WITHDRAWN }),
    "idea hidden by a moderator": idea({ hiddenAt: new Date() }),
    "idea of who blocked the asking member": idea({}, true),
    draft: async () => {
      const made = await owner();
      const id = uuidv7();
      await database.query(sql`
        INSERT INTO idea_draft (id, author_id, kind, title, body, saved_at)
        VALUES (${id}, ${made.owner.id}, 'IDEA', 'Een plan', 'Wat het wordt.', now())`);
      return withOwner(id, made);
    },
    "suggested theme": suggestedTheme(),
    "suggested theme that was taken": suggestedTheme({ status: ThemeSuggestionStatus.TAKEN, decidedAt: new Date() }),
    comment: comment(),
    "comment hidden by a moderator": comment({ hiddenAt: new Date() }),
    "comment on a withdrawn idea": comment({}, false, { status: IdeaStatus.WITHDRAWN }),
    "comment of who blocked the asking member": comment({}, true),
    practice: practice(),
    "practice in review": practice({ status: PracticeStatus.IN_REVIEW }),
    "practice that was declined": practice({ status: PracticeStatus.DECLINED }),
    "practice that is withdrawn": practice({ status: PracticeStatus.WITHDRAWN }),
    "practice hidden by a moderator": practice({ hiddenAt: new Date() }),
    "practice of who blocked the asking member": practice({}, true),
    "use of a practice": practiceUse(),
    "use hidden by a moderator": practiceUse({ hiddenAt: new Date() }),
    "use by who blocked the asking member": practiceUse({}, true),
    "use of a withdrawn practice": practiceUse({}, false, { status: PracticeStatus.WITHDRAWN }),
    "learning track": track(),
    "learning track that is a draft": track({ status: TrackStatus.DRAFT }),
    "learning track that is withdrawn": track({ status: TrackStatus.WITHDRAWN }),
    "learning track hidden by a moderator": track({ hiddenAt: new Date() }),
    enrolment: enrolment(),
    "enrolment in the waiting list": enrolment({ status: EnrolmentStatus.WAITLISTED }),
    "enrolment that was ended": enrolment({ status: EnrolmentStatus.LEFT }),
    "enrolment of who blocked the asking member": enrolment({}, true),
    certificate,
    gathering: gathering(),
    "gathering that is cancelled": gathering({ status: GatheringStatus.CANCELLED }),
    "gathering hidden by a moderator": gathering({ hiddenAt: new Date() }),
    "gathering that is proposed": proposal(GatheringStatus.PROPOSED),
    "gathering whose proposal was declined": proposal(GatheringStatus.DECLINED),
    "series of gatherings": series(),
    "series of gatherings hidden by a moderator": series({ hiddenAt: new Date() }),
    "registration for a series": async () => {
      const made = await series()();
      const id = uuidv7();
      await database.query(sql`
        INSERT INTO series_registration (id, series_id, member_id, registered_at)
        VALUES (${id}, ${made.id}, ${made.owner.id}, now())`);
      const registered = await build.buildRegistration({ gatheringId: made.ids.gathering!, memberId: made.owner.id });
      return { ...made, id, ids: { ...made.ids, series: made.id, registration: registered.id } };
    },
    "mail of a host": hostMail(),
    "mail of a host to the waiting list": hostMail({ recipients: [RegistrationStatus.WAITLISTED] }),
    "mail of a host hidden by a moderator": hostMail({ hiddenAt: new Date() }),
    "agenda item": agendaItem(AgendaItemStatus.ACCEPTED),
    "agenda item that was put forward": agendaItem(AgendaItemStatus.PROPOSED),
    "agenda item of a hidden gathering": agendaItem(AgendaItemStatus.ACCEPTED, { hiddenAt: new Date() }),
    "agenda item with an idea of who blocked the asking member": agendaItem(AgendaItemStatus.ACCEPTED, {}, true),
    outcome: outcome(),
    "outcome hidden by a moderator": outcome({ hiddenAt: new Date() }),
    "outcome of a hidden gathering": outcome({}, { hiddenAt: new Date() }),
    registration: registration(),
    "registration of who does not share attendance": registration({ shareAttendance: false }),
    "registration that a host has to decide about": registration({}, RegistrationStatus.REQUESTED),
    "registration in the waiting list": registration({}, RegistrationStatus.WAITLISTED),
    "registration of who blocked the asking member": registration({}, RegistrationStatus.GOING, true),
    "registration for a hidden gathering": registration({}, RegistrationStatus.GOING, false, { hiddenAt: new Date() }),
    collaboration,
    "collaboration that a host began at a gathering": begun(true),
    "collaboration that its members began at a gathering": begun(false),
    "message in a collaboration": message(),
    "message from before the owner joined": message({}, { isBefore: true }),
    "message of who blocked the owner": message({}, { isBlocked: true }),
    "message hidden by a moderator": message({ hiddenAt: new Date() }),
    "request that the owner received": request(),
    "request that the owner sent": request(true),
    "request to join a collaboration of the owner": joining(),
    "invitation to a collaboration of the owner": joining(true),
    "request for help that the owner received": helpRequest(),
    "request for help that the owner sent": helpRequest(true),
    session,
    notification: notification("IDEA_COMMENTED"),
    "notification of a request": notification("COLLABORATION_REQUESTED"),
    "notification of messages": notification("MESSAGE_RECEIVED"),
    "notification of a place": notification("PLACE_GIVEN"),
    "notification of a mail": notification("HOST_MAIL"),
    "notification of a message to the coordinators": notification("MESSAGE_ASSIGNED"),
    "notification of a suggested theme": notification("THEME_SUGGESTION_TAKEN"),
    "notification of a use": notification("PRACTICE_USED"),
    "notification of a learning track": notification("TRACK_COMPLETED"),
    "notification of a decision": notification("MODERATION_DECIDED"),
    "case that is open": moderation("case", (ids) => ids.case!),
    "report in an open case": moderation("case", (ids) => ids.report!),
    decision: moderation("decision", (ids) => ids.decision!),
    "decision with an appeal": moderation("appeal", (ids) => ids.decision!),
    "message that appeals": moderation("appeal", (ids) => ids.message!),
    "message that was assigned": async () => {
      const [made, { id: assigneeId }] = [await owner(), await role(Role.ORGANISER)];
      const { id } = await build.buildLeftMessage({ memberId: made.owner.id, assigneeId });
      return withOwner(id, made, { assignee: assigneeId });
    },
    "answer to a message": async () => {
      const [made, { id: answeredBy }] = [await owner(), await role(Role.ORGANISER)];
      const { id: message } = await build.buildLeftMessage({ memberId: made.owner.id });
      const id = uuidv7();
      await database.query(sql`
        INSERT INTO message_answer (id, message_id, body, answered_by_id, answered_at)
        VALUES (${id}, ${message}, 'Kom maar.', ${answeredBy}, now())`);
      return withOwner(id, made, { message, answeredBy });
    },
    "proposal to share a message": async () => {
      const [made, { id: proposedBy }] = [await owner(), await role(Role.ORGANISER)];
      const { id: message } = await build.buildLeftMessage({ memberId: made.owner.id });
      const { id } = await build.buildSharing({ messageId: message, proposedById: proposedBy });
      return withOwner(id, made, { message, proposedBy });
    },
    "message that was shared": async () => {
      const [made, { id: proposedById }] = [await owner(), await role(Role.ORGANISER)];
      const { id: messageId } = await build.buildLeftMessage({ memberId: made.owner.id });
      const { id: idea } = await build.buildIdea({ authorId: made.owner.id });
      const { id: gathering } = await build.buildGathering();
      const { id } = await build.buildSharing({
        ...{ messageId, proposedById, status: SharingStatus.CONSENTED, ideaId: idea, gatheringId: gathering },
      });
      return withOwner(id, made, { idea, gathering });
    },
    "message that was handled": moderation("answer", (ids) => ids.message!),
    "entry of the audit trail": moderation("decision", (ids) => ids.entry!),
  } satisfies Record<string, () => Promise<Subject>>;

  return {
    subjects,
    tokenOf: async (actor: Actor, subject: Subject): Promise<string | undefined> =>
      actor === "anonymous" ? undefined : app.tokenOf(actor === "owner" ? subject.owner.id : members[actor].id),
  };
}

export type SubjectName = keyof Awaited<ReturnType<typeof castOf>>["subjects"];
