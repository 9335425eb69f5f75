import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../moderation/moderating.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

export const FIELDS = `id kind count text(language: EN) notifiedAt readAt actor { id } idea { id } comment { id } gathering { id }
  collaborationRequest { id } moderationDecision { id }`;
const LIST = `query ($unreadOnly: Boolean) { viewer { unreadNotificationCount
  notifications(first: 100, unreadOnly: $unreadOnly) { totalCount nodes { ${FIELDS} } } } }`;

export interface Told {
  id: string;
  kind: string;
  count: number;
  text: string;
  notifiedAt: string;
  readAt: string | null;
  actor: { id: string } | null;
  idea: { id: string } | null;
  comment: { id: string } | null;
  gathering: { id: string } | null;
  collaborationRequest: { id: string } | null;
  moderationDecision: { id: string } | null;
}

/** What members do that others are notified of, and what they read of it. */
export const notifying = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (name?: string): Promise<Person> => {
    const member = await build.buildMember(name === undefined ? {} : { name });
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const list = async ({ token }: Person, on = app): Promise<Told[]> =>
    (await on.ask(LIST, {}, token)).data.viewer.notifications.nodes;
  const mutate = async (name: string, by: Person, input: object, fields: string, on = app) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await on.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path } } }`,
      { input },
      by.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  const comment = async (by: Person, ideaId: string, replyToId?: string, on = app): Promise<string> =>
    (await mutate("commentOnIdea", by, { ideaId, replyToId, body: "Een reactie." }, "comment { id }", on)).comment.id;
  /** Comments on a new idea of a member, so that the notification is not gathered with others. */
  const commentAnew = async (by: Person, authorId: string, on = app): Promise<string> =>
    comment(by, (await build.buildIdea({ authorId, title: "Fietsen" })).id, undefined, on);
  /** Waits until the member has as many, and gives them, the newest first. */
  const has = async (member: Person, count: number, on = app): Promise<Told[]> => {
    for (;;) {
      const told = await list(member, on);
      if (told.length >= count) return told;
      await sleep(5);
    }
  };
  /**
   * Waits until all that happened so far is told: notifications are made in the log's order, and this is the last one.
   */
  const allMade = async (): Promise<void> => {
    const [author, by] = [await person(), await person()];
    await comment(by, (await build.buildIdea({ authorId: author.id })).id);
    await has(author, 1);
  };
  const unread = async ({ token }: Person) => {
    const { notifications, unreadNotificationCount } = (await app.ask(LIST, { unreadOnly: true }, token)).data.viewer;
    return { count: unreadNotificationCount as number, ids: notifications.nodes.map(({ id }: Told) => id) as string[] };
  };
  return { build, person, list, mutate, comment, commentAnew, has, allMade, unread };
};
