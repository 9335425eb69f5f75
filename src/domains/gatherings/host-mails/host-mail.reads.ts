import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, groupBy, loader } from "../../../core/graphql/batch.js";
import { blockBetween } from "../../members/member.visibility.js";
import type { Reader } from "../../../core/access/reader.js";
import { callerManagesGathering, maySeeGathering } from "../gathering.reads.js";
import { HostMail } from "./host-mail.entity.js";

/**
 * The caller may see the mail with the alias `mail`: its author, hosts and moderators; unless it is hidden, those of its
 * recipients whom no block separates from its author.
 */
export const maySeeHostMail = (ctx: Reader, mail: Sql): Sql => sql`(${mail}.author_id = ${ctx.callerId}::uuid
  OR ${callerManagesGathering(ctx, sql`${mail}.gathering_id`)} OR (${mail}.hidden_at IS NULL AND EXISTS (
    SELECT FROM registration r WHERE r.gathering_id = ${mail}.gathering_id AND r.member_id = ${ctx.callerId}::uuid
      AND r.status = ANY(${mail}.recipients))
    AND NOT ${blockBetween(sql`${ctx.callerId}::uuid`, sql`${mail}.author_id`)}
    AND EXISTS (SELECT FROM gathering g WHERE g.id = ${mail}.gathering_id AND ${maySeeGathering(ctx, sql`g`)})))`;

/** The mail, if the caller may see it. */
export const hostMailById = entityLoader(HostMail, (ctx) => maySeeHostMail(ctx, sql`e`));

/** The mails of hosts about a gathering that the caller may see, the earliest first. */
export const hostMailsOf = loader<HostMail[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<HostMail>(sql`
    SELECT ${columnsOf(ctx.database.source, HostMail, "e")} FROM host_mail e
    WHERE e.gathering_id = ANY(${ids}::uuid[]) AND ${maySeeHostMail(ctx, sql`e`)} ORDER BY e.sent_at, e.id`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => entityOf(HostMail, row),
  );
}, []);
