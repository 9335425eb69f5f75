import sql from "sql-template-tag";
import { entityLoader, loader } from "../../core/graphql/batch.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { maySeeMember } from "../members/member.visibility.js";
import { callerManagesTrack } from "../tracks/track.reads.js";
import { Certificate } from "./certificate.entity.js";
import type { CompletedTrack, IssuedCertificate } from "./issued-certificate.js";
import { publicSteps } from "./step-titles.js";

export const CertificateConnection = connectionType("Certificate", () => Certificate);

/**
 * The certificate for its learner, and for those coordinators of the track, organisers and administrators who may see the
 * learner, whose name is at its address.
 */
export const certificateById = entityLoader(
  Certificate,
  (ctx) => sql`EXISTS (
    SELECT FROM track_enrolment n JOIN member m ON m.id = n.member_id WHERE n.id = e.enrolment_id
      AND (n.member_id = ${ctx.callerId}::uuid OR ${callerManagesTrack(ctx, sql`n.track_id`)}) AND ${maySeeMember(ctx, sql`m`)})`,
);

/** The certificate of an enrolment that the caller sees; null until the track is completed, or if they may not see the learner. */
export const certificateOfEnrolment = loader<Certificate | null>(async (ctx, enrolmentIds) => {
  const rows = await ctx.db.query<Certificate>(sql`
    SELECT ${columnsOf(ctx.database.source, Certificate, "e")} FROM certificate e
      JOIN track_enrolment n ON n.id = e.enrolment_id JOIN member m ON m.id = n.member_id
    WHERE e.enrolment_id = ANY(${enrolmentIds}::uuid[]) AND ${maySeeMember(ctx, sql`m`)}`);
  return new Map(rows.map((row) => [row.enrolmentId, entityOf(Certificate, row)]));
}, null);

/** The titles of the steps on a certificate that the caller sees. */
export const stepsOfCertificate = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; steps: string[] }>(
    sql`SELECT c.id, ${publicSteps} AS steps FROM certificate c WHERE c.id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, steps }) => [id, steps]));
}, []);

/** The id of the caller's certificate for a track; null until they completed it. */
export const ownCertificateId = loader<string | null>(async (ctx, trackIds) => {
  const rows = await ctx.db.query<{ id: string; trackId: string }>(sql`
    SELECT c.id, n.track_id AS "trackId" FROM certificate c JOIN track_enrolment n ON n.id = c.enrolment_id
    WHERE n.member_id = ${ctx.callerId}::uuid AND n.track_id = ANY(${trackIds}::uuid[])`);
  return new Map(rows.map((row) => [row.trackId, row.id]));
}, null);

/** The certificates of members, newest first; `n.member_id` is whose they are. */
export const certificatesOfMember: List<Certificate> = {
  name: "certificatesOfMember",
  node: Certificate,
  from: sql`track_enrolment n JOIN certificate e ON e.enrolment_id = n.id`,
  order: { name: "issuedAt", key: sql`e.issued_at`, form: "time", descending: true },
};

/**
 * The certificate for whoever has its address, with the present name of its learner, whom no setting hides here: they
 * gave the address away. Null when a moderator has hidden the learner or the track.
 */
export async function issuedCertificate(ctx: Context, id: string): Promise<IssuedCertificate | null> {
  const [row] = await ctx.db.query<IssuedCertificate>(sql`
    SELECT c.id, n.track_id AS "trackId", c.track_version AS "trackVersion", m.name, c.title, c.description, c.language,
      c.required_steps AS "requiredSteps", ${publicSteps} AS steps, c.issued_at AS "issuedAt"
    FROM certificate c JOIN track_enrolment n ON n.id = c.enrolment_id
      JOIN member m ON m.id = n.member_id JOIN learning_track t ON t.id = n.track_id
    WHERE c.id = ${idOf(id)} AND m.erased_at IS NULL AND m.hidden_at IS NULL AND t.hidden_at IS NULL`);
  return row ?? null;
}

/** What completing a track means now, if anybody may see it; of one that was withdrawn, what it meant at last. */
export async function achievableTrack(ctx: Context, id: string): Promise<CompletedTrack | null> {
  const [row] = await ctx.db.query<CompletedTrack>(sql`
    SELECT id AS "trackId", version AS "trackVersion", title, description, language, required_steps AS "requiredSteps"
    FROM learning_track WHERE id = ${idOf(id)} AND published_at IS NOT NULL AND hidden_at IS NULL`);
  return row ?? null;
}
