import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Somebody to have nothing to do with." })
export class BlockMemberInput {
  @Field(() => ID, { description: "The member; not oneself." })
  memberId: string;
}

@InputType({ description: "Somebody to see again." })
export class UnblockMemberInput {
  @Field(() => ID, { description: "One of `viewer.blockedMembers`." })
  memberId: string;
}
