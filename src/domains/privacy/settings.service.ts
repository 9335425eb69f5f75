import { inTransaction, requireCaller, type Context } from "../../core/graphql/context.js";
import { definedFields } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { choose, moveDigest } from "../notifications/mails/mail-choices.js";
import { Account } from "../identity/account.entity.js";
import { Member } from "../members/member.entity.js";
import { memberWording } from "../members/member.wording.js";
import { settingsOf, type Settings } from "./settings.js";
import type { UpdateSettingsInput } from "./settings.inputs.js";
import { settingsRules } from "./settings.validation.js";

/**
 * Updates the caller's settings. Reads check them in the statement that selects the data, so a change takes effect at
 * once.
 */
export async function updateSettings(ctx: Context, input: UpdateSettingsInput): Promise<Settings> {
  const memberId = requireCaller(ctx);
  const given = checkInput(settingsRules, input);
  const {
    language,
    emailNotifications,
    digestHour,
    reminderHours,
    helpRequestsPerMonth,
    notificationMails,
    ...ofProfile
  } = given;
  return inTransaction(ctx, async (tx) => {
    const before = await settingsOf(tx, memberId);
    if (!before) reject("NOT_FOUND", memberWording.accountGone);
    const account = changesOf(before, {
      ...{ language, emailNotifications, digestHour, reminderHours, helpRequestsPerMonth },
    });
    const profile = changesOf(before, ofProfile);
    const chose = await choose(tx, memberId, notificationMails ?? []);
    if (!chose && Object.keys({ ...account, ...profile }).length === 0) return before;
    await countWrite(tx, "setting");
    if (Object.keys(account).length > 0) await tx.manager.update(Account, { memberId }, account);
    if (account.digestHour !== undefined) await moveDigest(tx, memberId);
    if (Object.keys(profile).length > 0) {
      await tx.manager.update(Member, { id: memberId }, profile);
      tx.announce({ kind: "member.updated", subjectId: memberId, data: {} });
    }
    return Object.assign(before, account, profile);
  });
}

/** The fields that are given and differ. */
const changesOf = <T extends object>(before: object, given: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(definedFields(given)).filter(([name, value]) => before[name as keyof typeof before] !== value),
  ) as Partial<T>;
