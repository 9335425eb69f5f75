import { Field, ID, InputType, Int } from "type-graphql";
import { IdeaStatus } from "../idea.enums.js";

@InputType({ description: "The status of an idea of which the caller is an author, and what there is to say of it." })
export class UpdateIdeaStatusInput {
  @Field(() => ID, { description: "The id of an idea of which the caller is the author or a co-author." })
  id: string;

  @Field(() => Int, { description: "The version of the idea on which the change is based." })
  version: number;

  @Field(() => IdeaStatus, {
    description:
      "The status: OPEN, IN_PROGRESS or DONE, in any direction; to withdraw the idea, use `withdrawIdea`. The present one " +
      "with a note is news of the idea.",
  })
  status: IdeaStatus;

  @Field(() => String, {
    nullable: true,
    description:
      "What those who support or follow the idea should know, plain text of 1 to 2,000 characters; absent or null for none.",
  })
  note?: string | null;
}
