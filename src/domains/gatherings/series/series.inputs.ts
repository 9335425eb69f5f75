import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The series for which to register." })
export class RegisterForSeriesInput {
  @Field(() => ID, { description: "The id of the series." })
  seriesId: string;

  @Field(() => [ID], {
    nullable: true,
    description: "The ids of gatherings of the series for which the caller does not register; none by default.",
  })
  except?: string[] | null;
}

@InputType({ description: "The series for which to cancel the registration." })
export class CancelSeriesRegistrationInput {
  @Field(() => ID, { description: "The id of the series." })
  seriesId: string;
}
