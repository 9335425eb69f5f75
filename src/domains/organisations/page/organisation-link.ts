import type { LinkTo } from "../../../core/links/links.js";
import { markup, type Markup } from "../../../core/pages/markup.js";
import type { Organisation } from "../organisation.entity.js";

/** The name on a page, with a link to the organisation; null without one that the reader may see. */
export const organisationLink = ({ linkTo }: { linkTo: LinkTo }, organisation: Organisation | null): Markup | null =>
  organisation && markup`<a href="${linkTo("organisation", organisation.id)}">${organisation.name}</a>`;
