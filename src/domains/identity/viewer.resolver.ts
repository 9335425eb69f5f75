import { Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { viewerId, type Context } from "../../core/graphql/context.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ActiveSession, activeSessions } from "./active-sessions.js";
import { Role } from "../../core/access/role.js";
import { accountOf, Viewer, viewerByMemberId } from "./viewer.js";
import type { IdentityContext } from "./identity.services.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description:
      "The signed-in member with their private data; null when the caller is not signed in or their account was " +
      "erased. Faults: UNAUTHENTICATED when the access token is not valid.",
  })
  async viewer(@Ctx() ctx: IdentityContext): Promise<Viewer | null> {
    const memberId = viewerId(ctx);
    return memberId === null ? null : viewerByMemberId(ctx, memberId);
  }

  @FieldResolver(() => ID, {
    description:
      "Identifies the viewer in a client's cache; no id that `node` knows, and not that of the profile in `member`.",
  })
  id(@Root() viewer: Viewer): string {
    return `${viewer.memberId}:viewer`;
  }

  @FieldResolver(() => String, {
    description: "The e-mail address of the account, in lower case. Only the viewer sees it.",
  })
  async email(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<string> {
    return (await accountOf(ctx, viewer)).email;
  }

  @FieldResolver(() => [Role], { description: "The roles of the viewer's account (rollen)." })
  async roles(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Role[]> {
    return (await accountOf(ctx, viewer)).roles;
  }

  @FieldResolver(() => Member, { description: "The viewer's public profile." })
  member(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<Member | null> {
    return memberById(ctx, viewer.memberId);
  }

  @FieldResolver(() => [ActiveSession], {
    description:
      "The viewer's sessions that were refreshed in the last 30 days, most recently refreshed first; at most 100. " +
      "Empty when the access token comes from elsewhere and the viewer has no session here.",
  })
  sessions(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<ActiveSession[]> {
    return activeSessions(ctx, viewer.memberId);
  }
}
