import sql from "sql-template-tag";
import { Arg, Ctx, Field, ObjectType, Query, Resolver, Root, Subscription } from "type-graphql";
import { columnsOf, entityOf } from "../database/rows.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { Idea } from "../ideas/idea.entity.js";
import { IdeaFilter } from "../ideas/idea.inputs.js";
import { ideaConditions } from "../ideas/idea.reads.js";
import { themesWithin } from "../themes/theme.reads.js";
import { whereAll } from "../graphql/connection.js";
import { eventCursor } from "./cursor.js";
import type { LoggedEvent } from "./event-stream.js";
import { follow } from "./follow.js";

@ObjectType({ description: "An idea that was posted." })
export class IdeaPosted {
  @Field(() => String, {
    description: "The place in the stream, opaque: subscribe with `after` set to it to go on from here.",
  })
  cursor: string;

  @Field(() => Idea, { description: "The idea as it is at the moment of delivery." })
  idea: Idea;
}

interface SubscribeArgs {
  filter?: IdeaFilter | null;
  after?: string | null;
}

@Resolver()
export class IdeaPostedResolver {
  @Query(() => String, {
    description:
      "Where the stream of events stands: ask for it together with a list, then subscribe with `after` set to it, so that nothing between the two is missed.",
  })
  liveCursor(@Ctx() ctx: Context): string {
    return eventCursor(ctx.events.head);
  }

  @Subscription(() => IdeaPosted, {
    description:
      "Ideas as they are posted, in the order of committing, each once; as in lists, what is withdrawn, hidden or kept from the caller by a block is left out. Errors: INVALID_CURSOR, BAD_USER_INPUT for an unknown theme, SLOW_CONSUMER with the last cursor.",
    subscribe: ({ args, context }) => postedIdeas(context as Context, args as SubscribeArgs),
  })
  ideaPosted(
    @Root() posted: IdeaPosted,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Which ideas; all when absent." })
    _filter: IdeaFilter | null,
    @Arg("after", () => String, {
      nullable: true,
      description:
        "The cursor of the last event seen: what was posted since comes first. Without it the stream begins now.",
    })
    _after: string | null,
  ): IdeaPosted {
    return posted;
  }
}

async function postedIdeas(ctx: Context, { filter, after }: SubscribeArgs): Promise<AsyncIterableIterator<IdeaPosted>> {
  const events = await follow(ctx.events, {
    kinds: ["idea.posted"],
    after: after ?? null,
    matches: await matcher(ctx, filter ?? {}),
  });
  /** The event as it goes out; null when the idea is not to be seen any more, or not by this filter. */
  const delivery = async ({ position, subjectId }: LoggedEvent): Promise<IdeaPosted | null> => {
    const fresh: Context = { ...ctx, loaders: new Map() };
    const idea = await listedIdea(fresh, subjectId, filter ?? {});
    return idea && Object.assign(new IdeaPosted(), { cursor: eventCursor(position), idea });
  };
  const iterator: AsyncIterableIterator<IdeaPosted> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      for (;;) {
        const result = await events.next();
        if (result.done) return { done: true, value: undefined };
        try {
          const value = await delivery(result.value);
          if (value) return { done: false, value };
        } catch (error) {
          // Nobody returns an iterator that threw.
          await events.return?.();
          throw error;
        }
      }
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

/** Tells by the event alone whether an idea is wanted; a search, which needs its text, is left to the delivery. */
async function matcher(
  ctx: Context,
  { kinds, themes, authorId }: IdeaFilter,
): Promise<(event: LoggedEvent) => boolean> {
  const within = themes?.length ? await idsWithin(ctx, themes) : null;
  return ({ data }) =>
    (!kinds?.length || (kinds as string[]).includes(data.kind as string)) &&
    (authorId == null || authorId.toLowerCase() === data.authorId) &&
    (within === null || (data.themeIds as string[]).some((id) => within.has(id)));
}

async function idsWithin(ctx: Context, slugs: string[]): Promise<Set<string>> {
  const known = await ctx.db.query<{ slug: string }>(sql`SELECT slug FROM theme WHERE slug = ANY(${slugs})`);
  const unknown = slugs.find((slug) => !known.some((theme) => theme.slug === slug));
  if (unknown !== undefined)
    throw new Fault("BAD_USER_INPUT", `There is no theme "${unknown}": take slugs from the query \`themes\`.`, {
      argument: "filter.themes",
    });
  const rows = await ctx.db.query<{ id: string }>(themesWithin(slugs));
  return new Set(rows.map((row) => row.id));
}

/** The idea, when a list with this filter would show it to the caller now. Its themes and kind are those of the posting. */
async function listedIdea(ctx: Context, ideaId: string, { search, authorId }: IdeaFilter): Promise<Idea | null> {
  const [row] = await ctx.db.query<Idea>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")} FROM idea e
    ${whereAll([sql`e.id = ${ideaId}`, ...ideaConditions(ctx, { search, authorId })])}`);
  return row ? entityOf(Idea, row) : null;
}
