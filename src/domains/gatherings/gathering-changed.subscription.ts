import sql from "sql-template-tag";
import { gatheringById, hostIds } from "./gathering.reads.js";
import { GatheringChanged } from "./gathering-changed.resolver.js";
import { defineSubscription } from "../../core/subscriptions/subscription-definition.js";
import { payloadOf } from "../../core/subscriptions/resumable.js";
import { unknownId } from "../../core/subscriptions/unknown-id.js";

/** The current state of a gathering, each time something about it has changed. */
export const gatheringChanged = defineSubscription({
  name: "gatheringChanged",
  kinds: [
    ...(["gathering.proposed", "gathering.scheduled", "gathering.declined", "gathering.edited"] as const),
    ...(["gathering.cancelled", "gathering.host_needed", "agenda.changed", "registration.changed"] as const),
    ...(["outcome.recorded", "collaboration.started"] as const),
    ...(["moderation.decided", "moderation.reversed"] as const),
  ],
  /** A moderation event or a collaboration may have nothing to do with a gathering: it has no `gatheringId` then. */
  topicsOf: ({ data }) => (data.gatheringId === undefined ? [] : [`gathering ${data.gatheringId}`]),
  ownersOf: () => [],
  /**
   * Hosts see a hidden gathering, and themselves among its hosts while their profile is hidden; the proposer sees a
   * proposal.
   */
  async isOwn(ctx, args) {
    const gathering = await gatheringById(ctx, args.gatheringId as string);
    if (!gathering || ctx.callerId === null) return false;
    return gathering.proposerId === ctx.callerId || (await hostIds(ctx, gathering.id)).includes(ctx.callerId);
  },
  async filterFor(ctx, args) {
    const gathering = await gatheringById(ctx, args.gatheringId as string);
    if (!gathering) throw unknownId("gathering", "gatheringId", "gatherings");
    const { id } = gathering;
    return {
      topics: [`gathering ${id}`],
      where: sql`data->>'gatheringId' = ${id}`,
      matches: ({ data }) => data.gatheringId === id,
    };
  },
  async resolvePayload(ctx, event) {
    const { gatheringId } = event.data;
    const gathering = gatheringId === undefined ? null : await gatheringById(ctx, gatheringId);
    return gathering && payloadOf(GatheringChanged, event, { gathering });
  },
});
