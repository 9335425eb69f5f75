import { Field, ID, InputType, Int } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";
import { GatheringFormat } from "../gathering.enums.js";
import { SeriesScope } from "../series/series-scope.enum.js";
import { GatheringDetails } from "./gathering-details.inputs.js";

const momentForm =
  "A date and time by ISO 8601: `2027-03-11T14:00` as the clocks of `timeZone` show it, or with an offset from UTC, " +
  "`2027-03-11T14:00+01:00`, which an hour needs that the clocks show twice. It lies in the future, by at most 5 years.";
const zoneForm = "The IANA time zone of the place, in which the gathering keeps its hours";
const newVersion = "The version of the gathering on which the change is based.";

@InputType()
abstract class NewGathering extends GatheringDetails {
  @Field(() => String, { description: "The title of the gathering, one line of 1 to 300 characters." })
  title: string;

  @Field(() => GatheringFormat, { description: "The format of the gathering." })
  format: GatheringFormat;

  @Field(() => String, { nullable: true, description: `${zoneForm}; \`Europe/Brussels\` by default.` })
  timeZone?: string | null;
}

@InputType({ description: "The gathering that is to be scheduled." })
export class ScheduleGatheringInput extends NewGathering {
  @Field(() => String, { description: `When the gathering begins. ${momentForm}` })
  startsAt: string;

  @Field(() => [ID], {
    nullable: true,
    description: "The ids of the members who host it: 1 to 20, each once; by default the caller alone.",
  })
  hosts?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A rule by which it recurs, a RECUR value of RFC 5545 by day, week, month or year, with COUNT or UNTIL: " +
      "`FREQ=MONTHLY;BYDAY=2TU;COUNT=10`. It makes a series of 2 to 200 gatherings with the same hours on the clocks of " +
      "`timeZone`, of which this is the first. Null for a single gathering.",
  })
  recurrence?: string | null;

  @IdempotencyKeyField("gathering")
  idempotencyKey?: string | null;
}

@InputType({ description: "The gathering that is to be proposed." })
export class ProposeGatheringInput extends NewGathering {
  @Field(() => String, {
    description: `When the gathering could begin; organisers may plan it at another time. ${momentForm}`,
  })
  startsAt: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of an idea or question of which the caller is an author that it is about, which opens its agenda; null for none.",
  })
  ideaId?: string | null;

  @IdempotencyKeyField("proposal")
  idempotencyKey?: string | null;
}

/** Changes to a gathering: what is absent stays. */
@InputType()
abstract class ChangedGathering extends GatheringDetails {
  @Field(() => ID, { description: "The id of the gathering." })
  id: string;

  @Field(() => Int, { description: newVersion })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "The new title, one line of 1 to 300 characters; cannot be cleared.",
  })
  title?: string | null;

  @Field(() => GatheringFormat, { nullable: true, description: "The new format; cannot be cleared." })
  format?: GatheringFormat | null;

  @Field(() => String, {
    nullable: true,
    description: `When the gathering begins instead; cannot be cleared. ${momentForm}`,
  })
  startsAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `${zoneForm}; cannot be cleared. Times that are not in the input remain the same moments.`,
  })
  timeZone?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The ids of the members who host it instead: 1 to 20, each once; cannot be cleared.",
  })
  hosts?: string[] | null;
}

@InputType({ description: "Changes to a gathering. An absent field retains its value; null clears it." })
export class EditGatheringInput extends ChangedGathering {
  @Field(() => SeriesScope, {
    nullable: true,
    description:
      "Which gatherings of its series the edit is for; each keeps its distance in time from this one; THIS by default. Those that the caller may not edit are left out.",
  })
  scope?: SeriesScope | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether other gatherings of the series that were edited alone are edited as well; false by default.",
  })
  includeEdited?: boolean | null;
}

@InputType({
  description:
    "The proposal that is accepted, with what is planned otherwise. An absent field retains its value; null clears it.",
})
export class AcceptGatheringProposalInput extends ChangedGathering {}

@InputType({ description: "The gathering that is to be cancelled." })
export class CancelGatheringInput {
  @Field(() => ID, { description: "The id of the gathering." })
  id: string;

  @Field(() => Int, { description: newVersion })
  version: number;

  @Field(() => String, {
    description:
      "Why it is cancelled, for those who registered; plain text of 1 to 2,000 characters, which stands with the gathering.",
  })
  reason: string;

  @Field(() => SeriesScope, {
    nullable: true,
    description:
      "Which gatherings of its series are cancelled; THIS by default. Those that the caller may not edit are left out.",
  })
  scope?: SeriesScope | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether other gatherings of the series that were edited alone are cancelled as well; false by default.",
  })
  includeEdited?: boolean | null;
}

@InputType({ description: "The proposal that is to be declined." })
export class DeclineGatheringProposalInput {
  @Field(() => ID, { description: "The id of the proposed gathering." })
  id: string;

  @Field(() => Int, { description: newVersion })
  version: number;

  @Field(() => String, { description: "Why it is declined, for its proposer; plain text of 1 to 2,000 characters." })
  reason: string;
}

@InputType({ description: "The proposal that is to be withdrawn." })
export class WithdrawGatheringProposalInput {
  @Field(() => ID, { description: "The id of a gathering that the caller proposed." })
  id: string;
}

@InputType({ description: "The gathering that the caller stops hosting." })
export class StopHostingInput {
  @Field(() => ID, { description: "The id of a gathering that the caller hosts." })
  gatheringId: string;
}
