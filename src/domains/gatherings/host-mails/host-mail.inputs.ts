import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";
import { RegistrationStatus } from "../gathering.enums.js";

@InputType({ description: "A mail to those registered for a gathering." })
export class MailParticipantsInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => [RegistrationStatus], {
    description:
      "Whom it goes to, guests included: those with a place (GOING), those on the waiting list (WAITLISTED), or both.",
  })
  recipients: RegistrationStatus[];

  @Field(() => String, { description: "The subject, one line of 1 to 150 characters." })
  subject: string;

  @Field(() => String, {
    description: "The text, plain text of 1 to 5,000 characters. Addresses in it are not made links of.",
  })
  body: string;

  @IdempotencyKeyField("mail")
  idempotencyKey?: string | null;
}
