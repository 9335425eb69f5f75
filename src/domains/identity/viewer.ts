import sql from "sql-template-tag";
import { ObjectType } from "type-graphql";
import { prepared } from "../../core/database/prepared-statements.js";
import { loader } from "../../core/graphql/batch.js";
import type { Context } from "../../core/graphql/context.js";
import { Fault } from "../../core/errors/fault.js";
import type { IdentityContext } from "./identity.services.js";
import type { Role } from "../../core/access/role.js";

@ObjectType({
  description: "The signed-in member and their private data (aangemelde gebruiker). Only the member sees it.",
})
export class Viewer {
  memberId: string;
}

interface ViewerAccount {
  memberId: string;
  email: string;
  roles: Role[];
}

const viewerAccount = loader<ViewerAccount | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<ViewerAccount>(
    prepared(sql`
      SELECT member_id AS "memberId", email, roles::text[] AS roles FROM account WHERE member_id = ANY(${ids}::uuid[])`),
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}, null);

/** The viewer with this member id; null when the account was erased. Known accounts need no query. */
export async function viewerByMemberId(ctx: IdentityContext, memberId: string): Promise<Viewer | null> {
  if (!ctx.knownAccounts.has(memberId) && !(await viewerAccount(ctx, memberId))) return null;
  return Object.assign(new Viewer(), { memberId });
}

/** The viewer's address and roles; a fault when the account has just been erased. */
export async function accountOf(ctx: Context, { memberId }: Viewer): Promise<ViewerAccount> {
  const account = await viewerAccount(ctx, memberId);
  if (!account) throw new Fault("UNAUTHENTICATED", "This account is not there any more: sign up anew.");
  return account;
}
