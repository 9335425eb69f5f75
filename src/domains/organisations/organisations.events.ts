/**
 * What an edit of an organisation can change: its name, by which others find it, what it says of itself, and the codes
 * by which registers know it.
 */
export type OrganisationField = "name" | "sector" | "description" | "website" | "codes";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** `by` is an organiser; `changed` has the fields that are different now. */
    "organisation.edited": { by: string; changed: OrganisationField[] };
    /** The subject is the organisation that was merged into another; `memberIds` are those who worked there. */
    "organisation.merged": { by: string; intoId: string; memberIds: string[] };
  }
}
