import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";
import { endIn } from "../gatherings/gathering-end.js";
import { concerns, isUnhandled } from "../messages/message.reads.js";
import { mayJudge } from "../moderation/moderation.reads.js";
import { DeskItemKind } from "./desk.enums.js";

/** What waits of one kind, in SQL: rows with the alias `e`, and since when. */
interface Waiting {
  from: Sql;
  since: Sql;
  where: Sql[];
}

/**
 * What waits for the caller, an organiser, without what they may not decide about: messages and cases that concern them,
 * and cases that they reported themselves.
 */
export const waitingFor = (ctx: Context): Record<DeskItemKind, Waiting> => {
  const caller = sql`${ctx.callerId}::uuid`;
  return {
    [DeskItemKind.MESSAGE]: {
      from: sql`message e`,
      since: sql`e.left_at`,
      where: [isUnhandled(sql`e`), sql`NOT ${concerns(sql`e`, caller)}`],
    },
    [DeskItemKind.PROPOSED_GATHERING]: {
      from: sql`gathering e`,
      since: sql`e.entered_at`,
      where: [sql`e.status = 'PROPOSED'`, sql`e.hidden_at IS NULL`],
    },
    [DeskItemKind.MODERATION_CASE]: {
      from: sql`moderation_case e`,
      since: sql`e.opened_at`,
      where: [
        sql`e.status = 'OPEN'`,
        mayJudge(ctx, sql`e.id`),
        sql`NOT EXISTS (SELECT FROM report r WHERE r.case_id = e.id AND r.reporter_id = ${caller})`,
      ],
    },
    [DeskItemKind.PRACTICE]: {
      from: sql`practice e`,
      since: sql`e.submitted_at`,
      where: [sql`e.status = 'IN_REVIEW'`, sql`e.hidden_at IS NULL`],
    },
    [DeskItemKind.REGISTRATION]: {
      from: sql`gathering g JOIN registration e ON e.gathering_id = g.id`,
      since: sql`e.registered_at`,
      where: [
        sql`e.status = 'REQUESTED'`,
        sql`g.status = 'SCHEDULED'`,
        sql`g.hidden_at IS NULL`,
        // There is an index of starts, and no gathering lasts longer than 31 days.
        sql`g.starts_at > ${ctx.now()}::timestamptz - interval '32 days'`,
        sql`${endIn(sql`g`)} > ${ctx.now()}`,
      ],
    },
    [DeskItemKind.THEME_SUGGESTION]: {
      from: sql`theme_suggestion e`,
      since: sql`e.suggested_at`,
      where: [sql`e.status = 'PENDING'`],
    },
  };
};
