import { Field, InputType, Int } from "type-graphql";
import { Language } from "../../../core/texts/language.js";
import { RegistrationMode } from "../gathering.enums.js";
import { RegistrationQuestionInput } from "../questions/registration-question.types.js";

@InputType({ description: "Where a gathering is held: on site, online or both; at least one of the fields." })
export class PlaceInput {
  @Field(() => String, { nullable: true, description: "The name of the place, one line of 1 to 300 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The address of the place, one line of 1 to 500 characters." })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The address for joining online, which begins with `https://` and has at most 2,000 characters. The hosts and " +
      "those who have a place see it, nobody else.",
  })
  onlineUrl?: string | null;
}

/** What a gathering may have and may do without. */
@InputType()
export abstract class GatheringDetails {
  @Field(() => String, {
    nullable: true,
    description: "What will happen; plain text of 1 to 20,000 characters; null for none.",
  })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Slugs of the themes of the gathering, most relevant first: at most 10, each once, none of them archived; null or " +
      "an empty list for none.",
  })
  themes?: string[] | null;

  @Field(() => Language, { nullable: true, description: "The language that will be spoken; null if it is open." })
  language?: Language | null;

  @Field(() => String, {
    nullable: true,
    description:
      "When the gathering ends, in the form of `startsAt`: after the start, by at most 31 days; null for an open end.",
  })
  endsAt?: string | null;

  @Field(() => PlaceInput, { nullable: true, description: "Where the gathering is held; null if that is open." })
  place?: PlaceInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "Number of places in all: 1 to 100,000; null for an unlimited number.",
  })
  capacity?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "When registration opens, in the form of `startsAt`; null if it is open from the start.",
  })
  registrationOpensAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "When registration closes, in the form of `startsAt`: after it opens, at the latest when the gathering is over; " +
      "null if it is open until then.",
  })
  registrationClosesAt?: string | null;

  @Field(() => RegistrationMode, {
    nullable: true,
    description:
      "How one gets a place; OPEN by default, cannot be cleared. When it becomes OPEN, all who requested a place get one, " +
      "in the order of their requests, on the waiting list when the gathering is full.",
  })
  registration?: RegistrationMode | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Until when a place that comes free goes to the first on the waiting list, in the form of `startsAt`: at the " +
      "latest when the gathering begins. From then on the hosts decide. Null if it does until the gathering is over.",
  })
  waitingListClosesAt?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether people without an account can register, with an e-mail address that they confirm; false by default, " +
      "cannot be cleared. Not by invitation.",
  })
  acceptsGuests?: boolean | null;

  @Field(() => [RegistrationQuestionInput], {
    nullable: true,
    description:
      "What the hosts ask whoever registers, in order: at most 10 questions; null or an empty list for none. A question " +
      "that is left out is gone, with its answers. Not possible without a `DATA_KEY`.",
  })
  questions?: RegistrationQuestionInput[] | null;
}
