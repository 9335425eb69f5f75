import { Field, InputType, Int } from "type-graphql";

@InputType({ description: "How the caller's data is to be had." })
export class ExportMyDataInput {
  @Field(() => Int, {
    nullable: true,
    description: "How many minutes the link is to work, 1 to 60; 15 when no number is given.",
  })
  validMinutes?: number | null;
}
