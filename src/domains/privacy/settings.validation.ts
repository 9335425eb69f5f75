import { z } from "zod";
import { invalid, optionalNonNull, optionalNullable } from "../../core/graphql/validation.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import { notificationKinds, type NotificationKind } from "../../core/notifications/notification-kind.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { Language } from "../../core/texts/language.js";
import { maxReminderHours } from "../gatherings/reminders/reminders.service.js";
import { ProfileVisibility } from "../members/member.enums.js";
import { settingsWording } from "./settings.wording.js";

const { kindTwice, alwaysMailed, range } = settingsWording;

const within = (min: number, max: number) =>
  z
    .number()
    .refine(
      (value) => value >= min && value <= max,
      invalid({ problem: InputProblem.OUT_OF_RANGE, wording: range(`${min}–${max}`) }),
    );

const mailRules = z
  .object({
    kind: z
      .custom<NotificationKind>()
      .refine(
        (kind) => notificationKinds.get(kind).mails !== null,
        invalid({ problem: InputProblem.NOT_ALLOWED, wording: alwaysMailed }),
      ),
    delivery: z.enum(MailDelivery).nullish(),
  })
  .transform(({ kind, delivery }) => ({ kind, delivery: delivery ?? null }));

const eachKindOnce = z.array(mailRules).superRefine((choices, check) => {
  const kinds = choices.map(({ kind }) => kind);
  const repeated = kinds.findIndex((kind, index) => kinds.indexOf(kind) < index);
  if (repeated < 0) return;
  const problem = invalid({ problem: InputProblem.DUPLICATE, wording: kindTwice });
  check.addIssue({ code: "custom", ...problem, path: [repeated, "kind"] });
});

export const settingsRules = z.object({
  matchable: optionalNonNull(z.boolean()),
  profileVisibility: optionalNonNull(z.enum(ProfileVisibility)),
  shareAttendance: optionalNonNull(z.boolean()),
  language: optionalNonNull(z.enum(Language)),
  emailNotifications: optionalNonNull(z.boolean()),
  notificationMails: optionalNonNull(eachKindOnce),
  digestHour: optionalNonNull(within(0, 23)),
  reminderHours: optionalNullable(within(1, maxReminderHours)),
  helpRequestsPerMonth: optionalNonNull(within(0, 20)),
});
