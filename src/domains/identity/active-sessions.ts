import sql from "sql-template-tag";
import { Field, ID, ObjectType } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { idleLifetime } from "./session.service.js";

@ObjectType({ description: "Somewhere the viewer is signed in." })
export class ActiveSession {
  @Field(() => ID, { description: "For `revokeSession`." })
  id: string;

  @Field(() => Date, { description: "When it began." })
  signedInAt: Date;

  @Field(() => Date, { description: "When it was last renewed." })
  lastUsedAt: Date;

  @Field(() => String, { nullable: true, description: "What the client called itself; null when it did not." })
  userAgent: string | null;

  @Field(() => Boolean, { description: "Whether it is the one that asks." })
  current: boolean;
}

/** Where a member is signed in, the last used first. */
export async function activeSessions(ctx: Context, memberId: string): Promise<ActiveSession[]> {
  const rows = await ctx.db.query<Omit<ActiveSession, "current">>(sql`
    SELECT id, signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent" FROM session
    WHERE member_id = ${memberId} AND last_used_at > now() - ${idleLifetime} ORDER BY last_used_at DESC, id DESC LIMIT 100`);
  return rows.map((row) => ({ ...row, current: row.id === ctx.sessionId }));
}
