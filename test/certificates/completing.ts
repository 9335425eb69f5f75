import type { LearningTrack } from "../../src/domains/tracks/learning-track.entity.js";
import { organising, type Person } from "../gatherings/organising.js";
import type { TestApp } from "../support/app.js";

export interface IssuedAddresses {
  id: string;
  url: string;
  pdfUrl: string;
  badgeUrl: string | null;
  issuedAt: string;
  title: string;
  steps: string[];
}

export const CERTIFICATE = `id url pdfUrl badgeUrl issuedAt title steps`;

/** What learners do until they have a certificate, and what is done with it. */
export const completing = (app: TestApp) => {
  const on = organising(app);
  const { build } = on;

  const ask = async (query: string, variables: object, by?: Person) => {
    const { data, errors } = await app.ask(query, { ...variables }, by?.token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const mark = (by: Person, stepId: string, done = true) =>
    on.mutate("markStep", by, { stepId, done }, `enrolment { id certificate { ${CERTIFICATE} } }`);

  /** A member who did all of a new track, which has one step. */
  const completed = async (
    overrides: Partial<LearningTrack> = {},
    { learner, step = "Lees het boek" }: { learner?: Person; step?: string } = {},
  ) => {
    const by = learner ?? (await on.person());
    const track = await build.buildTrack(overrides);
    const { id: stepId } = await build.buildStep({ trackId: track.id, title: step });
    const enrolment = await build.buildEnrolment({ trackId: track.id, memberId: by.id });
    const { enrolment: marked, userErrors } = await mark(by, stepId);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    return { learner: by, track, stepId, enrolment, certificate: marked.certificate as IssuedAddresses };
  };

  const look = async (address: string, headers: Record<string, string> = {}) => {
    const response = await fetch(address, { headers });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  };
  const page = async (address: string, headers?: Record<string, string>) => {
    const { body, ...rest } = await look(address, headers);
    return { ...rest, html: body.toString() };
  };
  return { ...on, ask, mark, completed, look, page };
};
