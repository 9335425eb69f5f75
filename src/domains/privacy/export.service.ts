import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { inTransaction, requireCaller, type Context } from "../../core/graphql/context.js";
import { invalid } from "../../core/graphql/validation.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput } from "../../core/errors/user-error.js";
import { sha256 } from "../../core/sha256.js";
import { throttleByAccount } from "../identity/attempts.js";
import type { IdentityContext } from "../identity/identity.services.js";
import { ExportLink } from "./export-link.entity.js";
import type { ExportMyDataInput } from "./export.inputs.js";
import { privacyWording } from "./privacy.wording.js";

const minMinutes = 1;
const maxMinutes = 60;

const exportRules = z.object({
  validMinutes: z
    .number()
    .refine(
      (minutes) => minutes >= minMinutes,
      invalid({ problem: InputProblem.OUT_OF_RANGE, wording: privacyWording.belowMinimum(minMinutes) }),
    )
    .refine(
      (minutes) => minutes <= maxMinutes,
      invalid({ problem: InputProblem.OUT_OF_RANGE, wording: privacyWording.aboveMaximum(maxMinutes) }),
    )
    .nullish(),
});

export interface CreatedLink {
  url: string;
  expiresAt: Date;
}

/** Creates a URL for one download of the caller's data, without further authentication. */
export async function exportMyData(ctx: IdentityContext, input: ExportMyDataInput): Promise<CreatedLink> {
  const memberId = requireCaller(ctx);
  const { validMinutes } = checkInput(exportRules, input);
  await throttleByAccount(ctx, `export of ${memberId}`);
  const token = randomBytes(32).toString("base64url");
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + (validMinutes ?? 15) * 60_000);
  await inTransaction(ctx, (tx) =>
    tx.manager.insert(ExportLink, { tokenHash: sha256(token), memberId, createdAt, expiresAt }),
  );
  return { url: `${ctx.publicUrl()}/export/${token}`, expiresAt };
}

/** The member whose data the link is for; null when it does not exist, was used, has expired or was revoked. */
export async function memberOfExportLink(ctx: IdentityContext, token: string): Promise<string | null> {
  const [link] = await ctx.db.query<{ memberId: string; createdAt: Date }>(sql`
    SELECT member_id AS "memberId", created_at AS "createdAt"
    FROM export_link JOIN account USING (member_id)
    WHERE token_hash = ${sha256(token)} AND expires_at > ${ctx.now()}`);
  if (!link) return null;
  // Signing out everywhere and a new password also invalidate older links.
  const isRevoked = ctx.revocations.covers({ memberId: link.memberId, sessionId: null, issuedAt: link.createdAt });
  return isRevoked ? null : link.memberId;
}

/** Consumes the link; false when it no longer exists. Of concurrent calls, one gets true. */
export const takeExportLink = (ctx: Context, token: string): Promise<boolean> =>
  inTransaction(ctx, async ({ db }) => {
    const taken = await db.query(sql`
      WITH taken AS (DELETE FROM export_link WHERE token_hash = ${sha256(token)} RETURNING 1) SELECT FROM taken`);
    return taken.length > 0;
  });
