import { Field, Int, ObjectType } from "type-graphql";
import type { SeatedTable } from "./seating.js";

@ObjectType({ description: "A table of a proposed seating plan: members who sit together at a gathering (tafel)." })
export class GatheringTable {
  seated: SeatedTable;

  @Field(() => Int, {
    description: "Number of members at the table, including those whose profile the caller may not see: 1 to 12.",
  })
  get seats(): number {
    return this.seated.members.length;
  }
}
