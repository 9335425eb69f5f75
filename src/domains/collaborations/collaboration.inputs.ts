import { Field, ID, InputType, Int } from "type-graphql";
import { CollaborationStage } from "./collaboration.entity.js";

@InputType({ description: "A collaboration to leave." })
export class LeaveCollaborationInput {
  @Field(() => ID, { description: "A collaboration that the caller takes part in." })
  collaborationId: string;
}

@InputType({ description: "What to change in a collaboration of the caller's. Absent keeps, null clears." })
export class UpdateCollaborationInput {
  @Field(() => ID, { description: "The collaboration." })
  id: string;

  @Field(() => Int, { description: "The version that the edit was made on." })
  version: number;

  @Field(() => CollaborationStage, {
    nullable: true,
    description:
      "How far it is now: from EXPLORING to EXPERIMENT, from there to SCALED or back, STOPPED at any time, and from STOPPED back to EXPLORING or EXPERIMENT while two or more take part. Cannot be cleared.",
  })
  stage?: CollaborationStage | null;

  @Field(() => String, { nullable: true, description: "What came of it, 1 to 5,000 characters; everybody reads it." })
  outcome?: string | null;
}
