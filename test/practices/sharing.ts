import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

export type Person = Member & { token: string };

export const PRACTICE = `id kind status title summary steps link licence language version sharedAt editedAt useCount reviewNote
  viewerCanEdit sharedBy { id } contact { id } organisation { name } themes { slug }`;
const USE = "id place result wouldUseAgain usedOn recordedAt practice { id } usedBy { id }";

export interface UserError {
  code: string;
  path: string[];
  problem: string | null;
  currentVersion?: number;
}

/** What members do with practices. */
export const sharing = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (overrides: Partial<Member> & { roles?: Role[] } = {}): Promise<Person> => {
    const member = await build.buildMember(overrides);
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = (): Promise<Person> => person({ roles: [Role.MEMBER, Role.ORGANISER] });

  /** The payload of a mutation; its faults are thrown. */
  const mutate = async (name: string, by: Person, input: object, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await app.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem
        ... on StaleVersionError { currentVersion } } } }`,
      { input },
      by.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  /** The practice that a mutation gives, which must succeed. */
  const done = async (name: string, by: Person, input: object) => {
    const { practice, userErrors } = await mutate(name, by, input, `practice { ${PRACTICE} }`);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return practice;
  };
  const refused = async (name: string, by: Person, input: object): Promise<UserError[]> =>
    (await mutate(name, by, input, "")).userErrors;

  const instrument = (overrides: object = {}) => ({
    ...{
      kind: "INSTRUMENT",
      title: "Canvas voor proeftuinen",
      summary: "Eén blad om een proef te plannen.",
      themes: [],
    },
    ...overrides,
  });
  const share = (by: Person, overrides: object = {}) => done("sharePractice", by, instrument(overrides));
  const use = async (by: Person, practiceId: string, overrides: object = {}) => {
    const input = { practiceId, result: "Het hielp ons kiezen.", wouldUseAgain: true, ...overrides };
    return mutate("recordPracticeUse", by, input, `use { ${USE} }`);
  };
  const read = async (id: string, by?: Person, fields = PRACTICE) => {
    const { data, errors } = await app.ask(`query ($id: ID!) { practice(id: $id) { ${fields} } }`, { id }, by?.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.practice;
  };
  const list = async (filter: object = {}, by?: Person): Promise<string[]> => {
    const { data, errors } = await app.ask(
      `query ($filter: PracticeFilter) { practices(filter: $filter, first: 100) { totalCount nodes { id } } }`,
      { filter },
      by?.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const ids = data.practices.nodes.map(({ id }: { id: string }) => id) as string[];
    if (data.practices.totalCount !== ids.length) throw new Error(`totalCount is ${data.practices.totalCount}`);
    return ids;
  };
  return { build, person, organiser, mutate, done, refused, instrument, share, use, read, list };
};
