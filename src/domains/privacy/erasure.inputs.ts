import { Field, InputType, registerEnumType } from "type-graphql";

export enum ErasePosts {
  KEEP = "KEEP",
  REMOVE = "REMOVE",
}

registerEnumType(ErasePosts, {
  name: "ErasePosts",
  description: "What becomes of a member's ideas and comments when their account is erased.",
  valuesConfig: {
    KEEP: { description: "They stay, under “Former member”; what was withdrawn goes." },
    REMOVE: {
      description:
        "They go with the account, and with an idea the conversation on it; replies of others to a comment remain.",
    },
  },
});

@InputType({ description: "An account to be erased: the caller's own." })
export class EraseMyAccountInput {
  @Field(() => ErasePosts, { description: "What becomes of the caller's ideas and comments." })
  posts: ErasePosts;
}

@InputType({ description: "The confirmation that an account is to be erased." })
export class ConfirmErasureInput {
  @Field(() => String, { description: "What stands in the mail's link after `token=`." })
  token: string;
}
