import sql from "sql-template-tag";
import { Field, ID, ObjectType } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { idleLifetime } from "./session.service.js";

@ObjectType({ description: "A session of the viewer (sessie). Only the viewer sees it." })
export class ActiveSession {
  @Field(() => ID, { description: "The id of the session, for `revokeSession`." })
  id: string;

  @Field(() => Date, { description: "When the viewer signed in." })
  signedInAt: Date;

  @Field(() => Date, {
    description: "When the session was last refreshed. It ends 30 days later unless it is refreshed again.",
  })
  lastUsedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: "The first 200 characters of the `User-Agent` header at sign-in; null when the client sent none.",
  })
  userAgent: string | null;

  @Field(() => Boolean, { description: "Whether the access token of this request belongs to this session." })
  current: boolean;
}

/** The sessions of a member, most recently refreshed first, at most 100. */
export async function activeSessions(ctx: Context, memberId: string): Promise<ActiveSession[]> {
  const rows = await ctx.db.query<Omit<ActiveSession, "current">>(sql`
    SELECT id, signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent" FROM session
    WHERE member_id = ${memberId} AND last_used_at > now() - ${idleLifetime} ORDER BY last_used_at DESC, id DESC LIMIT 100`);
  return rows.map((row) => ({ ...row, current: row.id === ctx.sessionId }));
}
