import type { Context } from "../../../core/graphql/context.js";
import type { MailAttachment } from "../../../core/notifications/mail-attachment.js";
import type { NotificationSubject } from "../../../core/notifications/notification-kind.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { callerRegistration } from "../registrations/registration.reads.js";
import { qrCodeOf } from "./check-in-codes.js";
import { ownCode } from "./own-code.js";

/** A code as a picture, to show at the entrance; named by the code itself, which can be typed. */
export const codeAttachment = (code: string): MailAttachment => ({
  filename: `${code}.svg`,
  contentType: "image/svg+xml",
  content: qrCodeOf(code),
});

/** The reader's code for a gathering at which they have a place. */
export async function ownCodeAttachments(
  ctx: Context,
  { gatheringId }: NotificationSubject,
): Promise<MailAttachment[]> {
  const registration = gatheringId === null ? null : await callerRegistration(ctx, gatheringId);
  const code = registration && (await ownCode(ctx as GatheringsContext, registration));
  return code === null ? [] : [codeAttachment(code)];
}
