import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { persistently } from "../support/persistently.js";

export type Person = Member & { token: string };

export const GATHERING = `id title description language format startsAt endsAt timeZone place { name address onlineUrl isOnline }
  capacity { limit taken waiting } registrationOpensAt registrationClosesAt status reason held needsHost version
  hosts { id } themes { slug } proposer { id } viewerCanEdit`;

/** What organisers, hosts and members do with gatherings, and what comes of it. */
export const organising = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (...roles: Role[]): Promise<Person> => {
    const member = await build.buildMember({ roles: [Role.MEMBER, ...roles] });
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = () => person(Role.ORGANISER);

  /** The payload of a mutation that changes a gathering; its faults are thrown. */
  const mutate = async (name: string, by: Person, input: object, fields = `gathering { ${GATHERING} }`) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await persistently(() =>
      app.ask(
        `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem message
          ... on StaleVersionError { currentVersion } } } }`,
        { input },
        by.token,
      ),
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  /** The gathering that a mutation gives, which must succeed. */
  const done = async (name: string, by: Person, input: object) => {
    const { gathering, userErrors } = await mutate(name, by, input);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return gathering;
  };
  const refused = async (name: string, by: Person, input: object) => (await mutate(name, by, input)).userErrors;

  /** The date a number of days from now: `2027-03-11`. */
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  /** A gathering in ten days, in the afternoon. */
  const plan = (overrides: object = {}) => ({
    title: "Uitwisseling over fietsen",
    format: "OPEN_EXCHANGE",
    startsAt: `${day(10)}T14:00`,
    endsAt: `${day(10)}T16:00`,
    ...overrides,
  });
  const schedule = (by: Person, overrides: object = {}) => done("scheduleGathering", by, plan(overrides));
  const propose = (by: Person, overrides: object = {}) => done("proposeGathering", by, plan(overrides));
  const read = async (id: string, by?: Person, fields = GATHERING) => {
    const { data, errors } = await app.ask(`query ($id: ID!) { gathering(id: $id) { ${fields} } }`, { id }, by?.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.gathering;
  };
  const register = async (by: Person, gatheringId: string, input: object = {}) =>
    mutate("registerForGathering", by, { gatheringId, ...input }, "registration { id status position reason }");
  const cancelRegistration = async (by: Person, gatheringId: string) =>
    mutate("cancelRegistration", by, { gatheringId }, "registration { status position }");
  return {
    ...{ build, person, organiser, mutate, done, refused, day, plan, schedule, propose, read, register },
    cancelRegistration,
  };
};
