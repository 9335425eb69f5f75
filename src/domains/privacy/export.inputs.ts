import { Field, InputType, Int } from "type-graphql";

@InputType({ description: "Options for the export of the caller's data." })
export class ExportMyDataInput {
  @Field(() => Int, {
    nullable: true,
    description: "The lifetime of the link in minutes, 1 to 60. Defaults to 15.",
  })
  validMinutes?: number | null;
}
