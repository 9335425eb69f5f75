import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({
  description: "An object with a globally unique id, which can be fetched again with `node(id)`.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, {
    description: "A UUID version 7: unique across all types, sortable by the time of its creation, never reused.",
  })
  id: string;
}
