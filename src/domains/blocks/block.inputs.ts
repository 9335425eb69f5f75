import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The member who is to be blocked." })
export class BlockMemberInput {
  @Field(() => ID, { description: "The id of the member, other than the caller." })
  memberId: string;
}

@InputType({ description: "The member whose block is to be removed." })
export class UnblockMemberInput {
  @Field(() => ID, { description: "The id of a member in `viewer.blockedMembers`." })
  memberId: string;
}
