import { Role } from "../../src/core/access/role.js";
import { moderating, type Person } from "../moderation/moderating.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

/** What is asked about messages to the coordinators, and done with them. */
export const leaving = (app: TestApp) => {
  let counter = 0;
  const build = builders(app.services.database.source.manager);
  const act = moderating(app, build);
  const named = async (name: string, ...roles: Role[]): Promise<Person> => {
    const member = await build.buildMember({ name, roles: [Role.MEMBER, ...roles] });
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = (name = "Olga"): Promise<Person> => named(name, Role.ORGANISER);
  const mutate = async (name: string, by: { token?: string } | undefined, input: object, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await app.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path message } } }`,
      { input },
      by?.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  const leave = async (by?: { token?: string }, fields: object = {}): Promise<string> =>
    (
      await mutate(
        "leaveMessage",
        by,
        { body: `Mag ik meedoen, als nummer ${++counter}?`, ...fields },
        "message { id }",
      )
    ).message.id;
  const read = async (id: string, by: Person, fields: string) =>
    (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Message { ${fields} } } }`, { id }, by.token)).data.node;
  const told = async (by: Person) => {
    await app.caughtUp();
    const query = `{ viewer { notifications(first: 100) { nodes { kind text(language: EN) actor { id } message { id } } } } }`;
    return (await app.ask(query, {}, by.token)).data.viewer.notifications.nodes as {
      kind: string;
      text: string;
      actor: { id: string } | null;
      message: { id: string } | null;
    }[];
  };
  /** The kinds of notification that somebody got about a message, the newest first. */
  const toldOf = async (by: Person, id: string): Promise<string[]> =>
    (await told(by)).filter(({ message }) => message?.id === id).map(({ kind }) => kind);
  return { build, act, named, organiser, mutate, leave, read, told, toldOf };
};
