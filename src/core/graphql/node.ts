import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({
  description: "Anything of the network that has an id of its own and can be fetched again with `node(id)`.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, {
    description: "A UUID version 7: unique over all types, sortable by the time of its making, never reused.",
  })
  id: string;
}
