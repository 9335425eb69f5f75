import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

export type Person = Member & { token: string };

export interface UserError {
  code: string;
  path: string[];
  problem: string | null;
  currentVersion?: number;
}

export const THEME = `id slug labels { nl fr en } synonyms broader { slug } narrower { slug } archived version`;

/** What organisers do with the vocabulary, and members with themes. */
export const vocabulary = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (overrides: Parameters<typeof build.buildMember>[0] = {}): Promise<Person> => {
    const member = await build.buildMember(overrides);
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = (): Promise<Person> => person({ roles: [Role.MEMBER, Role.ORGANISER] });

  const ask = async (query: string, variables: Record<string, unknown> = {}, by?: Person) => {
    const { data, errors } = await app.ask(query, variables, by?.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  /** The payload of a mutation; its faults are thrown. */
  const mutate = async (name: string, by: Person, input: object, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem
      ... on StaleVersionError { currentVersion } } } }`;
    return (await ask(document, { input }, by))[name];
  };
  /** What a mutation gives, which must succeed. */
  const done = async (name: string, by: Person, input: object, fields = `theme { ${THEME} }`) => {
    const { userErrors, ...payload } = await mutate(name, by, input, fields);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return Object.values(payload)[0] as never as any; // eslint-disable-line @typescript-eslint/no-explicit-any -- as `Answer.data`
  };
  const refused = async (name: string, by: Person, input: object): Promise<UserError[]> =>
    (await mutate(name, by, input, "")).userErrors;
  const merge = (by: Person, themeId: string, intoId: string) => done("mergeThemes", by, { themeId, intoId });
  const read = async (slug: string, fields = THEME) =>
    (await ask(`query ($slug: String!) { theme(slug: $slug) { ${fields} } }`, { slug })).theme;
  const post = (by: Person, themes: string[], overrides: object = {}) =>
    done(
      "postIdea",
      by,
      { ...{ kind: "IDEA", title: "Een idee", body: "Tekst.", themes }, ...overrides },
      "idea { id version title themes { slug } }",
    );
  const interests = async (by: Person): Promise<{ theme: string; stance: string }[]> => {
    const { viewer } = await ask("{ viewer { member { interests { theme { slug } stance } } } }", {}, by);
    return viewer.member.interests.map(({ theme, stance }: { theme: { slug: string }; stance: string }) => ({
      ...{ theme: theme.slug, stance },
    }));
  };
  return { build, person, organiser, ask, mutate, done, refused, merge, read, post, interests };
};
