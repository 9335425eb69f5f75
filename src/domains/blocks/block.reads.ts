import sql from "sql-template-tag";
import { loader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import { Block } from "./block.entity.js";

export const BlockedMemberConnection = connectionType("BlockedMember", () => Block);

/** The members whom a member has blocked, newest block first. */
export const blocksBy: List<Block> = {
  name: "member.blocks",
  node: Block,
  from: sql`(SELECT *, blocked_id AS id FROM block) AS e`,
  order: { name: "blocked", key: sql`e.blocked_at`, form: "time", descending: true },
};

/** The name of a member whom the caller has blocked, who knew it before, even if the profile is not visible. */
export const nameOfBlocked = loader<string | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; name: string }>(sql`
    SELECT id, name FROM member WHERE erased_at IS NULL AND id IN (
      SELECT blocked_id FROM block WHERE blocker_id = ${ctx.callerId} AND blocked_id = ANY(${ids}::uuid[]))`);
  return new Map(rows.map((row) => [row.id, row.name]));
}, null);
