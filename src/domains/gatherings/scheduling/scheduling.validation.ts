import { z } from "zod";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import {
  id,
  invalid,
  line,
  optionalId,
  optionalNonNull,
  optionalNullable,
  text,
} from "../../../core/graphql/validation.js";
import { webAddress } from "../../../core/graphql/web-address.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { Language } from "../../../core/texts/language.js";
import { themeSlugs } from "../../themes/theme-slugs.js";
import { GatheringFormat, RegistrationMode } from "../gathering.enums.js";
import { questions } from "../questions/questions.validation.js";
import type { RegistrationQuestion } from "../questions/registration-question.types.js";
import { SeriesScope } from "../series/series-scope.enum.js";
import { isTimeZone } from "./moment.js";
import { schedulingWording } from "./scheduling.wording.js";

const maxHosts = 20;
const maxCapacity = 100_000;

const title = line(300);
const reason = text(2_000);
/** Read once the time zone is known; see `gathering-times.ts`. */
const moment = z.string();

const onlineUrl = webAddress(schedulingWording.noUrl);

/** An empty field of a form is as absent. */
const orNull = <T extends z.ZodType<string, string>>(rule: T) =>
  z.preprocess((value) => (value === "" ? null : value), rule.nullish()).transform((value) => value ?? null);

const place = z
  .object({ name: orNull(line(300)), address: orNull(line(500)), onlineUrl: orNull(onlineUrl) })
  .refine(
    ({ name, address, onlineUrl: url }) => name !== null || address !== null || url !== null,
    invalid({ problem: InputProblem.REQUIRED, wording: schedulingWording.emptyPlace }),
  );

const timeZone = z
  .string()
  .refine(isTimeZone, invalid({ problem: InputProblem.UNKNOWN, wording: schedulingWording.noTimeZone }));

const capacity = z
  .number()
  .refine(
    (places) => places >= 1 && places <= maxCapacity,
    invalid({ problem: InputProblem.OUT_OF_RANGE, wording: schedulingWording.capacityRange(maxCapacity) }),
  );

const hosts = z
  .array(id)
  .refine((ids) => ids.length > 0, invalid({ problem: InputProblem.REQUIRED, wording: schedulingWording.hostRequired }))
  .refine(
    (ids) => ids.length <= maxHosts,
    invalid({ problem: InputProblem.TOO_MANY, wording: schedulingWording.tooManyHosts(maxHosts) }),
  );

const details = {
  description: optionalNullable(text(20_000)),
  themes: optionalNullable(themeSlugs),
  language: optionalNullable(z.enum(Language)),
  endsAt: optionalNullable(moment),
  place: optionalNullable(place),
  capacity: optionalNullable(capacity),
  registrationOpensAt: optionalNullable(moment),
  registrationClosesAt: optionalNullable(moment),
  registration: optionalNonNull(z.enum(RegistrationMode)),
  waitingListClosesAt: optionalNullable(moment),
  acceptsGuests: optionalNonNull(z.boolean()),
  questions: optionalNullable(questions),
};

const newGathering = {
  ...details,
  title,
  format: z.enum(GatheringFormat),
  startsAt: moment,
  timeZone: optionalNullable(timeZone),
  idempotencyKey,
};

export const scheduleGatheringRules = z.object({
  ...newGathering,
  hosts: optionalNullable(hosts),
  /** Read once the start is known; see `series/recurrence.ts`. */
  recurrence: z.string().nullish(),
});

export const proposeGatheringRules = z.object({ ...newGathering, ideaId: optionalId });

export const editGatheringRules = z.object({
  ...details,
  id,
  version: z.number(),
  title: optionalNonNull(title),
  format: optionalNonNull(z.enum(GatheringFormat)),
  startsAt: optionalNonNull(moment),
  timeZone: optionalNonNull(timeZone),
  hosts: optionalNonNull(hosts),
});

export const endGatheringRules = z.object({ id, version: z.number(), reason });

/** Which gatherings of a series a change is for. */
const seriesChange = {
  scope: z
    .enum(SeriesScope)
    .nullish()
    .transform((scope) => scope ?? SeriesScope.THIS),
  includeEdited: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
};

export const editInSeriesRules = editGatheringRules.extend(seriesChange);
export const cancelInSeriesRules = endGatheringRules.extend(seriesChange);

/** What is given of a gathering, checked but for its times. */
export type GivenGathering = Partial<Omit<z.output<typeof scheduleGatheringRules>, "recurrence" | "questions">> & {
  questions?: RegistrationQuestion[] | null | undefined;
};
