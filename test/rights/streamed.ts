import { setTimeout as sleep } from "node:timers/promises";
import type { NewEvent } from "../../src/core/event-log/events.js";
import { appendEvents } from "../support/append-events.js";
import { CollaborationMember } from "../../src/domains/collaborations/collaboration-member.entity.js";
import { Comment } from "../../src/domains/ideas/comment.entity.js";
import { Practice } from "../../src/domains/practices/practice.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, logEnd } from "../support/follow.js";
import type { Subject } from "./cast.js";

/**
 * Whether what has the id sought comes first on a stream, in which these events come; the code of the fault that ends
 * it.
 */
async function tells(
  app: TestApp,
  stream: { selection: string; id: string; events: NewEvent[]; sought: string },
  token: string | undefined,
): Promise<string> {
  const after = await logEnd(app);
  await appendEvents(app.services.database.source.manager, stream.events);
  const live = followed(app.socket(token), `subscription ($id: ID!, $after: String!) { ${stream.selection} }`, {
    id: stream.id,
    after,
  });
  const told = await live.has(1).catch(() => null);
  live.stop();
  while (app.followers() > 0) await sleep(5);
  if (told === null) return String(live.ended!.errors![0]!.extensions!.code);
  return JSON.stringify(told[0]).includes(`"${stream.sought}"`) ? "sees" : "–";
}

/**
 * Whether a comment on the idea is told, or without its id one by somebody whom everybody sees; such a one follows in
 * any case.
 */
export async function tellsOfComment(
  app: TestApp,
  { ideaId, id }: { ideaId: string; id?: string },
  token: string | undefined,
): Promise<string> {
  const { manager } = app.services.database.source;
  const other = await builders(manager).buildComment({ ideaId });
  const comments = id === undefined ? [other] : [await manager.findOneByOrFail(Comment, { id }), other];
  const events = comments.map((comment): NewEvent => {
    const { authorId } = comment;
    return { kind: "comment.added", subjectId: comment.id, data: { ideaId, authorId } };
  });
  const selection = "commentAdded(ideaId: $id, after: $after) { comment { id } }";
  return tells(app, { selection, id: ideaId, events, sought: comments[0]!.id }, token);
}

/** Whether the practice is told of when it is published; one that everybody sees follows in any case. */
export async function tellsOfPractice(app: TestApp, { id, ids }: Subject, token: string | undefined): Promise<string> {
  const { manager } = app.services.database.source;
  const organisationId = ids.organisation!;
  const other = await builders(manager).buildPractice({ organisationId });
  const practices = [await manager.findOneByOrFail(Practice, { id }), other];
  const events = practices.map(({ id: subjectId, sharedById, kind }): NewEvent => ({
    ...{ kind: "practice.published", subjectId, data: { sharedById, kind, themeIds: [] } },
  }));
  const selection = "practicePublished(filter: {organisationId: $id}, after: $after) { practice { id } }";
  return tells(app, { selection, id: organisationId, events, sought: id }, token);
}

/** Whether the gathering is told of when it was edited. */
export function tellsOfGathering(app: TestApp, { id, owner }: Subject, token: string | undefined): Promise<string> {
  const data = { gatheringId: id, by: owner.id, changed: ["title"] };
  const events: NewEvent[] = [{ kind: "gathering.edited", subjectId: id, data }];
  const selection = "gatheringChanged(gatheringId: $id, after: $after) { gathering { id } }";
  return tells(app, { selection, id, events, sought: id }, token);
}

/** Whether the track is told of when it is edited. */
export function tellsOfTrack(app: TestApp, { id, owner }: Subject, token: string | undefined): Promise<string> {
  const data = { trackId: id, by: owner.id, changed: ["title"] };
  const events: NewEvent[] = [{ kind: "track.edited", subjectId: id, data }];
  const selection = "trackChanged(trackId: $id, after: $after) { track { id } }";
  return tells(app, { selection, id, events, sought: id }, token);
}

/** Whether the message is told of in its collaboration; one by a third member, who is told of in any case, follows. */
export async function tellsOfMessage(
  app: TestApp,
  { id, owner, ids }: Subject,
  token: string | undefined,
): Promise<string> {
  const { manager } = app.services.database.source;
  const { buildMember, buildMessage } = builders(manager);
  const [collaborationId, third] = [ids.collaboration!, await buildMember()];
  await manager.insert(CollaborationMember, { collaborationId, memberId: third.id });
  const other = await buildMessage({ collaborationId, authorId: third.id });
  const memberIds = [owner.id, ids.author!, third.id];
  const events = [
    { id, authorId: ids.author! },
    { id: other.id, authorId: third.id },
  ].map((message): NewEvent => {
    const data = { collaborationId, authorId: message.authorId, memberIds };
    return { kind: "collaboration.messaged", subjectId: message.id, data };
  });
  const selection = "messageReceived(collaborationId: $id, after: $after) { message { id } }";
  return tells(app, { selection, id: collaborationId, events, sought: id }, token);
}
