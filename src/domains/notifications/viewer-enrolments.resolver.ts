import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Viewer } from "../identity/viewer.js";
import { enrolmentsOfMember, TrackEnrolmentConnection } from "../tracks/enrolments/enrolment.reads.js";
import type { TrackEnrolment } from "../tracks/enrolments/track-enrolment.entity.js";
import { EnrolmentStatus } from "../tracks/track.enums.js";

@Resolver(() => Viewer)
export class ViewerEnrolmentsResolver {
  @FieldResolver(() => TrackEnrolmentConnection, {
    description: "The viewer's enrolments in learning tracks, what they enrolled in last first.",
  })
  enrolments(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("statuses", () => [EnrolmentStatus], {
      nullable: true,
      description: "The statuses of the enrolments; ENROLLED and WAITLISTED by default.",
    })
    statuses: EnrolmentStatus[] | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<TrackEnrolment>> {
    const list = enrolmentsOfMember(statuses ?? [EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITLISTED]);
    return pageUnder(ctx, TrackEnrolmentConnection, list, sql`e.member_id`, memberId, args);
  }
}
