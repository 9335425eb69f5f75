import sql, { type Sql } from "sql-template-tag";
import { callerModerates, type Reader } from "../../core/access/reader.js";

/** The id of the organisation that remains of the one with this id, as a subquery. */
export const remainingOrganisation = (organisationId: string): Sql =>
  sql`(SELECT coalesce(merged_into_id, id) FROM organisation WHERE id = ${organisationId})`;

/** The caller may see the organisation that remains of the one with this id: moderators alone do while it is hidden. */
export const maySeeOrganisationWithId = (ctx: Reader, organisationId: string): Sql => sql`EXISTS (
  SELECT FROM organisation o
  WHERE o.id = ${remainingOrganisation(organisationId)} AND (o.hidden_at IS NULL OR ${callerModerates(ctx)}))`;
