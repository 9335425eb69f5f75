import { Field, Int, ObjectType } from "type-graphql";
import type { SeatedTable } from "./seating.js";

@ObjectType({ description: "Who sit together at a gathering (tafel), as proposed to its hosts." })
export class GatheringTable {
  seated: SeatedTable;

  @Field(() => Int, { description: "How many sit there, also those whom the caller may not see: 1 to 12." })
  get seats(): number {
    return this.seated.members.length;
  }
}
