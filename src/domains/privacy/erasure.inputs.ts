import { Field, InputType, registerEnumType } from "type-graphql";

export enum ErasePosts {
  KEEP = "KEEP",
  REMOVE = "REMOVE",
}

registerEnumType(ErasePosts, {
  name: "ErasePosts",
  description:
    "What happens to a member's ideas and comments when their account is erased (wat met je bijdragen gebeurt).",
  valuesConfig: {
    KEEP: {
      description: "They remain, attributed to “Former member”; the texts of withdrawn ideas are erased (behouden).",
    },
    REMOVE: {
      description:
        "Their texts are erased, and comments on an erased idea are no longer visible; replies by others to an " +
        "erased comment remain (verwijderen).",
    },
  },
});

@InputType({ description: "The options for erasing the caller's account." })
export class EraseMyAccountInput {
  @Field(() => ErasePosts, { description: "What happens to the caller's ideas and comments." })
  posts: ErasePosts;
}

@InputType({ description: "Confirms the erasure of an account." })
export class ConfirmErasureInput {
  @Field(() => String, { description: "The `token` parameter of the link in the mail. Valid once, for one hour." })
  token: string;
}
