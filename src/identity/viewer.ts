import sql from "sql-template-tag";
import { Field, ObjectType } from "type-graphql";
import { batched } from "../graphql/batch.js";
import { Role } from "./account.entity.js";

@ObjectType({ description: "Who is signed in, with all that is private to them (aangemelde gebruiker)." })
export class Viewer {
  memberId: string;

  @Field(() => String, { description: "The address to sign in with." })
  email: string;

  @Field(() => [Role], { description: "What the account may do." })
  roles: Role[];
}

/** The viewer with this member id; null when the account is gone. */
export const viewerByMemberId = batched<Viewer | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Viewer>(sql`
    SELECT member_id AS "memberId", email, roles::text[] AS roles FROM account WHERE member_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.memberId, Object.assign(new Viewer(), row)]));
}, null);
