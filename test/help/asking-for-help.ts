import { notifying } from "../notifications/notifying.js";
import type { Person } from "../moderation/moderating.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { TestApp } from "../support/app.js";

const FIELDS = `id status message askedAt expiresAt answeredAt idea { id } from { id } to { id } comment { id }`;

/** What members do who ask each other for help with questions. */
export const askingForHelp = (app: TestApp) => {
  const members = notifying(app);
  const { person, mutate, build } = members;
  const question = (author: Person, overrides: Partial<Idea> = {}): Promise<Idea> =>
    build.buildIdea({ authorId: author.id, kind: IdeaKind.QUESTION, title: "Wie helpt?", ...overrides });
  const ask = (from: Person, to: { id: string }, ideaId: string, input: object = {}) =>
    mutate("askForHelp", from, { ideaId, memberId: to.id, ...input }, `request { ${FIELDS} }`);
  const asked = async (from: Person, to: Person): Promise<{ id: string; ideaId: string }> => {
    const { id: ideaId } = await question(from);
    const { request, userErrors } = await ask(from, to, ideaId);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return { id: request.id, ideaId };
  };
  const decline = (by: Person, id: string) => mutate("declineHelpRequest", by, { id }, `request { ${FIELDS} }`);
  const withdraw = (by: Person, id: string) => mutate("withdrawHelpRequest", by, { id }, `request { ${FIELDS} }`);
  const takes = (by: Person, helpRequestsPerMonth: number) =>
    mutate("updateSettings", by, { helpRequestsPerMonth }, "settings { helpRequestsPerMonth }");
  const list = async (by: Person, args = "") => {
    const query = `{ viewer { helpRequests${args} { totalCount nodes { ${FIELDS} } } } }`;
    const { data, errors } = await app.ask(query, {}, by.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.viewer.helpRequests;
  };
  const node = async (by: Person, id: string) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on HelpRequest { ${FIELDS} } } }`;
    return (await app.ask(query, { id }, by.token)).data.node;
  };
  /** The member, who takes as many requests as there can be. */
  const takesMany = async (by: Person): Promise<Person> => {
    await takes(by, 20);
    return by;
  };
  return { ...members, takesMany, person, question, ask, asked, decline, withdraw, takes, requests: list, node };
};
