import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Viewer, viewerByMemberId } from "./viewer.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: "Who is signed in; null when nobody is." })
  viewer(@Ctx() ctx: Context): Promise<Viewer | null> {
    return ctx.callerId === null ? Promise.resolve(null) : viewerByMemberId(ctx, ctx.callerId);
  }

  @FieldResolver(() => Member, { description: "The viewer as everybody sees them." })
  member(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Member | null> {
    return memberById(ctx, viewer.memberId);
  }
}
