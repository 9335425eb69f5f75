import sql, { type Sql } from "sql-template-tag";
import { countLoader, entityLoader } from "../../core/graphql/batch.js";
import { whereAll, type List, type Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { optionalIdOf, slugsOf } from "../../core/graphql/ids.js";
import { hasTerms, inOrderedList, searchTerms } from "../../core/search/search-terms.js";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { maySeeOrganisationWithId, remainingOrganisation } from "../organisations/organisation.visibility.js";
import { notBlocked } from "../members/member.visibility.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { Practice } from "./practice.entity.js";
import { PracticeOrder, type PracticeFilter } from "./practice.inputs.js";

/**
 * The caller may see the practice with the table alias `practice`: its sharer always, others a published one that is
 * neither hidden nor shared by a member whom a block separates from them; moderators see all but withdrawn ones.
 */
export const maySeePractice = (ctx: Reader, practice: Sql): Sql => sql`(
  ${practice}.shared_by_id = ${ctx.callerId}::uuid
  OR (${practice}.status <> 'WITHDRAWN'
    AND ((${practice}.status = 'PUBLISHED' AND ${practice}.hidden_at IS NULL) OR ${callerModerates(ctx)})
    AND ${notBlocked(ctx, sql`${practice}.shared_by_id`)}))`;

/** The practice, if the caller may see it. */
export const practiceById = entityLoader(Practice, (ctx) => maySeePractice(ctx, sql`e`));

/** The use with the table alias `use` is among the uses of its practice that the caller gets. */
export const isListedUse = (ctx: Reader, use: Sql): Sql =>
  sql`${use}.hidden_at IS NULL AND ${notBlocked(ctx, sql`${use}.used_by_id`)}`;

export const themesOfPractice = themesOf(sql`practice_theme`, sql`practice_id`);

export const practiceOrders: Record<PracticeOrder, Order> = {
  [PracticeOrder.NEWEST]: { name: "newest", key: sql`e.shared_at`, form: "time", descending: true },
  [PracticeOrder.OLDEST]: { name: "oldest", key: sql`e.shared_at`, form: "time", descending: false },
};

/** The conditions of a list of practices: published ones unless others are asked for, and never hidden ones. */
export function practiceConditions(ctx: Context, filter: PracticeFilter | null | undefined): Sql[] {
  const { kinds, language, used, statuses, search } = filter ?? {};
  const [themes, organisationId] = [slugsOf(filter?.themes), optionalIdOf(filter?.organisationId)];
  const conditions: Sql[] = [sql`e.hidden_at IS NULL`];
  if (statuses?.length)
    conditions.push(sql`e.status = ANY(${statuses}::practice_status[])`, maySeePractice(ctx, sql`e`));
  else conditions.push(sql`e.status = 'PUBLISHED'`, notBlocked(ctx, sql`e.shared_by_id`));
  if (kinds?.length) conditions.push(sql`e.kind = ANY(${kinds}::practice_kind[])`);
  if (themes?.length)
    conditions.push(sql`e.id IN (SELECT practice_id FROM practice_theme WHERE theme_id IN (${themesWithin(themes)}))`);
  // A filter by organisation must not reveal which practices are of one that the caller may not see.
  if (organisationId !== null)
    conditions.push(
      sql`e.organisation_id = ${remainingOrganisation(organisationId)}`,
      maySeeOrganisationWithId(ctx, organisationId),
    );
  if (language != null) conditions.push(sql`e.language = ${language}`);
  if (used != null) conditions.push(used ? isUsed(ctx) : sql`NOT ${isUsed(ctx)}`);
  const terms = searchTerms(search);
  if (terms) conditions.push(inOrderedList(terms, hasTerms(sql`e.search`, terms)));
  return conditions;
}

const isUsed = (ctx: Context): Sql =>
  sql`EXISTS (SELECT FROM practice_use u WHERE u.practice_id = e.id AND ${isListedUse(ctx, sql`u`)})`;

/** The published practices of a member, an organisation (`e.organisation_id`) or a theme (`pt.theme_id`), newest first. */
export const practicesOf = (ctx: Context, owner: "member" | "organisation" | "theme"): List<Practice> => ({
  name: `${owner}.practices`,
  node: Practice,
  ...(owner === "theme" && { from: sql`practice_theme pt JOIN practice e ON e.id = pt.practice_id` }),
  where: practiceConditions(ctx, null),
  order: practiceOrders[PracticeOrder.NEWEST],
});

/** The number of uses of a practice, as many as its list has for the caller. */
export const useCount = countLoader(
  (ctx, ids) => sql`
    SELECT u.practice_id AS id, count(*)::int AS count FROM practice_use u
    ${whereAll([sql`u.practice_id = ANY(${ids}::uuid[])`, isListedUse(ctx, sql`u`)])} GROUP BY u.practice_id`,
);
