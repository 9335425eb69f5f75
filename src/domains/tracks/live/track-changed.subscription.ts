import sql from "sql-template-tag";
import { payloadOf } from "../../../core/subscriptions/resumable.js";
import { defineSubscription } from "../../../core/subscriptions/subscription-definition.js";
import { unknownId } from "../../../core/subscriptions/unknown-id.js";
import { trackById } from "../track.reads.js";
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
  /** Coordinators see a track that others do not, those enrolled see a withdrawn one, and one may become either meanwhile. */
  isOwn: (ctx) => Promise.resolve(ctx.callerId !== null),
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
