import sql from "sql-template-tag";
import { callerModerates } from "../../core/access/reader.js";
import { entityLoader } from "../../core/graphql/batch.js";
import { Organisation } from "./organisation.entity.js";

/** The organisation, which moderators alone see while it is hidden. */
export const organisationById = entityLoader(
  Organisation,
  (ctx) => sql`(e.hidden_at IS NULL OR ${callerModerates(ctx)})`,
);
