import sql from "sql-template-tag";
import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import { viewerId, type Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { GatheringConnection } from "../gathering.connection.js";
import { Gathering } from "../gathering.entity.js";
import { Registration } from "../registrations/registration.entity.js";
import { GatheringSeries } from "./gathering-series.entity.js";
import { SeriesRegistration } from "./series-registration.entity.js";
import {
  callerRegistrationsInSeries,
  callerSeriesRegistration,
  gatheringsOfSeries,
  seriesById,
} from "./series.reads.js";

/** What a list of the gatherings of a series is counted as, for the cost of an operation. */
const usualLength = 12;

@Resolver(() => GatheringSeries)
export class GatheringSeriesResolver {
  @FieldResolver(() => GatheringConnection, {
    description: "The gatherings of the series, earliest first; cancelled ones are included, hidden ones excluded.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Root() series: GatheringSeries,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    return pageUnder(ctx, GatheringConnection, gatheringsOfSeries(ctx), sql`e.series_id`, series.id, args);
  }

  @FieldResolver(() => SeriesRegistration, {
    nullable: true,
    description:
      "The caller's own registration for the whole series, cancelled or not; null if there is none or nobody is signed in.",
  })
  async viewerRegistration(@Ctx() ctx: Context, @Root() series: GatheringSeries): Promise<SeriesRegistration | null> {
    return viewerId(ctx) === null ? null : callerSeriesRegistration(ctx, series.id);
  }
}

@Resolver(() => SeriesRegistration)
export class SeriesRegistrationResolver {
  @FieldResolver(() => GatheringSeries, {
    nullable: true,
    description: "The series; null if the caller may see none of its gatherings any more.",
  })
  series(@Ctx() ctx: Context, @Root() { seriesId }: SeriesRegistration): Promise<GatheringSeries | null> {
    return seriesById(ctx, seriesId);
  }

  @FieldResolver(() => [Registration], {
    description:
      "The member's registrations for the gatherings of the series, whatever their status, in the order of the gatherings.",
  })
  @Extensions({ listSize: usualLength })
  registrations(@Ctx() ctx: Context, @Root() { seriesId }: SeriesRegistration): Promise<Registration[]> {
    return callerRegistrationsInSeries(ctx, seriesId);
  }
}

@Resolver(() => Gathering)
export class GatheringInSeriesResolver {
  @FieldResolver(() => GatheringSeries, {
    nullable: true,
    description: "The series that the gathering belongs to; null for a single one.",
  })
  series(@Ctx() ctx: Context, @Root() { seriesId }: Gathering): Promise<GatheringSeries | null> | null {
    return seriesId === null ? null : seriesById(ctx, seriesId);
  }
}
