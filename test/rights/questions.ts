import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { TrackStepKind } from "../../src/domains/tracks/track.enums.js";
import { Member } from "../../src/domains/members/member.entity.js";
import { appendEvents } from "../support/append-events.js";
import type { Answer, TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed } from "../support/follow.js";
import type { Subject, SubjectName } from "./cast.js";
import { tellsOfComment, tellsOfGathering, tellsOfMessage, tellsOfPractice, tellsOfTrack } from "./streamed.js";

/** One way to come across a thing, or to do something with it. */
export interface Question {
  /** The places of the schema that it goes through; the first one names it. */
  at: string[];
  about: SubjectName[];
  ask: (app: TestApp, subject: Subject, token: string | undefined) => Promise<string>;
}

const of = (...names: string[]): SubjectName[] => names as SubjectName[];
const members = of(
  "member",
  "member who shows the profile to members",
  "member hidden by a moderator",
  "member who blocked the asking member",
  "member who left",
);
const ideas = of(
  "idea",
  "idea that is withdrawn",
  "idea hidden by a moderator",
  "idea of who blocked the asking member",
);
const comments = of(
  "comment",
  "comment hidden by a moderator",
  "comment on a withdrawn idea",
  "comment of who blocked the asking member",
);
const drafts = of("draft");
const organisations = of("organisation", "organisation hidden by a moderator");
const suggestedThemes = of("suggested theme", "suggested theme that was taken");
const practices = of(
  "practice",
  "practice in review",
  "practice that was declined",
  "practice that is withdrawn",
  "practice hidden by a moderator",
  "practice of who blocked the asking member",
);
const practiceUses = of(
  "use of a practice",
  "use hidden by a moderator",
  "use by who blocked the asking member",
  "use of a withdrawn practice",
);
const tracks = of(
  "learning track",
  "learning track that is a draft",
  "learning track that is withdrawn",
  "learning track hidden by a moderator",
);
const enrolments = of(
  "enrolment",
  "enrolment in the waiting list",
  "enrolment that was ended",
  "enrolment of who blocked the asking member",
);
const gatherings = of("gathering", "gathering that is cancelled", "gathering hidden by a moderator");
const proposals = of("gathering that is proposed", "gathering whose proposal was declined");
const series = of("series of gatherings", "series of gatherings hidden by a moderator");
const agendaItems = of(
  "agenda item",
  "agenda item that was put forward",
  "agenda item of a hidden gathering",
  "agenda item with an idea of who blocked the asking member",
);
const outcomes = of("outcome", "outcome hidden by a moderator", "outcome of a hidden gathering");
const begun = of(
  "collaboration that a host began at a gathering",
  "collaboration that its members began at a gathering",
);
const hostMails = of("mail of a host", "mail of a host to the waiting list", "mail of a host hidden by a moderator");
const registrations = of(
  "registration",
  "registration of who does not share attendance",
  "registration in the waiting list",
  "registration of who blocked the asking member",
  "registration for a hidden gathering",
);
const messages = of(
  "message in a collaboration",
  "message from before the owner joined",
  "message of who blocked the owner",
  "message hidden by a moderator",
);
const helpRequests = of("request for help that the owner received", "request for help that the owner sent");
const requests = of("request that the owner received", "request that the owner sent");
const joinings = of("request to join a collaboration of the owner", "invitation to a collaboration of the owner");
const moderation = of(
  "case that is open",
  "report in an open case",
  "decision",
  "message that appeals",
  "entry of the audit trail",
);

const fault = ({ errors }: Answer): string | null => (errors ? String(errors[0]!.extensions.code) : null);

/** Whether the answer to a query holds the subject, or another of its ids. */
const seen =
  (query: string, sought: (subject: Subject) => string = ({ id }) => id) =>
  async (app: TestApp, subject: Subject, token: string | undefined): Promise<string> => {
    const variables = { ...subject.ids, id: subject.id, owner: subject.owner.id, theme: subject.theme.slug };
    const declared = [...new Set(query.match(/\$\w+/g) ?? [])].map((name) => name.slice(1));
    const header = declared.map((name) => `$${name}: ${name === "theme" ? "String" : "ID"}!`).join(", ");
    const document = `query${header && ` (${header})`} { ${query} }`;
    const answer = await app.ask(document, variables, token);
    return fault(answer) ?? (JSON.stringify(answer.data).includes(`"${sought(subject)}"`) ? "sees" : "–");
  };

/** What comes of a mutation. */
const done =
  (name: string, input: (subject: Subject) => object) =>
  async (app: TestApp, subject: Subject, token: string | undefined): Promise<string> => {
    const Input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${Input}!) { ${name}(input: $input) { userErrors { code } } }`;
    const answer = await app.ask(document, { input: input(subject) }, token);
    return fault(answer) ?? String(answer.data[name].userErrors[0]?.code ?? "does");
  };

/** Invites a member to be a co-author of the idea, who may have accepted, and gives the id of the invitation. */
async function invitedTo(app: TestApp, ideaId: string, memberId: string, isAccepted = false): Promise<string> {
  const id = app.services.newId();
  await app.services.database.query(sql`
    INSERT INTO co_author_invitation (id, idea_id, member_id, status, invited_at, answered_at)
    VALUES (${id}, ${ideaId}, ${memberId}, ${isAccepted ? "ACCEPTED" : "PENDING"}, now(), ${isAccepted ? new Date() : null})`);
  return id;
}

const certificates = of("certificate");
/** What comes of an edit of a track that the asking member coordinates. */
const editsOwnTrack =
  (changes: (subject: Subject) => object) =>
  async (app: TestApp, subject: Subject, token: string | undefined): Promise<string> => {
    const memberId = await askingMember(app, token);
    const { id } = await builders(app.services.database.source.manager).buildTrack();
    if (memberId !== undefined)
      await app.services.database.query(
        sql`INSERT INTO track_coordinator (track_id, member_id) VALUES (${id}, ${memberId})`,
      );
    return done("editLearningTrack", () => ({ id, version: 1, ...changes(subject) }))(app, subject, token);
  };

/** Adds a change by the member to the history of the idea, and gives its id. */
async function changed(app: TestApp, ideaId: string, memberId: string): Promise<string> {
  const id = app.services.newId();
  await app.services.database.query(sql`
    INSERT INTO idea_change (id, idea_id, changed_by_id, changed_at, changed)
    VALUES (${id}, ${ideaId}, ${memberId}, now(), '{TITLE}')`);
  return id;
}

const node = (type: string, fields: string, id = "id"): string =>
  `node(id: $${id}) { id ... on ${type} { ${fields} } }`;
const reads = (
  at: string | string[],
  about: SubjectName[],
  query: string,
  sought?: (subject: Subject) => string,
): Question => ({ at: [at].flat(), about, ask: seen(query, sought) });
const does = (at: string | string[], about: SubjectName[], input: (subject: Subject) => object): Question => {
  const name = /^Mutation\.(\w+)/.exec([at].flat()[0]!)![1]!;
  return { at: [at].flat(), about, ask: done(name, input) };
};

/** Merging the theme and another one. */
const mergesThemes = (at: string, input: (subject: Subject, otherId: string) => object): Question => ({
  at: [at],
  about: of("theme"),
  ask: async (app, subject, token) => {
    const other = await builders(app.services.database.source.manager).buildTheme();
    return done("mergeThemes", () => input(subject, other.id))(app, subject, token);
  },
});

/** Whether the subject is suggested to who has an interest in its theme. */
const suggests = (at: string, about: SubjectName[], query: string): Question => ({
  at: [at],
  about,
  ask: async (app, subject, token) => {
    const input = { interests: [{ theme: subject.theme.slug }] };
    const document = `mutation ($input: SetInterestsInput!) { setInterests(input: $input) { userErrors { code } } }`;
    await app.ask(document, { input }, token);
    return seen(query)(app, subject, token);
  },
});

/** What a stream is filtered by, so that it has the ideas of the subject. */
type FilterOf = (app: TestApp, subject: Subject) => object | Promise<object>;

/**
 * Whether the author's new idea comes on the stream of their ideas; then what kept it away is lifted, and the next one
 * must come.
 */
const watched =
  (filterOf: FilterOf) =>
  (app: TestApp, subject: Subject, token: string | undefined): Promise<string> => {
    // One after the other, as the followers that it waits for are all that there are.
    const answer = lastWatched.then(async () => watchedAlone(app, subject, token, await filterOf(app, subject)));
    lastWatched = answer.catch(() => undefined);
    return answer;
  };
let lastWatched: Promise<unknown> = Promise.resolve();

/** What comes of a merge of an organisation with another. */
const merges = (at: string, input: (id: string, other: string) => object): Question => ({
  at: [at],
  about: organisations,
  ask: async (app, subject, token) => {
    const other = await builders(app.services.database.source.manager).buildOrganisation();
    return done("mergeOrganisations", ({ id }) => input(id, other.id))(app, subject, token);
  },
});

/** Whether a list of the organisation where the member works shows what is sought. */
const inOrganisation = (
  at: string,
  about: Question["about"],
  list: string,
  sought: (subject: Subject) => string,
): Question => ({
  at: [at],
  about,
  ask: async (app, subject, token) => {
    const { organisationId } = await organised(app, subject.id);
    const ids = { ...subject.ids, organisation: organisationId };
    return seen(`organisation(id: $organisation) { ${list} }`, sought)(app, { ...subject, ids }, token);
  },
});

/** Makes the member one of a new organisation. */
async function organised(app: TestApp, memberId: string): Promise<{ organisationId: string }> {
  const { manager } = app.services.database.source;
  const { id: organisationId } = await builders(manager).buildOrganisation();
  await manager.update(Member, { id: memberId }, { organisationId });
  return { organisationId };
}

async function watchedAlone(
  app: TestApp,
  subject: Subject,
  token: string | undefined,
  filter: object,
): Promise<string> {
  const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
  const post = async (title: string): Promise<void> => {
    const { data } = await app.ask(
      `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { code } } }`,
      { title },
      await app.tokenOf(subject.owner.id),
    );
    if (data.postIdea.userErrors.length > 0) throw new Error(JSON.stringify(data));
  };
  const live = followed<{ ideaPosted: { idea: { title: string } } }>(
    app.socket(token),
    `subscription ($filter: IdeaFilter!, $after: String!) { ideaPosted(filter: $filter, after: $after) { idea { title } } }`,
    { filter, after },
  );
  // Somebody whom nothing is kept from tells when the stream has come to the idea.
  const witness = followed(
    app.socket(await app.tokenOf(subject.owner.id)),
    `subscription ($after: String!) { ideaPosted(after: $after) { cursor } }`,
    { after },
  );
  // Both have caught up, so that what comes next is delivered to both together.
  while (app.followers() < 2) await sleep(5);
  await post("first");
  await witness.has(1);
  // Both have what is told to them before anything changes.
  await app.services.subscriptions.settled();
  await subject.reveal();
  await post("second");
  const [first] = await live.has(1);
  live.stop();
  witness.stop();
  // What still follows would ask for the next idea, too.
  while (app.followers() > 0) await sleep(5);
  return first!.ideaPosted.idea.title === "first" ? "sees" : "–";
}

/**
 * Whether the owner's notification, as it is made, comes on the stream of who asks; one of their own that follows must.
 */
async function received(app: TestApp, subject: Subject, token: string | undefined): Promise<string> {
  const { manager } = app.services.database.source;
  await app.caughtUp();
  const { data } = await app.ask("{ liveCursor viewer { member { id } } }", {}, token);
  const live = followed<{ notificationReceived: { notification: { id: string } } }>(
    app.socket(token),
    `subscription ($after: String!) { notificationReceived(after: $after) { notification { id } } }`,
    { after: data.liveCursor },
  );
  if (data.viewer === null) return String((await live.end())!.errors![0]!.extensions!.code);
  const memberId = subject.owner.id;
  await appendEvents(manager, [{ kind: "notification.made", subjectId: subject.id, data: { memberId } }]);
  const { buildIdea, buildComment } = builders(manager);
  const { id: ideaId } = await buildIdea({ authorId: data.viewer.member.id });
  const { id: subjectId, authorId } = await buildComment({ ideaId });
  await appendEvents(manager, [{ kind: "comment.added", subjectId, data: { ideaId, authorId } }]);
  const [first] = await live.has(1);
  live.stop();
  return first!.notificationReceived.notification.id === subject.id ? "sees" : "–";
}

/** A gathering that is over, at which who asks had a place. */
async function attended(app: TestApp, token: string | undefined) {
  const build = builders(app.services.database.source.manager);
  const { id: gatheringId } = await build.buildGathering({ startsAt: new Date(Date.now() - 3 * 86_400_000) });
  const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
  const asking = (data.viewer?.member.id ?? null) as string | null;
  if (asking !== null) await build.buildRegistration({ gatheringId, memberId: asking });
  return { build, gatheringId, asking };
}

/** The id of the member who asks; undefined when nobody is signed in. */
async function askingMember(app: TestApp, token: string | undefined): Promise<string | undefined> {
  const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
  return data.viewer?.member.id as string | undefined;
}

const reason = "Daarom.";

export const questions: Question[] = [
  // First of all, as they show, or consider, the oldest or the next first, and others add to them.
  reads("Query.moderationQueue", of("case that is open"), "moderationQueue(first: 100) { nodes { id } }"),
  reads("Query.messages", of("message that appeals"), "messages(first: 100) { nodes { id } }"),
  reads(["Query.auditTrail"], of("entry of the audit trail"), "auditTrail { nodes { id } }"),
  reads(
    "Query.auditTrail(filter.actorId)",
    of("entry of the audit trail"),
    "auditTrail(filter: {actorId: $owner}) { totalCount }",
    () => "none",
  ),
  reads(
    "Query.auditTrail(filter.subjectId)",
    of("entry of the audit trail"),
    "auditTrail(filter: {subjectId: $idea}) { nodes { id } }",
  ),
  reads(
    "Query.auditTrail(filter.affectedId)",
    of("entry of the audit trail"),
    "auditTrail(filter: {affectedId: $owner}) { nodes { id } }",
  ),
  reads("Query.roleHolders", of("member"), "roleHolders(role: MEMBER, first: 100) { nodes { id } }"),
  suggests(
    "GatheringSuggestion.gathering",
    gatherings,
    "viewer { suggestedGatherings(first: 100) { gathering { id } } }",
  ),

  {
    at: ["Query.node(id)", "Query.nodes(ids)", "Query.nodes"],
    about: [
      ...members,
      ...of("theme"),
      ...organisations,
      ...ideas,
      ...drafts,
      ...suggestedThemes,
      ...comments,
      ...practices,
      ...practiceUses,
      ...tracks,
      ...enrolments,
      ...certificates,
      ...gatherings,
      ...proposals,
      ...series,
      ...of("registration for a series"),
      ...agendaItems,
      ...outcomes,
      ...hostMails,
      ...registrations,
      ...of("collaboration"),
      ...messages,
      ...requests,
      ...joinings,
      ...moderation,
      ...of("notification"),
    ],
    ask: async (...asked) => {
      const [one, many] = [
        await seen("node(id: $id) { id }")(...asked),
        await seen("nodes(ids: [$id]) { id }")(...asked),
      ];
      return one === many ? one : `node ${one}, nodes ${many}`;
    },
  },

  reads("Query.member(id)", members, "member(id: $id) { id }"),
  reads("Query.members", members, "members(filter: {themes: [$theme]}) { nodes { id } }"),
  reads("Theme.members", members, "theme(slug: $theme) { members { nodes { id } } }"),
  reads("Idea.author", members, "idea(id: $idea) { author { id } }"),
  reads("Comment.author", members, node("Comment", "author { id }", "comment")),
  reads("Gathering.hosts", members, "gathering(id: $gathering) { hosts { id } }"),
  reads("Registration.member", members, "gathering(id: $visited) { registrations { nodes { member { id } } } }"),
  reads("Collaboration.members", members, node("Collaboration", "members { id }", "collaboration")),
  {
    at: ["CollaboratorSuggestion.member"],
    about: members,
    ask: async (app, ...asked) => {
      await app.caughtUp();
      return seen("idea(id: $elsewhere) { suggestedCollaborators { member { id } } }")(app, ...asked);
    },
  },
  reads(
    "Query.ideas(filter.authorId)",
    members,
    "ideas(filter: {authorId: $id}) { nodes { id } }",
    ({ ids }) => ids.idea!,
  ),
  reads("Query.organisation(id)", organisations, "organisation(id: $id) { id }"),
  does("Mutation.editOrganisation(input.id)", organisations, ({ id }) => ({ id, version: 1, sector: "OTHER" })),
  merges("Mutation.mergeOrganisations(input.fromId)", (id, other) => ({ fromId: id, intoId: other })),
  merges("Mutation.mergeOrganisations(input.intoId)", (id, other) => ({ fromId: other, intoId: id })),
  inOrganisation("Organisation.members", members, "members { nodes { id } }", ({ id }) => id),
  inOrganisation("Organisation.ideas", members, "ideas { nodes { id } }", ({ ids }) => ids.idea!),
  reads("Organisation.practices", practices, "organisation(id: $organisation) { practices { nodes { id } } }"),
  {
    at: ["Organisation.gatherings"],
    about: gatherings,
    ask: async (app, subject, token) => {
      const { organisationId } = await organised(app, subject.owner.id);
      const ids = { ...subject.ids, organisation: organisationId };
      const query = "organisation(id: $organisation) { gatherings { nodes { id } } }";
      return seen(query)(app, { ...subject, ids }, token);
    },
  },
  {
    at: ["Query.ideas(filter.organisationId)"],
    about: members,
    ask: async (app, subject, token) => {
      const { organisationId } = await organised(app, subject.id);
      const query = "ideas(filter: {organisationId: $organisation}) { nodes { id } }";
      const ids = { ...subject.ids, organisation: organisationId };
      return seen(query, () => subject.ids.idea!)(app, { ...subject, ids }, token);
    },
  },
  reads(
    "Query.gatherings(filter.hostId)",
    members,
    "gatherings(filter: {hostId: $id}) { nodes { id } }",
    ({ ids }) => ids.gathering!,
  ),
  reads(
    "Query.collaborations(filter.memberId)",
    members,
    "collaborations(filter: {memberId: $id}) { nodes { id } }",
    ({ ids }) => ids.collaboration!,
  ),
  reads("Member.gatherings", members, "member(id: $id) { gatherings { nodes { id } } }", ({ ids }) => ids.visited!),
  reads(
    "Member.collaborations",
    members,
    "member(id: $id) { collaborations { nodes { id } } }",
    ({ ids }) => ids.collaboration!,
  ),
  {
    at: ["Subscription.ideaPosted(filter.authorId)", "IdeaPosted.idea"],
    about: members.filter((name) => name !== "member who left"),
    ask: watched((_app, { owner }) => ({ authorId: owner.id })),
  },
  {
    at: ["Subscription.ideaPosted(filter.organisationId)"],
    about: members.filter((name) => name !== "member who left"),
    ask: watched((app, { owner }) => organised(app, owner.id)),
  },
  reads("Viewer.member", of("member"), "viewer { member { id } }"),
  {
    at: ["Viewer.blockedMembers"],
    about: of("member who blocked the asking member"),
    ask: async (app, _subject, token) => {
      const { data } = await app.ask("{ viewer { blockedMembers { totalCount } } }", {}, token);
      return data.viewer?.blockedMembers.totalCount > 0 ? "sees" : "–";
    },
  },
  does("Mutation.blockMember(input.memberId)", members, ({ id: memberId }) => ({ memberId })),
  does("Mutation.unblockMember(input.memberId)", members, ({ id: memberId }) => ({ memberId })),
  {
    at: ["DismissedSuggestion.member", "Viewer.dismissedSuggestions"],
    about: members,
    ask: async (app, subject, token) => {
      const asking = await askingMember(app, token);
      if (asking !== undefined && asking !== subject.id)
        await app.services.database.query(sql`
          INSERT INTO suggestion_dismissal (member_id, dismissed_id, reason, dismissed_at)
          VALUES (${asking}, ${subject.id}, 'OTHER', now())`);
      return seen("viewer { dismissedSuggestions(first: 100) { nodes { member { id } } } }")(app, subject, token);
    },
  },
  does("Mutation.dismissSuggestion(input.memberId)", members, ({ id: memberId }) => ({ memberId, reason: "OTHER" })),
  does("Mutation.restoreSuggestion(input.memberId)", members, ({ id: memberId }) => ({ memberId })),
  {
    at: ["Mutation.recordShownSuggestions(input.memberIds)"],
    about: members,
    ask: async (app, { id }, token) => {
      const document = `mutation ($id: ID!) { recordShownSuggestions(input: {memberIds: [$id]}) { recorded userErrors { code } } }`;
      const answer = await app.ask(document, { id }, token);
      const { recorded = 0, userErrors = [] } = answer.data?.recordShownSuggestions ?? {};
      return fault(answer) ?? String(userErrors[0]?.code ?? (recorded === 1 ? "does" : "–"));
    },
  },
  does("Mutation.grantRole(input.memberId)", of("member", "member who left"), ({ id: memberId }) => ({
    memberId,
    role: "ANALYST",
    reason,
  })),
  does("Mutation.revokeRole(input.memberId)", of("member", "member who left"), ({ id: memberId }) => ({
    memberId,
    role: "ANALYST",
    reason,
  })),

  reads("Query.idea(id)", ideas, "idea(id: $id) { id }"),
  reads("Query.ideas", ideas, "ideas(filter: {themes: [$theme]}) { nodes { id } }"),
  reads("Theme.ideas", ideas, "theme(slug: $theme) { ideas { nodes { id } } }"),
  reads("Member.ideas", ideas, "member(id: $owner) { ideas { nodes { id } } }"),
  {
    at: ["SimilarIdea.idea"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { title } = await app.services.database.source.manager.findOneByOrFail(Idea, { id: subject.id });
      return seen(`similarIdeas(title: ${JSON.stringify(title)}, first: 100) { idea { id } }`)(app, subject, token);
    },
  },
  reads("Comment.idea", ideas, node("Comment", "idea { id }", "comment")),
  reads("Collaboration.idea", ideas, node("Collaboration", "idea { id }", "collaboration")),
  does("Mutation.editIdea(input.id)", ideas, ({ id }) => ({ id, version: 1, title: "Nieuwe titel" })),
  does("Mutation.withdrawIdea(input.id)", ideas, ({ id }) => ({ id })),
  {
    at: ["Idea.history", "IdeaChange.idea"],
    about: ideas,
    ask: async (app, subject, token) => {
      await changed(app, subject.id, subject.owner.id);
      return seen("idea(id: $id) { history(first: 1) { nodes { idea { id } } } }")(app, subject, token);
    },
  },
  {
    at: ["IdeaChange.changedBy"],
    about: members,
    ask: async (app, subject, token) => {
      const id = await changed(app, subject.ids.idea!, subject.id);
      const query = node("IdeaChange", "changedBy { id }");
      return seen(query, () => subject.id)(app, { ...subject, id }, token);
    },
  },
  {
    at: ["Idea.coAuthors"],
    about: members,
    ask: async (app, subject, token) => {
      await invitedTo(app, subject.ids.elsewhere!, subject.id, true);
      return seen("idea(id: $elsewhere) { coAuthors { id } }")(app, subject, token);
    },
  },
  {
    at: ["Idea.coAuthorInvitations"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
      const id = await invitedTo(app, subject.id, memberId);
      return seen("idea(id: $id) { coAuthorInvitations { id } }", () => id)(app, subject, token);
    },
  },
  {
    at: ["CoAuthorInvitation.member"],
    about: members,
    ask: async (app, subject, token) => {
      const asking = await askingMember(app, token);
      const { buildIdea } = builders(app.services.database.source.manager);
      const { id: ideaId } = await buildIdea(asking === undefined ? {} : { authorId: asking });
      const id = await invitedTo(app, ideaId, subject.id);
      const query = node("CoAuthorInvitation", "member { id }");
      return seen(query, () => subject.id)(app, { ...subject, id }, token);
    },
  },
  {
    at: ["Member.coAuthoredIdeas"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: member } = await builders(app.services.database.source.manager).buildMember();
      await invitedTo(app, subject.id, member, true);
      const asked = { ...subject, ids: { ...subject.ids, member } };
      return seen("member(id: $member) { coAuthoredIdeas { nodes { id } } }")(app, asked, token);
    },
  },
  {
    at: ["Viewer.coAuthorInvitations", "CoAuthorInvitation.idea"],
    about: ideas,
    ask: async (app, subject, token) => {
      const asking = await askingMember(app, token);
      if (asking !== undefined) await invitedTo(app, subject.id, asking);
      return seen("viewer { coAuthorInvitations { nodes { idea { id } } } }")(app, subject, token);
    },
  },
  {
    at: ["Mutation.inviteCoAuthor(input.ideaId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
      return done("inviteCoAuthor", ({ id: ideaId }) => ({ ideaId, memberId }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.inviteCoAuthor(input.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const authorId = await askingMember(app, token);
      const { buildIdea } = builders(app.services.database.source.manager);
      const { id: ideaId } = await buildIdea(authorId === undefined ? {} : { authorId });
      return done("inviteCoAuthor", ({ id: memberId }) => ({ ideaId, memberId }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.respondToCoAuthorInvitation(input.id)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const asking = await askingMember(app, token);
      const { buildMember } = builders(app.services.database.source.manager);
      const id = await invitedTo(app, subject.id, asking ?? (await buildMember()).id);
      return done("respondToCoAuthorInvitation", () => ({ id, accept: true }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.removeCoAuthor(input.ideaId)", "Mutation.removeCoAuthor(input.memberId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
      await invitedTo(app, subject.id, memberId, true);
      return done("removeCoAuthor", ({ id: ideaId }) => ({ ideaId, memberId }))(app, subject, token);
    },
  },
  {
    at: ["Idea.mentions", "Comment.mentions", "Mention.member"],
    about: members,
    ask: async (app, subject, token) => {
      const { buildIdea, buildComment } = builders(app.services.database.source.manager);
      const { id: ideaId } = await buildIdea();
      const { id: commentId } = await buildComment({ ideaId });
      await app.services.database.query(sql`
        INSERT INTO mention (id, idea_id, comment_id, member_id, start_offset, end_offset)
        SELECT gen_random_uuid(), ${ideaId}, text.id, ${subject.id}, 0, 1
        FROM unnest(ARRAY[NULL, ${commentId}]::uuid[]) AS text (id) RETURNING 1`);
      const mentions = "mentions { member { id } }";
      const asked = { ...subject, ids: { ...subject.ids, ideaId, commentId } };
      const answers = [
        await seen(`idea(id: $ideaId) { ${mentions} }`)(app, asked, token),
        await seen(node("Comment", mentions, "commentId"))(app, asked, token),
      ];
      return answers[0] === answers[1] ? answers[0]! : answers.join(", ");
    },
  },
  {
    at: ["Mutation.postIdea(input.mentions.memberId)"],
    about: members,
    ask: done("postIdea", ({ id: memberId }) => ({
      ...{ kind: "IDEA", title: "Zon", body: "Dag An", themes: [], mentions: [{ memberId, start: 4, end: 6 }] },
    })),
  },
  {
    at: ["Mutation.editIdea(input.mentions.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const authorId = await askingMember(app, token);
      const { buildIdea } = builders(app.services.database.source.manager);
      const { id } = await buildIdea(authorId === undefined ? {} : { authorId });
      const mentions = [{ memberId: subject.id, start: 0, end: 2 }];
      return done("editIdea", () => ({ id, version: 1, mentions }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.commentOnIdea(input.mentions.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const { id: ideaId } = await builders(app.services.database.source.manager).buildIdea();
      const mentions = [{ memberId: subject.id, start: 4, end: 6 }];
      return done("commentOnIdea", () => ({ ideaId, body: "Dag An", mentions }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.editComment(input.mentions.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const authorId = await askingMember(app, token);
      const { buildIdea, buildComment } = builders(app.services.database.source.manager);
      const { id: ideaId } = await buildIdea();
      const { id } = await buildComment({ ideaId, ...(authorId !== undefined && { authorId }) });
      const mentions = [{ memberId: subject.id, start: 4, end: 6 }];
      return done("editComment", () => ({ id, version: 1, body: "Dag An", mentions }))(app, subject, token);
    },
  },
  {
    at: ["Viewer.followedIdeas"],
    about: ideas,
    ask: async (app, subject, token) => {
      const asking = await askingMember(app, token);
      if (asking !== undefined)
        await app.services.database.query(sql`
          INSERT INTO idea_follower (idea_id, member_id, followed_at) VALUES (${subject.id}, ${asking}, now())
          ON CONFLICT DO NOTHING`);
      return seen("viewer { followedIdeas(first: 100) { nodes { id } } }")(app, subject, token);
    },
  },
  reads("Viewer.ideaDrafts", drafts, "viewer { ideaDrafts { nodes { id } } }"),
  does("Mutation.saveIdeaDraft(input.id)", drafts, ({ id }) => ({ id, version: 1, title: "Een beter plan" })),
  does("Mutation.postIdeaDraft(input.id)", drafts, ({ id }) => ({ id, version: 1 })),
  {
    at: ["Mutation.discardIdeaDraft(input.id)"],
    about: drafts,
    ask: async (app, subject, token) => {
      const outcome = await done("discardIdeaDraft", ({ id }) => ({ id }))(app, subject, token);
      const left = await app.services.database.query(sql`SELECT FROM idea_draft WHERE id = ${subject.id}`);
      return left.length > 0 && outcome === "does" ? "–" : outcome;
    },
  },
  does("Mutation.updateIdeaStatus(input.id)", ideas, ({ id }) => ({ id, version: 1, status: "DONE", note: "Klaar." })),
  does("Mutation.markAnswer(input.ideaId)", ideas, ({ id: ideaId, ids }) => ({ ideaId, commentId: ids.comment })),
  does("Mutation.followIdea(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId })),
  does("Mutation.unfollowIdea(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId })),
  does("Mutation.supportIdea(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId })),
  does("Mutation.unsupportIdea(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId })),
  does("Mutation.commentOnIdea(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId, body: "Een reactie." })),

  reads("Query.practice(id)", practices, "practice(id: $id) { id }"),
  reads(
    "Query.practices",
    practices,
    "practices(filter: {themes: [$theme], statuses: [PUBLISHED, IN_REVIEW, DECLINED, WITHDRAWN]}) { nodes { id } }",
  ),
  reads(
    "Query.practices(filter.organisationId)",
    practices,
    "practices(filter: {organisationId: $organisation}) { nodes { id } }",
  ),
  reads("Theme.practices", practices, "theme(slug: $theme) { practices { nodes { id } } }"),
  reads("Member.practices", practices, "member(id: $owner) { practices { nodes { id } } }"),
  reads("Practice.sharedBy", practices, "practice(id: $id) { sharedBy { id } }", ({ owner }) => owner.id),
  reads("Practice.contact", practices, "practice(id: $id) { contact { id } }", ({ ids }) => ids.contact!),
  reads("Practice.history", practices, "practice(id: $id) { history { nodes { id } } }", ({ ids }) => ids.edit!),
  reads("PracticeEdit.practice", practices, node("PracticeEdit", "practice { id }", "edit")),
  reads("PracticeEdit.editedBy", practices, node("PracticeEdit", "editedBy { id }", "edit"), ({ owner }) => owner.id),
  reads("Practice.related", practices, "practice(id: $other) { related(first: 100) { id } }"),
  reads("Idea.suggestedPractices", practices, "idea(id: $idea) { suggestedPractices(first: 100) { id } }"),
  reads("Practice.uses", practiceUses, "practice(id: $practice) { uses { nodes { id } } }"),
  reads("PracticeUse.practice", practices, node("PracticeUse", "practice { id }", "use")),
  reads("PracticeUse.usedBy", practiceUses, node("PracticeUse", "usedBy { id }"), ({ owner }) => owner.id),
  {
    at: ["Mutation.sharePractice(input.contactId)"],
    about: members,
    ask: done("sharePractice", ({ id: contactId }) => ({
      ...{ kind: "INSTRUMENT", title: "Nieuw", summary: "Een praktijk.", themes: [], contactId },
    })),
  },
  does("Mutation.editPractice(input.id)", practices, ({ id }) => ({ id, version: 1, title: "Nieuwe titel" })),
  {
    at: ["Mutation.editPractice(input.contactId)"],
    about: members,
    ask: async (app, subject, token) => {
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const sharedById = data.viewer?.member.id as string | undefined;
      const { id } = await builders(app.services.database.source.manager).buildPractice(
        sharedById ? { sharedById } : {},
      );
      return done("editPractice", () => ({ id, version: 1, contactId: subject.id }))(app, subject, token);
    },
  },
  {
    at: ["Subscription.practicePublished(filter.organisationId)", "PracticePublished.practice"],
    about: practices,
    ask: tellsOfPractice,
  },
  does("Mutation.editPracticeUse(input.id)", practiceUses, ({ id }) => ({ id, version: 1, result: "Het hielp niet." })),
  does("Mutation.withdrawPractice(input.id)", practices, ({ id }) => ({ id })),
  does("Mutation.declinePracticeContact(input.practiceId)", practices, ({ id: practiceId }) => ({ practiceId })),
  reads("Query.themeSuggestions", suggestedThemes, "themeSuggestions(last: 100) { nodes { id } }"),
  reads("Viewer.themeSuggestions", suggestedThemes, "viewer { themeSuggestions { nodes { id } } }"),
  reads(
    "ThemeSuggestion.suggestedBy",
    suggestedThemes,
    node("ThemeSuggestion", "suggestedBy { id }"),
    ({ owner }) => owner.id,
  ),
  does("Mutation.decideThemeSuggestion(input.id)", suggestedThemes, ({ id }) => ({ id, status: "TAKEN" })),
  does("Mutation.decideThemeSuggestion(input.themeId)", of("suggested theme"), ({ id, theme }) => ({
    ...{ id, status: "MERGED", themeId: theme.id },
  })),
  does("Mutation.editTheme(input.id)", of("theme"), ({ id }) => ({ id, version: 1, labels: { nl: "Nieuw" } })),
  does("Mutation.archiveTheme(input.id)", of("theme"), ({ id }) => ({ id })),
  does("Mutation.reviveTheme(input.id)", of("theme"), ({ id }) => ({ id })),
  mergesThemes("Mutation.mergeThemes(input.themeId)", ({ id: themeId }, intoId) => ({ themeId, intoId })),
  mergesThemes("Mutation.mergeThemes(input.intoId)", ({ id: intoId }, themeId) => ({ themeId, intoId })),
  does("Mutation.decidePractice(input.id)", practices, ({ id }) => ({ id, approve: true })),
  does("Mutation.recordPracticeUse(input.practiceId)", practices, ({ id: practiceId }) => ({
    ...{ practiceId, result: "Het werkte.", wouldUseAgain: true },
  })),

  reads("Query.learningTrack(id)", tracks, "learningTrack(id: $id) { id }"),
  reads(
    "Query.learningTracks",
    tracks,
    "learningTracks(filter: {themes: [$theme], statuses: [DRAFT, PUBLISHED, WITHDRAWN]}) { nodes { id } }",
  ),
  reads("Theme.learningTracks", tracks, "theme(slug: $theme) { learningTracks { nodes { id } } }"),
  reads("Gathering.track", tracks, "gathering(id: $gathering) { track { id } }"),
  reads("LearningTrack.steps", tracks, "learningTrack(id: $id) { steps { id } }", ({ ids }) => ids.reading!),
  reads("TrackStep.track", tracks, node("TrackStep", "track { id }", "reading")),
  reads(
    "TrackStep.gathering",
    tracks,
    "learningTrack(id: $id) { steps { gathering { id } } }",
    ({ ids }) => ids.gathering!,
  ),
  {
    at: ["TrackStep.series"],
    about: series,
    ask: async (app, subject, token) => {
      const { buildTrack, buildStep } = builders(app.services.database.source.manager);
      const { id: track } = await buildTrack();
      await buildStep({ trackId: track, kind: TrackStepKind.SERIES, seriesId: subject.id });
      const asked = { ...subject, ids: { ...subject.ids, track } };
      return seen("learningTrack(id: $track) { steps { series { id } } }")(app, asked, token);
    },
  },
  reads(
    "LearningTrack.coordinators",
    tracks,
    "learningTrack(id: $id) { coordinators { id } }",
    ({ owner }) => owner.id,
  ),
  reads(
    "LearningTrack.enrolments",
    tracks,
    "learningTrack(id: $id) { enrolments { nodes { id } } }",
    ({ ids }) => ids.enrolment!,
  ),
  {
    at: ["Subscription.trackChanged(trackId)", "TrackChanged.track"],
    about: tracks,
    ask: tellsOfTrack,
  },
  reads(
    "Viewer.enrolments",
    enrolments,
    "viewer { enrolments(statuses: [ENROLLED, WAITLISTED, LEFT]) { nodes { id } } }",
  ),
  reads("LearningTrack.viewerEnrolment", enrolments, "learningTrack(id: $track) { viewerEnrolment { id } }"),
  reads("TrackEnrolment.track", enrolments, node("TrackEnrolment", "track { id }"), ({ ids }) => ids.track!),
  reads("TrackEnrolment.member", enrolments, node("TrackEnrolment", "member { id }"), ({ owner }) => owner.id),
  reads("Viewer.certificates", certificates, "viewer { certificates { nodes { id } } }"),
  reads(
    "TrackEnrolment.certificate",
    certificates,
    node("TrackEnrolment", "certificate { id }", "enrolment"),
    ({ id }) => id,
  ),
  reads("StepProgress.step", enrolments, node("TrackEnrolment", "steps { step { id } }"), ({ ids }) => ids.reading!),
  {
    at: ["Mutation.createLearningTrack(input.coordinators)"],
    about: members,
    ask: done("createLearningTrack", ({ id }) => ({ title: "Leren", coordinators: [id] })),
  },
  {
    at: ["Mutation.createLearningTrack(input.steps.gatheringId)"],
    about: [...gatherings, ...proposals],
    ask: done("createLearningTrack", ({ id: gatheringId }) => ({
      ...{ title: "Leren", steps: [{ kind: "GATHERING", gatheringId }] },
    })),
  },
  {
    at: ["Mutation.createLearningTrack(input.steps.seriesId)"],
    about: series,
    ask: done("createLearningTrack", ({ id: seriesId }) => ({
      ...{ title: "Leren", steps: [{ kind: "SERIES", seriesId }] },
    })),
  },
  {
    at: ["Mutation.createLearningTrack(input.steps.id)"],
    about: tracks,
    ask: done("createLearningTrack", ({ ids: { reading: id } }) => ({
      ...{ title: "Leren", steps: [{ id, kind: "READING", title: "Lees", link: "https://lezen.example/" }] },
    })),
  },
  does("Mutation.editLearningTrack(input.id)", tracks, ({ id }) => ({ id, version: 1, title: "Nieuwe titel" })),
  does("Mutation.editLearningTrack(input.steps.id)", tracks, ({ id, ids: { reading } }) => ({
    ...{ id, version: 1 },
    steps: [{ id: reading, kind: "READING", title: "Lees", link: "https://lezen.example/" }],
  })),
  {
    at: ["Mutation.editLearningTrack(input.steps.gatheringId)"],
    about: [...gatherings, ...proposals],
    ask: editsOwnTrack(({ id: gatheringId }) => ({ steps: [{ kind: "GATHERING", gatheringId }] })),
  },
  {
    at: ["Mutation.editLearningTrack(input.steps.seriesId)"],
    about: series,
    ask: editsOwnTrack(({ id: seriesId }) => ({ steps: [{ kind: "SERIES", seriesId }] })),
  },
  {
    at: ["Mutation.editLearningTrack(input.coordinators)"],
    about: members,
    ask: editsOwnTrack(({ id }) => ({ coordinators: [id] })),
  },
  does("Mutation.duplicateLearningTrack(input.id)", tracks, ({ id }) => ({ id })),
  does("Mutation.publishLearningTrack(input.id)", tracks, ({ id }) => ({ id, version: 1 })),
  does("Mutation.withdrawLearningTrack(input.id)", tracks, ({ id }) => ({ id, version: 1 })),
  does("Mutation.enrolInTrack(input.trackId)", tracks, ({ id: trackId }) => ({ trackId })),
  does("Mutation.leaveTrack(input.trackId)", enrolments, ({ ids: { track: trackId } }) => ({ trackId })),
  does("Mutation.markStep(input.stepId)", enrolments, ({ ids: { reading: stepId } }) => ({ stepId, done: true })),

  reads("Idea.comments", comments, "idea(id: $idea) { comments { nodes { id } } }"),
  reads("Comment.replies", comments, node("Comment", "replies { nodes { id } }", "top"), ({ ids }) => ids.reply!),
  reads("Comment.replyTo", comments, node("Comment", "replyTo { id }", "answer")),
  {
    at: ["Comment.body"],
    about: comments,
    ask: seen(node("Comment", "body"), () => "Goed idee."),
  },
  {
    at: ["Idea.answer"],
    about: comments,
    ask: async (app, subject, token) => {
      await app.services.database.query(sql`
        WITH asked AS (UPDATE idea SET kind = 'QUESTION' WHERE id = ${subject.ids.idea} RETURNING id)
        INSERT INTO idea_answer (idea_id, comment_id, marked_at) SELECT id, ${subject.id}, now() FROM asked
        ON CONFLICT DO NOTHING`);
      return seen("idea(id: $idea) { answer { id } }")(app, subject, token);
    },
  },
  {
    at: ["Mutation.markAnswer(input.commentId)"],
    about: comments,
    ask: async (app, subject, token) => {
      // On a question of who asks, as others' are not theirs to mark.
      const authorId = await askingMember(app, token);
      const { manager } = app.services.database.source;
      if (authorId !== undefined)
        await manager.update(Idea, { id: subject.ids.idea! }, { authorId, kind: IdeaKind.QUESTION });
      return done("markAnswer", ({ id: commentId, ids }) => ({ ideaId: ids.idea, commentId }))(app, subject, token);
    },
  },
  does("Mutation.commentOnIdea(input.replyToId)", comments, ({ id: replyToId, ids }) => ({
    ideaId: ids.idea,
    replyToId,
    body: "Een antwoord.",
  })),
  does("Mutation.editComment(input.id)", comments, ({ id }) => ({ id, version: 1, body: "Een betere reactie." })),
  does("Mutation.withdrawComment(input.id)", comments, ({ id }) => ({ id })),

  {
    at: ["Subscription.commentAdded(ideaId)"],
    about: ideas,
    ask: (app, { id: ideaId }, token) => tellsOfComment(app, { ideaId }, token),
  },
  {
    at: ["CommentAdded.comment"],
    about: comments,
    ask: (app, { id, ids }, token) => tellsOfComment(app, { ideaId: ids.idea!, id }, token),
  },
  { at: ["Subscription.gatheringChanged(gatheringId)"], about: [...gatherings, ...proposals], ask: tellsOfGathering },
  { at: ["GatheringChanged.gathering"], about: gatherings, ask: tellsOfGathering },

  reads("Query.gathering(id)", [...gatherings, ...proposals], "gathering(id: $id) { id }"),
  reads(
    "Query.gatherings",
    [...gatherings, ...proposals],
    "gatherings(filter: {themes: [$theme], statuses: [PROPOSED, SCHEDULED, CANCELLED, DECLINED]}) { nodes { id } }",
  ),
  reads("Gathering.agenda", agendaItems, "gathering(id: $gathering) { agenda { id } }"),
  reads("Gathering.agendaProposals", agendaItems, "gathering(id: $gathering) { agendaProposals { id } }"),
  reads("AgendaItem.gathering", agendaItems, node("AgendaItem", "gathering { id }"), ({ ids }) => ids.gathering!),
  reads("AgendaItem.idea", agendaItems, node("AgendaItem", "idea { id }"), ({ ids }) => ids.idea!),
  reads("Idea.gatherings", agendaItems, "idea(id: $idea) { gatherings { nodes { id } } }", ({ ids }) => ids.gathering!),
  reads("Gathering.hostMails", hostMails, "gathering(id: $gathering) { hostMails { id } }"),
  reads("HostMail.gathering", hostMails, node("HostMail", "gathering { id }"), ({ ids }) => ids.gathering!),
  reads("HostMail.author", hostMails, node("HostMail", "author { id }"), ({ ids }) => ids.author!),
  does("Mutation.mailParticipants(input.gatheringId)", [...gatherings, ...proposals], ({ id: gatheringId }) => ({
    ...{ gatheringId, recipients: ["GOING"], subject: "Tot dan", body: "Breng je fiets mee." },
  })),
  does("Mutation.decideAgendaItem(input.id)", agendaItems, ({ id }) => ({ id, accept: true, minutes: 5 })),
  does("Mutation.orderAgenda(input.gatheringId)", agendaItems, ({ ids }) => ({
    gatheringId: ids.gathering,
    items: [],
  })),
  does("Mutation.orderAgenda(input.items)", agendaItems, ({ id, ids }) => ({
    gatheringId: ids.gathering,
    items: [id],
  })),
  does("Mutation.withdrawAgendaItem(input.id)", agendaItems, ({ id }) => ({ id })),
  {
    at: ["Mutation.proposeAgendaItem(input.gatheringId)"],
    about: [...gatherings, ...proposals],
    ask: async (app, subject, token) => {
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const authorId = data.viewer?.member.id as string | undefined;
      const { id: ideaId } = await builders(app.services.database.source.manager).buildIdea(
        authorId ? { authorId } : {},
      );
      return done("proposeAgendaItem", () => ({ gatheringId: subject.id, ideaId }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.proposeAgendaItem(input.ideaId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: gatheringId } = await builders(app.services.database.source.manager).buildGathering();
      return done("proposeAgendaItem", () => ({ gatheringId, ideaId: subject.id }))(app, subject, token);
    },
  },
  reads("Gathering.outcome", outcomes, "gathering(id: $gathering) { outcome { id } }"),
  reads("Outcome.gathering", outcomes, node("Outcome", "gathering { id }"), ({ ids }) => ids.gathering!),
  reads("Outcome.author", outcomes, node("Outcome", "author { id }"), ({ owner }) => owner.id),
  reads("Outcome.results", outcomes, node("Outcome", "results { id }"), ({ ids }) => ids.item!),
  reads("AgendaItem.result", outcomes, node("AgendaItem", "result", "item"), () => "Drie antwoorden."),
  reads("Idea.outcomes", outcomes, "idea(id: $idea) { outcomes { nodes { id } } }"),
  reads(
    "CentralQuestion.item",
    outcomes,
    "gathering(id: $gathering) { focus { ... on CentralQuestion { item { id } } } }",
    ({ ids }) => ids.item!,
  ),
  reads(
    "CentralQuestion.answers",
    outcomes,
    "gathering(id: $gathering) { focus { ... on CentralQuestion { answers } } }",
    () => "Drie antwoorden.",
  ),
  ...(
    [
      ["CentralIdea", "IDEA"],
      ["CentralTryOut", "TRY_OUT"],
      ["ShownInnovation", "SHOWCASE"],
    ] as const
  ).map(([type, format]): Question => ({
    at: [`${type}.item`],
    about: outcomes,
    ask: async (app, subject, token) => {
      await app.services.database.query(
        sql`UPDATE gathering SET format = ${format} WHERE id = ${subject.ids.gathering}`,
      );
      const query = `gathering(id: $gathering) { focus { ... on ${type} { item { id } } } }`;
      return seen(query, ({ ids }) => ids.item!)(app, subject, token);
    },
  })),
  reads(
    "Gathering.figures",
    outcomes,
    "gathering(id: $gathering) { figures { __typename } }",
    () => "GatheringFigures",
  ),
  does("Mutation.recordOutcome(input.gatheringId)", outcomes, ({ ids }) => ({
    gatheringId: ids.gathering,
    version: 1,
    summary: "Meer.",
  })),
  does("Mutation.recordOutcome(input.results.agendaItemId)", outcomes, ({ ids }) => ({
    gatheringId: ids.gathering,
    version: 1,
    results: [{ agendaItemId: ids.item, result: "Vier antwoorden." }],
  })),
  reads("Gathering.collaborations", begun, "gathering(id: $gathering) { collaborations { nodes { id } } }"),
  reads("Idea.collaborations", begun, "idea(id: $idea) { collaborations { nodes { id } } }"),
  reads(
    "CollaborationOrigin.gathering",
    begun,
    node("Collaboration", "origin { gathering { id } }"),
    ({ ids }) => ids.gathering!,
  ),
  reads("CollaborationOrigin.idea", begun, node("Collaboration", "origin { idea { id } }"), ({ ids }) => ids.idea!),
  reads(
    "CollaborationOrigin.request",
    begun,
    node("Collaboration", "origin { request { id } }"),
    ({ ids }) => ids.request!,
  ),
  reads(
    "CollaborationRequest.gathering",
    begun,
    node("CollaborationRequest", "gathering { id }", "request"),
    ({ ids }) => ids.gathering!,
  ),
  reads(
    "CollaborationRequest.members",
    begun,
    node("CollaborationRequest", "members { id }", "request"),
    ({ ids }) => ids.other!,
  ),
  {
    at: ["Mutation.startCollaboration(input.gatheringId)"],
    about: [...gatherings, ...proposals],
    ask: async (app, subject, token) => {
      const build = builders(app.services.database.source.manager);
      await app.services.database.query(sql`
        UPDATE gathering SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = ${subject.id}`);
      const { memberId } = await build.buildRegistration({ gatheringId: subject.id });
      const input = { gatheringId: subject.id, memberIds: [memberId], message: "Doe je mee?" };
      return done("startCollaboration", () => input)(app, subject, token);
    },
  },
  {
    at: ["Mutation.startCollaboration(input.memberIds)"],
    about: members,
    ask: async (app, subject, token) => {
      const { gatheringId, build, asking } = await attended(app, token);
      if (subject.id !== asking) await build.buildRegistration({ gatheringId, memberId: subject.id });
      const input = { gatheringId, memberIds: [subject.id], message: "Doe je mee?" };
      return done("startCollaboration", () => input)(app, subject, token);
    },
  },
  {
    at: ["Mutation.startCollaboration(input.ideaId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { gatheringId, build } = await attended(app, token);
      const { memberId } = await build.buildRegistration({ gatheringId });
      const input = { gatheringId, memberIds: [memberId], ideaId: subject.id, message: "Doe je mee?" };
      return done("startCollaboration", () => input)(app, subject, token);
    },
  },
  does("Mutation.proposeGathering(input.ideaId)", ideas, ({ id: ideaId }) => ({
    title: "Nieuw",
    format: "IDEA",
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
    ideaId,
  })),
  reads("Gathering.series", series, "gathering(id: $gathering) { series { id } }"),
  reads(
    "GatheringSeries.gatherings",
    series,
    node("GatheringSeries", "gatherings { nodes { id } }"),
    ({ ids }) => ids.gathering!,
  ),
  reads(
    "GatheringSeries.viewerRegistration",
    of("registration for a series"),
    node("GatheringSeries", "viewerRegistration { id }", "series"),
  ),
  reads(
    "SeriesRegistration.series",
    of("registration for a series"),
    node("SeriesRegistration", "series { id }"),
    ({ ids }) => ids.series!,
  ),
  reads(
    "SeriesRegistration.registrations",
    of("registration for a series"),
    node("SeriesRegistration", "registrations { id }"),
    ({ ids }) => ids.registration!,
  ),
  does("Mutation.registerForSeries(input.seriesId)", series, ({ id: seriesId }) => ({ seriesId })),
  does("Mutation.registerForSeries(input.except)", series, ({ id: seriesId, ids }) => ({
    seriesId,
    except: [ids.gathering],
  })),
  does("Mutation.cancelSeriesRegistration(input.seriesId)", of("registration for a series"), ({ ids }) => ({
    seriesId: ids.series,
  })),
  reads("Gathering.proposer", proposals, "gathering(id: $id) { proposer { id } }", ({ owner }) => owner.id),
  reads("Place.onlineUrl", gatherings, "gathering(id: $id) { place { onlineUrl } }", () => "https://meet.example/ino"),
  does("Mutation.editGathering(input.id)", [...gatherings, ...proposals], ({ id }) => ({
    id,
    version: 1,
    title: "Nieuwe titel",
  })),
  {
    at: ["Mutation.editGathering(input.hosts)"],
    about: members,
    ask: async (app, subject, token) => {
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const hosts = data.viewer === null ? [] : [data.viewer.member as Member];
      const { id } = await builders(app.services.database.source.manager).buildGathering({ hosts });
      return done("editGathering", () => ({ id, version: 1, hosts: [subject.id] }))(app, subject, token);
    },
  },
  does("Mutation.cancelGathering(input.id)", [...gatherings, ...proposals], ({ id }) => ({ id, version: 1, reason })),
  does("Mutation.scheduleGathering(input.hosts)", members, ({ id }) => ({
    title: "Nieuw",
    format: "OPEN_EXCHANGE",
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
    hosts: [id],
  })),
  does("Mutation.acceptGatheringProposal(input.id)", [...gatherings, ...proposals], ({ id }) => ({ id, version: 1 })),
  {
    at: ["Mutation.acceptGatheringProposal(input.hosts)"],
    about: members,
    ask: async (app, subject, token) => {
      const proposal = { status: GatheringStatus.PROPOSED };
      const { id } = await builders(app.services.database.source.manager).buildGathering(proposal);
      return done("acceptGatheringProposal", () => ({ id, version: 1, hosts: [subject.id] }))(app, subject, token);
    },
  },
  does("Mutation.declineGatheringProposal(input.id)", [...gatherings, ...proposals], ({ id }) => ({
    id,
    version: 1,
    reason,
  })),
  does("Mutation.withdrawGatheringProposal(input.id)", [...gatherings, ...proposals], ({ id }) => ({ id })),
  does("Mutation.stopHosting(input.gatheringId)", [...gatherings, ...proposals], ({ id: gatheringId }) => ({
    gatheringId,
  })),
  reads("Theme.gatherings", gatherings, "theme(slug: $theme) { gatherings { nodes { id } } }"),
  reads("Registration.gathering", gatherings, node("Registration", "gathering { id }", "registration")),
  does("Mutation.registerForGathering(input.gatheringId)", gatherings, ({ id: gatheringId }) => ({ gatheringId })),
  does("Mutation.registerAsGuest(input.gatheringId)", [...gatherings, ...proposals], ({ id: gatheringId }) => ({
    gatheringId,
    name: "Een gast",
    email: "gast@example.org",
  })),
  does("Mutation.answerRegistrationQuestions(input.gatheringId)", registrations, ({ ids }) => ({
    gatheringId: ids.gathering,
    answers: [],
  })),
  does("Mutation.decideRegistration(input.id)", registrations, ({ id }) => ({ id, accept: false })),
  does("Mutation.inviteToGathering(input.gatheringId)", [...gatherings, ...proposals], ({ id, owner }) => ({
    gatheringId: id,
    memberIds: [owner.id],
  })),
  {
    at: ["Mutation.inviteToGathering(input.memberIds)"],
    about: members,
    ask: async (app, subject, token) => {
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const hosts = data.viewer ? [{ id: data.viewer.member.id } as Member] : [];
      const { id: gatheringId } = await builders(app.services.database.source.manager).buildGathering({ hosts });
      return done("inviteToGathering", () => ({ gatheringId, memberIds: [subject.id] }))(app, subject, token);
    },
  },
  does("Mutation.checkIn(input.gatheringId)", gatherings, ({ id: gatheringId, ids }) => ({
    ...{ gatheringId, registrationId: ids.registration },
  })),
  does("Mutation.checkIn(input.registrationId)", registrations, ({ id: registrationId, ids }) => ({
    ...{ gatheringId: ids.gathering, registrationId },
  })),
  does("Mutation.checkIn(input.memberId)", members, ({ id: memberId, ids }) => ({
    ...{ gatheringId: ids.visited, memberId },
  })),
  does("Mutation.undoCheckIn(input.registrationId)", registrations, ({ id: registrationId }) => ({ registrationId })),
  does("Mutation.createCheckInLink(input.gatheringId)", gatherings, ({ id: gatheringId }) => ({ gatheringId })),
  does("Mutation.revokeCheckInLink(input.gatheringId)", gatherings, ({ id: gatheringId }) => ({ gatheringId })),
  reads("Gathering.noShows", registrations, "gathering(id: $gathering) { noShows { nodes { id } } }"),
  does("Mutation.cancelRegistration(input.gatheringId)", registrations, ({ ids }) => ({ gatheringId: ids.gathering })),

  reads(
    "GatheringTable.members",
    gatherings,
    "gathering(id: $id) { tables { members { id } } }",
    ({ ids }) => ids.visitor!,
  ),
  reads(
    "GatheringTable.members",
    registrations,
    "gathering(id: $gathering) { tables { members { id } } }",
    ({ owner }) => owner.id,
  ),
  suggests("IdeaSuggestion.idea", ideas, "viewer { suggestedIdeas(first: 100) { idea { id } } }"),
  suggests("TrackSuggestion.track", tracks, "viewer { suggestedTracks(first: 100) { track { id } } }"),
  suggests("PracticeSuggestion.practice", practices, "viewer { suggestedPractices(first: 100) { practice { id } } }"),
  reads("Gathering.registrations", registrations, "gathering(id: $gathering) { registrations { nodes { id } } }"),
  reads("Gathering.viewerRegistration", registrations, "gathering(id: $gathering) { viewerRegistration { id } }"),
  reads("Query.collaborations", of("collaboration"), "collaborations(first: 100) { nodes { id } }"),
  does("Mutation.updateCollaboration(input.id)", of("collaboration"), ({ id }) => ({
    id,
    version: 1,
    stage: "EXPERIMENT",
  })),
  does("Mutation.leaveCollaboration(input.collaborationId)", of("collaboration"), ({ id }) => ({
    collaborationId: id,
  })),
  reads("Collaboration.messages", messages, node("Collaboration", "messages { nodes { id } }", "collaboration")),
  reads(
    "CollaborationMessage.collaboration",
    messages,
    node("CollaborationMessage", "collaboration { id }"),
    ({ ids }) => ids.collaboration!,
  ),
  reads(
    "CollaborationMessage.author",
    messages,
    node("CollaborationMessage", "author { id }"),
    ({ ids }) => ids.author!,
  ),
  {
    at: ["CollaborationMessage.body"],
    about: messages,
    ask: seen(node("CollaborationMessage", "body"), () => "Dag allemaal."),
  },
  {
    at: ["Subscription.messageReceived(collaborationId)", "MessageReceived.message"],
    about: messages,
    ask: tellsOfMessage,
  },
  does("Mutation.sendMessage(input.collaborationId)", messages, ({ ids }) => ({
    collaborationId: ids.collaboration,
    body: "Dag!",
  })),
  does("Mutation.markMessagesRead(input.collaborationId)", messages, ({ id: upTo, ids }) => ({
    collaborationId: ids.collaboration,
    upTo,
  })),
  {
    at: ["Mutation.markMessagesRead(input.upTo)"],
    about: messages,
    ask: async (app, subject, token) => {
      const build = builders(app.services.database.source.manager);
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const own = data.viewer ? [data.viewer.member as Member] : [];
      // The message is of another collaboration than theirs.
      const { id: collaborationId } = await build.buildCollaboration(own);
      return done("markMessagesRead", () => ({ collaborationId, upTo: subject.id }))(app, subject, token);
    },
  },
  does("Mutation.requestCollaboration(input.memberId)", members, ({ id: memberId }) => ({
    memberId,
    message: "Doe je mee?",
  })),
  {
    at: ["Mutation.requestCollaboration(input.ideaId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
      const input = { memberId, ideaId: subject.id, message: "Doe je mee?" };
      return done("requestCollaboration", () => input)(app, subject, token);
    },
  },
  does("Mutation.joinForces(input.ideaId)", ideas, ({ id: ideaId }) => ({ ideaId })),
  {
    at: ["Mutation.inviteToCollaboration(input.collaborationId)"],
    about: of("collaboration"),
    ask: async (app, subject, token) => {
      const { id: memberId } = await builders(app.services.database.source.manager).buildMember();
      return done("inviteToCollaboration", () => ({ collaborationId: subject.id, memberId }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.inviteToCollaboration(input.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const { data } = await app.ask("{ viewer { member { id } } }", {}, token);
      const own = data.viewer ? [data.viewer.member as Member] : [];
      const { id: collaborationId } = await builders(app.services.database.source.manager).buildCollaboration(own);
      // What they sent before counts against their limits.
      for (const { id } of own)
        await app.services.database.query(sql`
          UPDATE collaboration_request SET status = 'WITHDRAWN', answered_at = now(), asked_at = asked_at - interval '2 days'
          WHERE from_id = ${id} AND status = 'PENDING'`);
      const input = { collaborationId, memberId: subject.id };
      return done("inviteToCollaboration", () => input)(app, subject, token);
    },
  },
  reads(
    "Collaboration.pendingRequests",
    joinings,
    node("Collaboration", "pendingRequests { nodes { id } }", "collaboration"),
  ),
  reads(
    "CollaborationRequest.joins",
    joinings,
    node("CollaborationRequest", "joins { id }"),
    ({ ids }) => ids.collaboration!,
  ),
  does("Mutation.respondToCollaborationRequest(input.id)", [...requests, ...joinings], ({ id }) => ({
    id,
    accept: true,
  })),
  does("Mutation.withdrawCollaborationRequest(input.id)", [...requests, ...joinings], ({ id }) => ({ id })),
  reads(
    "Viewer.collaborationRequests",
    [...requests, ...joinings],
    "viewer { collaborationRequests { nodes { id } } }",
  ),
  reads(
    "CollaborationRequest.from",
    [...of("request that the owner received"), ...joinings],
    node("CollaborationRequest", "from { id }"),
    ({ ids }) => ids.other!,
  ),
  reads(
    "CollaborationRequest.to",
    of("request that the owner sent"),
    node("CollaborationRequest", "to { id }"),
    ({ ids }) => ids.other!,
  ),
  reads("CollaborationRequest.idea", requests, node("CollaborationRequest", "idea { id }"), ({ ids }) => ids.idea!),
  reads(
    "CollaborationRequest.collaboration",
    requests,
    node("CollaborationRequest", "collaboration { id }"),
    ({ ids }) => ids.collaboration!,
  ),
  {
    at: ["Mutation.askForHelp(input.ideaId)"],
    about: ideas,
    ask: async (app, subject, token) => {
      const { buildMember } = builders(app.services.database.source.manager);
      const { id: memberId } = await buildMember();
      return done("askForHelp", ({ id: ideaId }) => ({ ideaId, memberId }))(app, subject, token);
    },
  },
  {
    at: ["Mutation.askForHelp(input.memberId)"],
    about: members,
    ask: async (app, subject, token) => {
      const authorId = await askingMember(app, token);
      const { buildIdea } = builders(app.services.database.source.manager);
      const { id: ideaId } = await buildIdea({ kind: IdeaKind.QUESTION, ...(authorId !== undefined && { authorId }) });
      return done("askForHelp", ({ id: memberId }) => ({ ideaId, memberId }))(app, subject, token);
    },
  },
  does("Mutation.declineHelpRequest(input.id)", helpRequests, ({ id }) => ({ id })),
  does("Mutation.withdrawHelpRequest(input.id)", helpRequests, ({ id }) => ({ id })),
  reads("Viewer.helpRequests", helpRequests, "viewer { helpRequests { nodes { id } } }"),
  reads(
    "HelpRequest.from",
    of("request for help that the owner received"),
    node("HelpRequest", "from { id }"),
    ({ ids }) => ids.other!,
  ),
  reads(
    "HelpRequest.to",
    of("request for help that the owner sent"),
    node("HelpRequest", "to { id }"),
    ({ ids }) => ids.other!,
  ),
  reads("HelpRequest.idea", helpRequests, node("HelpRequest", "idea { id }"), ({ ids }) => ids.idea!),
  reads("HelpRequest.comment", helpRequests, node("HelpRequest", "comment { id }"), ({ ids }) => ids.comment!),
  reads("Viewer.notifications", of("notification"), "viewer { notifications { nodes { id } } }"),
  reads("Notification.actor", of("notification"), node("Notification", "actor { id }"), ({ ids }) => ids.other!),
  reads("Notification.idea", of("notification"), node("Notification", "idea { id }"), ({ ids }) => ids.idea!),
  reads("Notification.comment", of("notification"), node("Notification", "comment { id }"), ({ ids }) => ids.comment!),
  reads(
    "Notification.collaborationRequest",
    of("notification of a request"),
    node("Notification", "collaborationRequest { id }"),
    ({ ids }) => ids.request!,
  ),
  reads(
    "Notification.collaboration",
    of("notification of messages"),
    node("Notification", "collaboration { id }"),
    ({ ids }) => ids.collaboration!,
  ),
  reads(
    "Notification.message",
    of("notification of a message to the coordinators"),
    node("Notification", "message { id }"),
    ({ ids }) => ids.message!,
  ),
  reads(
    "Notification.themeSuggestion",
    of("notification of a suggested theme"),
    node("Notification", "themeSuggestion { id }"),
    ({ ids }) => ids.themeSuggestion!,
  ),
  reads(
    "Notification.gathering",
    of("notification of a place"),
    node("Notification", "gathering { id }"),
    ({ ids }) => ids.gathering!,
  ),
  reads(
    "Notification.hostMail",
    of("notification of a mail"),
    node("Notification", "hostMail { id }"),
    ({ ids }) => ids.hostMail!,
  ),
  reads(
    "Notification.practice",
    of("notification of a use"),
    node("Notification", "practice { id }"),
    ({ ids }) => ids.practice!,
  ),
  reads(
    "Notification.track",
    of("notification of a learning track"),
    node("Notification", "track { id }"),
    ({ ids }) => ids.track!,
  ),
  reads(
    "Notification.moderationDecision",
    of("notification of a decision"),
    node("Notification", "moderationDecision { id }"),
    ({ ids }) => ids.decision!,
  ),
  { at: ["NotificationReceived.notification"], about: of("notification"), ask: received },
  does("Mutation.markNotificationsRead(input.ids)", of("notification"), ({ id }) => ({ ids: [id] })),
  does("Mutation.markNotificationsRead(input.upTo)", of("notification"), ({ id: upTo }) => ({ upTo })),
  does("Mutation.revokeSession(input.id)", of("session"), ({ id }) => ({ id })),

  does(
    "Mutation.report(input.subjectId)",
    [
      ...of("member", "member hidden by a moderator", "member who left"),
      ...of("idea", "idea that is withdrawn"),
      "comment",
      "gathering",
      "registration",
      ...messages,
    ],
    ({ id: subjectId }) => ({ subjectId, reason: "SPAM" }),
  ),
  reads(
    "ModerationCase.subject",
    of("case that is open"),
    node("ModerationCase", "subject { id }"),
    ({ ids }) => ids.idea!,
  ),
  reads(
    "ModerationCase.affected",
    of("case that is open"),
    node("ModerationCase", "affected { id }"),
    ({ owner }) => owner.id,
  ),
  reads(
    "ModerationCase.reports",
    of("case that is open"),
    node("ModerationCase", "reports { nodes { id } }"),
    ({ ids }) => ids.report!,
  ),
  reads("ModerationCase.decision", of("decision"), node("ModerationCase", "decision { id }", "case")),
  reads("Report.reporter", of("report in an open case"), node("Report", "reporter { id }"), ({ ids }) => ids.reporter!),
  reads("Report.case", of("report in an open case"), node("Report", "case { id }"), ({ ids }) => ids.case!),
  reads("Report.subject", of("report in an open case"), node("Report", "subject { id }"), ({ ids }) => ids.idea!),
  does("Mutation.decideCase(input.caseId)", of("case that is open"), ({ id: caseId }) => ({
    caseId,
    kind: "HIDE",
    reason,
  })),
  does("Mutation.reverseDecision(input.decisionId)", of("decision"), ({ id: decisionId }) => ({ decisionId, reason })),
  reads(
    "ModerationDecision.subject",
    of("decision"),
    node("ModerationDecision", "subject { id }"),
    ({ ids }) => ids.idea!,
  ),
  reads(
    "ModerationDecision.affected",
    of("decision"),
    node("ModerationDecision", "affected { id }"),
    ({ owner }) => owner.id,
  ),
  reads("ModerationDecision.case", of("decision"), node("ModerationDecision", "case { id }"), ({ ids }) => ids.case!),
  reads(
    ["ModerationDecision.decidedBy", "ModerationDecision.reversedBy"],
    of("decision"),
    node("ModerationDecision", "decidedBy { name } reversedBy { name }"),
    () => "name",
  ),
  reads(
    "ModerationDecision.viewerAppeal",
    of("decision with an appeal"),
    node("ModerationDecision", "viewerAppeal { id }"),
    ({ ids }) => ids.message!,
  ),
  reads("Viewer.moderationDecisions", of("decision"), "viewer { moderationDecisions { nodes { id } } }"),
  does("Mutation.leaveMessage(input.appealsDecisionId)", of("decision"), ({ id: appealsDecisionId }) => ({
    body: "Het was geen reclame.",
    appealsDecisionId,
  })),
  reads("Message.member", of("message that appeals"), node("Message", "member { id }"), ({ owner }) => owner.id),
  reads("Message.appealOf", of("message that appeals"), node("Message", "appealOf { id }"), ({ ids }) => ids.decision!),
  {
    at: ["Message.assignee"],
    about: of("message that was assigned"),
    ask: seen(node("Message", "assignee { id }"), ({ ids }) => ids.assignee!),
  },
  reads("Message.handledBy", of("message that was handled"), node("Message", "handledBy { name }"), () => "name"),
  does("Mutation.handleMessage(input.id)", of("message that appeals"), ({ id }) => ({ id })),
  does("Mutation.answerMessage(input.id)", of("message that appeals"), ({ id }) => ({ id, body: "Kom maar." })),
  does("Mutation.releaseMessage(input.id)", of("message that appeals"), ({ id }) => ({ id })),
  does("Mutation.discardMessage(input.id)", of("message that was assigned"), ({ id }) => ({ id })),
  reads("Message.answers", of("answer to a message"), node("Message", "answers { nodes { id } }", "message")),
  reads(
    "MessageAnswer.message",
    of("answer to a message"),
    node("MessageAnswer", "message { id }"),
    ({ ids }) => ids.message!,
  ),
  reads(
    "MessageAnswer.answeredBy",
    of("answer to a message"),
    node("MessageAnswer", "answeredBy { id }"),
    ({ ids }) => ids.answeredBy!,
  ),
  reads("Message.sharings", of("proposal to share a message"), node("Message", "sharings { nodes { id } }", "message")),
  reads(
    "MessageSharing.message",
    of("proposal to share a message"),
    node("MessageSharing", "message { id }"),
    ({ ids }) => ids.message!,
  ),
  reads(
    "MessageSharing.proposedBy",
    of("proposal to share a message"),
    node("MessageSharing", "proposedBy { id }"),
    ({ ids }) => ids.proposedBy!,
  ),
  reads(
    "MessageSharing.idea",
    of("message that was shared"),
    node("MessageSharing", "idea { id }"),
    ({ ids }) => ids.idea!,
  ),
  reads(
    "MessageSharing.gathering",
    of("message that was shared"),
    node("MessageSharing", "gathering { id }"),
    ({ ids }) => ids.gathering!,
  ),
  does("Mutation.proposeToShare(input.messageId)", of("message that was assigned"), ({ id }) => ({
    ...{ messageId: id, as: "QUESTION", title: "Een vraag", body: "Weet iemand dit?" },
  })),
  does("Mutation.withdrawSharing(input.id)", of("proposal to share a message"), ({ id }) => ({ id })),
  does("Mutation.answerSharing(input.id)", of("proposal to share a message"), ({ id }) => ({ id, consent: true })),
  does("Mutation.assignMessage(input.id)", of("message that appeals"), ({ id }) => ({ id, memberId: null })),
  {
    at: ["Mutation.assignMessage(input.memberId)"],
    about: of("message that was assigned"),
    ask: done("assignMessage", ({ id, ids }) => ({ id, memberId: ids.assignee })),
  },
  reads(
    "Query.organiserDesk",
    [
      ...proposals,
      ...of("practice in review", "registration that a host has to decide about"),
      ...of("case that is open", "message that appeals", "message that was handled"),
      ...suggestedThemes,
    ],
    "organiserDesk(last: 100) { nodes { subject { ... on Node { id } } } }",
  ),
  reads(["AuditEntry.actor"], of("entry of the audit trail"), node("AuditEntry", "actor { name }"), () => "name"),
  reads(
    "AuditEntry.subject",
    of("entry of the audit trail"),
    node("AuditEntry", "subject { id }"),
    ({ ids }) => ids.idea!,
  ),
  reads(
    "AuditEntry.affected",
    of("entry of the audit trail"),
    node("AuditEntry", "affected { id }"),
    ({ owner }) => owner.id,
  ),
  reads(
    "AuditEntry.decision",
    of("entry of the audit trail"),
    node("AuditEntry", "decision { id }"),
    ({ ids }) => ids.decision!,
  ),
];
