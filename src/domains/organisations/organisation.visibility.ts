import sql, { type Sql } from "sql-template-tag";
import { callerModerates, type Reader } from "../../core/access/reader.js";

/** The caller may see the organisation with this id: moderators alone do while it is hidden. */
export const maySeeOrganisationWithId = (ctx: Reader, organisationId: string): Sql => sql`EXISTS (
  SELECT FROM organisation o WHERE o.id = ${organisationId} AND (o.hidden_at IS NULL OR ${callerModerates(ctx)}))`;
