import { gatheringById, hostsOf } from "../gatherings/gathering.reads.js";
import type { LoggedEvent } from "./event-stream.js";
import { GatheringChanged } from "./gathering-changed.resolver.js";
import type { LiveField } from "./live-field.js";
import { told } from "./resumable.js";
import { unknownId } from "./unknown-id.js";

/** Kinds whose subject is the gathering itself, or, as with what is moderated, may be. */
const ofSubject = ["moderation.decided", "moderation.reversed"];

/** The gathering that an event is about; an id of something else for one that is about none. */
const gatheringOf = ({ kind, subjectId, data }: LoggedEvent): string =>
  ofSubject.includes(kind) ? subjectId : (data.gatheringId as string);

/** A gathering as it is, whenever something about it has changed. */
export const gatheringChanged: LiveField = {
  name: "gatheringChanged",
  kinds: ["registration.changed", ...ofSubject],
  termsOf: (event) => [`gathering ${gatheringOf(event)}`],
  ownersOf: () => [],
  /** Hosts see a gathering that is hidden, and themselves among its hosts when their profile is. */
  async isOwn(ctx, args) {
    const gathering = await gatheringById(ctx, args.gatheringId as string);
    const hosts = gathering ? await hostsOf(ctx, gathering.id) : [];
    return hosts.some(({ id }) => id === ctx.callerId);
  },
  async want(ctx, args) {
    const gathering = await gatheringById(ctx, args.gatheringId as string);
    if (!gathering) throw unknownId("gathering", "gatheringId", "gatherings");
    return { terms: [`gathering ${gathering.id}`], matches: (event) => gatheringOf(event) === gathering.id };
  },
  async tell(ctx, event) {
    const gathering = await gatheringById(ctx, gatheringOf(event));
    return gathering && told(GatheringChanged, event, { gathering });
  },
};
