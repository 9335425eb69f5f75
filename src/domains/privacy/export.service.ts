import { z } from "zod";
import { requireCaller } from "../../core/graphql/context.js";
import { checkInput } from "../../core/errors/user-error.js";
import { throttleByAccount } from "../identity/attempts.js";
import type { ExportMyDataInput } from "./export.inputs.js";
import type { IdentityContext } from "../identity/identity.services.js";

export const exportAudience = "export";

const exportRules = z.object({
  validMinutes: z
    .number()
    .min(1, "must be 1 at least.")
    .max(60, "must be 60 at most: ask for a new link later.")
    .nullish(),
});

export interface ExportLink {
  url: string;
  expiresAt: Date;
}

/** Creates a temporary URL for downloading the caller's data, without further authentication. */
export async function exportMyData(ctx: IdentityContext, input: ExportMyDataInput): Promise<ExportLink> {
  const memberId = requireCaller(ctx);
  const { validMinutes } = checkInput(exportRules, input);
  await throttleByAccount(ctx, `export of ${memberId}`);
  const { token, expiresAt } = await ctx.tokens.signLink(exportAudience, memberId, (validMinutes ?? 15) * 60_000);
  return { url: `${ctx.publicUrl()}/export/${token}`, expiresAt };
}
