import { Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { Idea } from "../../ideas/idea.entity.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { Collaboration } from "../collaboration.entity.js";
import { takesPart } from "../collaboration.reads.js";
import { ownRequestOf } from "./origin.reads.js";
import { gatheringOfStart } from "./start.reads.js";

@ObjectType({ description: "Where a collaboration began (oorsprong)." })
export class CollaborationOrigin {
  collaboration: Collaboration;
}

@Resolver(() => Collaboration)
export class OriginResolver {
  @FieldResolver(() => CollaborationOrigin, { description: "Where the collaboration began, as far as it is known." })
  origin(@Root() collaboration: Collaboration): CollaborationOrigin {
    return Object.assign(new CollaborationOrigin(), { collaboration });
  }
}

@Resolver(() => CollaborationOrigin)
export class CollaborationOriginResolver {
  @FieldResolver(() => Gathering, {
    nullable: true,
    description:
      "The gathering where it began: for everybody who may see it when a host began it there, otherwise for its members " +
      "alone; null when there is none.",
  })
  async gathering(@Ctx() ctx: Context, @Root() { collaboration }: CollaborationOrigin): Promise<Gathering | null> {
    const { id, gatheringId } = collaboration;
    if (gatheringId !== null) return gatheringById(ctx, gatheringId);
    const begunAt = (await takesPart(ctx, id)) ? await gatheringOfStart(ctx, id) : null;
    return begunAt === null ? null : gatheringById(ctx, begunAt);
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description: "The idea with which it began; null when there is none, or the caller may not see it.",
  })
  idea(@Ctx() ctx: Context, @Root() { collaboration }: CollaborationOrigin): Promise<Idea | null> {
    return collaboration.ideaId === null ? Promise.resolve(null) : ideaById(ctx, collaboration.ideaId);
  }

  @FieldResolver(() => CollaborationRequest, {
    nullable: true,
    description:
      "The request by which the caller takes part, sent or received; null for everybody who does not take part, and when " +
      "there was none.",
  })
  async request(
    @Ctx() ctx: Context,
    @Root() { collaboration }: CollaborationOrigin,
  ): Promise<CollaborationRequest | null> {
    return (await takesPart(ctx, collaboration.id)) ? ownRequestOf(ctx, collaboration.id) : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether the sender of that request had been shown the other as a suggestion; null for everybody who does not take " +
      "part, and when it is not known.",
  })
  async suggested(@Ctx() ctx: Context, @Root() origin: CollaborationOrigin): Promise<boolean | null> {
    return (await this.request(ctx, origin))?.suggested ?? null;
  }
}
