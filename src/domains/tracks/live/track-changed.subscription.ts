import sql from "sql-template-tag";
import { payloadOf } from "../../../core/subscriptions/resumable.js";
import { defineSubscription } from "../../../core/subscriptions/subscription-definition.js";
import { unknownId } from "../../../core/subscriptions/unknown-id.js";
import { coordinatorIds, trackById } from "../track.reads.js";
import { TrackChanged } from "./track-changed.resolver.js";

/** The current state of a learning track, each time something about it has changed. */
export const trackChanged = defineSubscription({
  name: "trackChanged",
  kinds: [
    ...(["track.created", "track.edited", "track.published", "track.withdrawn", "track.step_dropped"] as const),
    ...(["enrolment.changed", "moderation.decided", "moderation.reversed"] as const),
  ],
  /** A moderation event may have nothing to do with a track: it has no `trackId` then. */
  topicsOf: ({ data }) => (data.trackId === undefined ? [] : [`track ${data.trackId}`]),
  ownersOf: () => [],
  /** Coordinators see a track that others do not, and those enrolled see a withdrawn one. */
  async isOwn(ctx, args) {
    const track = await trackById(ctx, args.trackId as string);
    if (!track || ctx.callerId === null) return false;
    if ((await coordinatorIds(ctx, track.id)).includes(ctx.callerId)) return true;
    const enrolled = await ctx.db.query(sql`
      SELECT FROM track_enrolment WHERE track_id = ${track.id} AND member_id = ${ctx.callerId} AND status <> 'LEFT'`);
    return enrolled.length > 0;
  },
  async filterFor(ctx, args) {
    const track = await trackById(ctx, args.trackId as string);
    if (!track) throw unknownId("learning track", "trackId", "learningTracks");
    const { id } = track;
    return {
      topics: [`track ${id}`],
      where: sql`data->>'trackId' = ${id}`,
      matches: ({ data }) => data.trackId === id,
    };
  },
  async resolvePayload(ctx, event) {
    const { trackId } = event.data;
    const track = trackId === undefined ? null : await trackById(ctx, trackId);
    return track && payloadOf(TrackChanged, event, { track });
  },
});
