import { Field, ID, InputType, Int } from "type-graphql";
import { CollaborationStage } from "./collaboration.entity.js";

@InputType({ description: "The collaboration to leave." })
export class LeaveCollaborationInput {
  @Field(() => ID, { description: "The id of a collaboration that the caller takes part in." })
  collaborationId: string;
}

@InputType({
  description: "Changes to a collaboration of the caller. An absent field is unchanged; null clears a field.",
})
export class UpdateCollaborationInput {
  @Field(() => ID, { description: "The id of a collaboration that the caller takes part in." })
  id: string;

  @Field(() => Int, { description: "The version that the edit is based on." })
  version: number;

  @Field(() => CollaborationStage, {
    nullable: true,
    description:
      "The new stage; cannot be cleared. Valid steps: EXPLORING to EXPERIMENT or STOPPED; EXPERIMENT to EXPLORING, " +
      "SCALED or STOPPED; SCALED to STOPPED; STOPPED to EXPLORING or EXPERIMENT, while at least two members take " +
      "part.",
  })
  stage?: CollaborationStage | null;

  @Field(() => String, {
    nullable: true,
    description: "The outcome of the collaboration, plain text, 1 to 5,000 characters. Everybody may see it.",
  })
  outcome?: string | null;
}
