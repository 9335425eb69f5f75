import type { LinkKind, LinkTemplates } from "../../config/link-templates.js";

/** The address at which people read the thing of this kind and id. */
export type LinkTo = (kind: LinkKind, id: string) => string;

/**
 * The service's own pages, which show what the public may see; a request is for its two members, and a message for its
 * sender and the coordinators, who sign in.
 */
const ownPages: Record<LinkKind, string> = {
  idea: "/ideas/{id}",
  gathering: "/gatherings/{id}",
  series: "/series/{id}",
  practice: "/practices/{id}",
  track: "/tracks/{id}",
  collaboration: "/collaborations/{id}",
  member: "/members/{id}",
  organisation: "/organisations/{id}",
  request: "/",
  message: "/",
};

/** Links by the templates of the configuration, else to the service's own pages under `publicUrl`. */
export const linksBy =
  (templates: LinkTemplates, publicUrl: () => string): LinkTo =>
  (kind, id) =>
    (templates[kind] ?? publicUrl() + ownPages[kind]).replaceAll("{id}", encodeURIComponent(id));
