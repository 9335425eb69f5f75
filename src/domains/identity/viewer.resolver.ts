import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ActiveSession, activeSessions } from "./active-sessions.js";
import { Role } from "../../core/access/role.js";
import { accountOf, Viewer, viewerByMemberId } from "./viewer.js";
import type { IdentityContext } from "./identity.services.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: "Who is signed in; null when nobody is." })
  viewer(@Ctx() ctx: IdentityContext): Promise<Viewer | null> {
    return ctx.callerId === null ? Promise.resolve(null) : viewerByMemberId(ctx, ctx.callerId);
  }

  @FieldResolver(() => String, { description: "The address to sign in with." })
  async email(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<string> {
    return (await accountOf(ctx, viewer)).email;
  }

  @FieldResolver(() => [Role], { description: "What the account may do." })
  async roles(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Role[]> {
    return (await accountOf(ctx, viewer)).roles;
  }

  @FieldResolver(() => Member, { description: "The viewer as everybody sees them." })
  member(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Member | null> {
    return memberById(ctx, viewer.memberId);
  }

  @FieldResolver(() => [ActiveSession], {
    description: "Where the viewer is signed in, the last used first; 100 at most.",
  })
  sessions(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<ActiveSession[]> {
    return activeSessions(ctx, viewer.memberId);
  }
}
