import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { organisationKey } from "../../src/domains/organisations/organisation-key.js";
import type { Organisation } from "../../src/domains/organisations/organisation.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

export type Person = Member & { token: string };

export interface UserError {
  code: string;
  path: string[];
  problem: string | null;
  message: string;
  currentVersion?: number;
}

const ORGANISATION = "id name sector description website codes version viewerCanEdit memberCount";

/** What members and organisers do with organisations. */
export const organising = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (overrides: Partial<Member> & { roles?: Role[] } = {}): Promise<Person> => {
    const member = await build.buildMember(overrides);
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = (): Promise<Person> => person({ roles: [Role.MEMBER, Role.ORGANISER] });

  /** An organisation as the service makes it, with these codes. */
  const organisation = async (overrides: Partial<Organisation> & { codes?: string[] } = {}): Promise<Organisation> => {
    const { codes = [], ...fields } = overrides;
    const made = await build.buildOrganisation({
      ...fields,
      ...(fields.name !== undefined && { nameKey: organisationKey(fields.name) }),
    });
    for (const code of codes)
      await app.services.database.query(
        sql`INSERT INTO organisation_code (code, organisation_id) VALUES (${code}, ${made.id})`,
      );
    return made;
  };

  const ask = async (query: string, variables: object = {}, by?: Person) => {
    const { data, errors } = await app.ask(query, variables as Record<string, unknown>, by?.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  /** The payload of a mutation; its faults are thrown. */
  const mutate = async (name: string, by: Person, input: object, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const data = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem message
        ... on StaleVersionError { currentVersion } } } }`,
      { input },
      by,
    );
    return data[name];
  };
  /** What a mutation gives that must succeed. */
  const done = async (name: string, by: Person, input: object, fields = `organisation { ${ORGANISATION} }`) => {
    const { userErrors, ...given } = await mutate(name, by, input, fields);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return Object.values(given)[0] as Record<string, unknown>;
  };
  const refused = async (name: string, by: Person, input: object): Promise<UserError[]> =>
    (await mutate(name, by, input, "")).userErrors;
  const edit = (by: Person, input: object) => done("editOrganisation", by, input);
  const merge = (by: Person, fromId: string, intoId: string) => done("mergeOrganisations", by, { fromId, intoId });

  /** Where a member works once they have given this as their organisation. */
  const join = async (by: Person, text: string): Promise<string> => {
    const member = await done("updateProfile", by, { organisation: text }, "member { organisation { id } }");
    return (member.organisation as { id: string }).id;
  };
  const read = async (id: string, by?: Person, fields = ORGANISATION) =>
    (await ask(`query ($id: ID!) { organisation(id: $id) { ${fields} } }`, { id }, by)).organisation;
  const found = async (search: string | null, by?: Person): Promise<string[]> => {
    const { organisations } = await ask(
      `query ($search: String) { organisations(search: $search, first: 100) { totalCount nodes { name } } }`,
      { search },
      by,
    );
    const names = organisations.nodes.map(({ name }: { name: string }) => name) as string[];
    if (organisations.totalCount !== names.length) throw new Error(`totalCount is ${organisations.totalCount}`);
    return names;
  };
  return { build, person, organiser, organisation, ask, done, refused, edit, merge, join, read, found };
};
