import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { checkInput, rejectInput, rejectUntil } from "../../core/errors/user-error.js";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { slugOf } from "../../core/graphql/ids.js";
import { email } from "../../core/graphql/validation.js";
import { sendMail } from "../../core/mail/outbox.js";
import { addressGroup } from "../../core/rate-limits/address-group.js";
import { addDrops } from "../../core/rate-limits/leaky-buckets.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { Language } from "../../core/texts/language.js";
import type { Wording } from "../../core/texts/wording.js";
import { lockedThemes } from "../themes/locked-themes.js";
import { Theme } from "../themes/theme.entity.js";
import { themeWording } from "../themes/theme.wording.js";
import type { FollowThemeByMailInput } from "./follow.inputs.js";

const minuteMs = 60_000;

const tooMany: Wording = {
  NL: "Er waren onlangs te veel aanvragen om thema's te volgen vanaf dit adres",
  FR: "Trop de demandes de suivi de thèmes ont été faites récemment depuis cette adresse",
  EN: "There were too many requests to follow themes from this address lately",
};

const followRules = z.object({ email, theme: z.string(), language: z.enum(Language).nullish() });

/**
 * Mails a link that confirms the address, and so that it follows the theme. Nothing in the response depends on whether
 * the address follows it already: that is looked up when the mail is written.
 */
export async function followThemeByMail(ctx: Context, input: FollowThemeByMailInput): Promise<Theme> {
  const { email: address, theme: slug, language } = checkInput(followRules, input);
  await throttle(ctx);
  return inTransaction(ctx, async (tx) => {
    const theme = await themeLocked(tx, slug);
    const followerId = await remembered(tx, address, language ?? tx.language);
    const [follow] = await tx.db.query<{ id: string }>(sql`
      INSERT INTO theme_follow (id, follower_id, theme_id, requested_at)
      VALUES (${tx.newId()}, ${followerId}, ${theme.id}, ${tx.now()})
      ON CONFLICT (follower_id, theme_id) DO UPDATE SET requested_at = excluded.requested_at RETURNING id`);
    await sendMail(tx, { kind: "themeFollow", payload: { address, followId: follow!.id } }, "access");
    return theme;
  });
}

/** The theme, or the one that it was merged into; it is not merged before the transaction ends. */
async function themeLocked(tx: TransactionContext, name: string): Promise<Theme> {
  const slug = slugOf(name);
  const found = (await lockedThemes(tx.db, [slug])).get(slug);
  if (!found || found.archived) return rejectInput(InputProblem.UNKNOWN, themeWording.noTheme(name), "theme");
  return tx.manager.findOneByOrFail(Theme, { id: found.id });
}

/** The follower with this address. Once it is confirmed its language stays: strangers can give any address. */
async function remembered(tx: TransactionContext, address: string, language: Language): Promise<string> {
  const mailKey = randomBytes(32).toString("base64url");
  const [follower] = await tx.db.query<{ id: string }>(sql`
    INSERT INTO theme_follower AS e (id, email, language, mail_key, requested_at)
    VALUES (${tx.newId()}, ${address}, ${language}, ${mailKey}, ${tx.now()})
    ON CONFLICT (email) DO UPDATE SET requested_at = excluded.requested_at,
      language = CASE WHEN e.confirmed_at IS NULL THEN excluded.language ELSE e.language END
    RETURNING id`);
  return follower!.id;
}

/** Anybody can have mails sent by this: as many as may sign up from one client address. */
async function throttle(ctx: Context): Promise<void> {
  const key = `theme follower from ${addressGroup(ctx.client.address)}`;
  const [level] = await addDrops(ctx.database, [{ key, size: ctx.addressLimits.signUps, periodMs: minuteMs }]);
  if (level!.overflowed) rejectUntil(level!.retryAfterSeconds, tooMany);
}
