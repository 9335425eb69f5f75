import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../core/graphql/connection.js";
import { Member } from "./member.entity.js";
import { Stance } from "./member.enums.js";

export const MemberConnection = connectionType("Member", () => Member);

@ObjectType()
class InterestEdgeFields {
  @Field(() => Stance, { description: "The member's stance towards the theme." })
  stance: Stance;
}

/** The members with an interest in a theme. */
export const ThemeMemberConnection = connectionType("ThemeMember", () => Member, InterestEdgeFields);
