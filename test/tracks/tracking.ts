import { Role } from "../../src/core/access/role.js";
import type { TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { persistently } from "../support/persistently.js";
import type { Person } from "../gatherings/organising.js";

export type { Person };

const TRACK = `id status title description language requiredSteps enrolmentClosesAt version viewerCanEdit publishedAt editedAt
  capacity { limit taken waiting } themes { slug } coordinators { id }
  steps { id kind title description link counts minAttended gathering { id } series { id } }`;
const ENROLMENT = `id status position completedAt progress { done needed }
  steps { counts doneAt step { id } } track { id } member { id }`;

export interface UserError {
  code: string;
  path: string[];
  problem: string | null;
  currentVersion?: number;
}

/** What organisers, coordinators and learners do with learning tracks. */
export const tracking = (app: TestApp) => {
  const build = builders(app.services.database.source.manager);
  const person = async (...roles: Role[]): Promise<Person> => {
    const member = await build.buildMember({ roles: [Role.MEMBER, ...roles] });
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const organiser = () => person(Role.ORGANISER);

  /** The payload of a mutation; its faults are thrown. */
  const mutate = async (name: string, by: Person, input: object, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await persistently(() =>
      app.ask(
        `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code path problem
          ... on StaleVersionError { currentVersion } } } }`,
        { input },
        by.token,
      ),
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  const succeeded = async (name: string, by: Person, input: object, made: string, fields: string) => {
    const answer = await mutate(name, by, input, `${made} { ${fields} }`);
    if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
    return answer[made];
  };
  /** The track that a mutation gives, which must succeed. */
  const done = (name: string, by: Person, input: object) => succeeded(name, by, input, "track", TRACK);
  const refused = async (name: string, by: Person, input: object): Promise<UserError[]> =>
    (await mutate(name, by, input, "")).userErrors;

  const reading = (title = "Lees dit", overrides: object = {}) => ({
    ...{ kind: "READING", title, link: "https://lezen.example/" },
    ...overrides,
  });
  const create = (by: Person, overrides: object = {}) =>
    done("createLearningTrack", by, { title: "Leren deelnemen", steps: [reading()], ...overrides });
  const publish = (by: Person, { id, version }: { id: string; version: number }) =>
    done("publishLearningTrack", by, { id, version });
  const published = async (by: Person, overrides: object = {}) => publish(by, await create(by, overrides));
  const enrol = (by: Person, trackId: string) => succeeded("enrolInTrack", by, { trackId }, "enrolment", ENROLMENT);
  const leave = (by: Person, trackId: string) => succeeded("leaveTrack", by, { trackId }, "enrolment", ENROLMENT);
  const mark = (by: Person, stepId: string, isDone = true) =>
    succeeded("markStep", by, { stepId, done: isDone }, "enrolment", ENROLMENT);
  const read = async (id: string, by?: Person, fields = TRACK) => {
    const { data, errors } = await app.ask(
      `query ($id: ID!) { learningTrack(id: $id) { ${fields} } }`,
      { id },
      by?.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.learningTrack;
  };
  const enrolmentOf = async (by: Person, id: string) =>
    (await read(id, by, `viewerEnrolment { ${ENROLMENT} }`)).viewerEnrolment;
  const list = async (filter: object = {}, by?: Person): Promise<string[]> => {
    const { data, errors } = await app.ask(
      `query ($filter: LearningTrackFilter) { learningTracks(filter: $filter, first: 100) { totalCount nodes { id } } }`,
      { filter },
      by?.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const ids = data.learningTracks.nodes.map(({ id }: { id: string }) => id) as string[];
    if (data.learningTracks.totalCount !== ids.length)
      throw new Error(`totalCount is ${data.learningTracks.totalCount}`);
    return ids;
  };
  return {
    ...{ build, person, organiser, mutate, done, refused, reading, create, publish, published },
    ...{ enrol, leave, mark, read, enrolmentOf, list },
  };
};
