import type { Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import type { TestApp } from "../support/app.js";

const INVITATION = "invitation { id status invitedAt answeredAt idea { id } member { id } }";

/** What authors of ideas do together, and what they read of it. */
export const coAuthoring = (app: TestApp) => {
  const members = notifying(app);
  const invite = (by: Person, ideaId: string, memberId: string, more: object = {}, on = app) =>
    members.mutate("inviteCoAuthor", by, { ideaId, memberId, ...more }, INVITATION, on);
  const respond = (by: Person, id: string, accept = true) =>
    members.mutate("respondToCoAuthorInvitation", by, { id, accept }, INVITATION);
  const remove = (by: Person, ideaId: string, memberId: string) =>
    members.mutate("removeCoAuthor", by, { ideaId, memberId }, "idea { id coAuthors { id } }");
  /** Makes a member a co-author of an idea, and gives the id of the invitation. */
  const join = async (author: Person, ideaId: string, member: Person): Promise<string> => {
    const { id } = (await invite(author, ideaId, member.id)).invitation;
    await respond(member, id);
    return id;
  };
  const edit = (by: Person, id: string, input: object) =>
    members.mutate("editIdea", by, { id, ...input }, "idea { id title body version }");
  const updateStatus = (by: Person, id: string, input: object) =>
    members.mutate("updateIdeaStatus", by, { id, ...input }, "idea { status version }");
  const read = async (id: string, by: Person | null, fields: string) =>
    (await app.ask(`query ($id: ID!) { idea(id: $id) { ${fields} } }`, { id }, by?.token)).data.idea;
  const coAuthors = async (id: string, by: Person | null = null): Promise<string[] | undefined> =>
    (await read(id, by, "coAuthors { name }"))?.coAuthors.map(({ name }: { name: string }) => name);
  /** The invitations that a member has to answer. */
  const invited = async (by: Person): Promise<string[]> =>
    (
      await app.ask("{ viewer { coAuthorInvitations { nodes { id } } } }", {}, by.token)
    ).data.viewer.coAuthorInvitations.nodes.map(({ id }: { id: string }) => id);
  /** What a member is notified of, the newest first. */
  const notified = async (by: Person): Promise<string[]> => {
    await app.caughtUp();
    return (await members.list(by)).map(({ text }) => text);
  };
  return { ...members, invite, respond, remove, join, edit, updateStatus, read, coAuthors, invited, notified };
};
