import { Field, Int, ObjectType } from "type-graphql";
import { Member } from "../../members/member.entity.js";

@ObjectType({
  description:
    "A member whom a text mentions (vermelding), and where. Visible to those who may read the text and see the member's " +
    "profile.",
})
export class Mention {
  @Field(() => Member, { description: "The member who is mentioned." })
  member: Member;

  @Field(() => Int, {
    description: "Where the words that stand for the member begin in `body`: UTF-16 code units before them, 0 or more.",
  })
  start: number;

  @Field(() => Int, {
    description: "Where these words end in `body`: UTF-16 code units up to there, more than `start`.",
  })
  end: number;
}
