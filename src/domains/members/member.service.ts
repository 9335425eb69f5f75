import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { definedFields } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { participating } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { chosenThemeOfEach } from "../themes/chosen-themes.js";
import { Interest } from "./interest.entity.js";
import { Member } from "./member.entity.js";
import { Stance } from "./member.enums.js";
import type { SetInterestsInput, UpdateProfileInput } from "./member.inputs.js";
import { interestsRules, profileRules } from "./member.validation.js";
import { memberSearch } from "./member.search.js";
import { memberWording } from "./member.wording.js";
import { namedOrganisation } from "../organisations/named-organisation.js";
import { dropIfUnused } from "../organisations/organisation.service.js";

/** Updates the caller's profile. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<Member> {
  const memberId = requireCaller(ctx);
  const { organisation, languages, ...fields } = checkInput(profileRules, input);
  return participating(ctx, async (tx) => {
    const member = await callerLocked(tx, memberId);
    const changes: Partial<Member> = { ...fields };
    if (languages !== undefined) changes.languages = languages ?? [];
    if (organisation !== undefined)
      changes.organisationId = organisation === null ? null : await namedOrganisation(tx, organisation, "organisation");
    const definedChanges = definedFields(changes);
    if (Object.keys(definedChanges).length === 0) return member;
    await countWrite(tx, "profile");
    const before = member.organisationId;
    Object.assign(member, definedChanges);
    await tx.manager.update(Member, { id: memberId }, { ...definedChanges, ...searchColumns(memberSearch, member) });
    if (before !== null && before !== member.organisationId) await dropIfUnused(tx, before);
    tx.announce({ kind: "member.updated", subjectId: memberId, data: {} });
    return member;
  });
}

/** Replaces the caller's interests. */
export async function setInterests(ctx: Context, input: SetInterestsInput): Promise<Member> {
  const memberId = requireCaller(ctx);
  const { interests } = checkInput(interestsRules, input);
  return participating(ctx, async (tx) => {
    const member = await callerLocked(tx, memberId);
    await countWrite(tx, "profile");
    const slugs = interests.map((interest) => interest.theme);
    const current = (): Promise<Interest[]> => tx.manager.findBy(Interest, { memberId });
    const pathTo = (index: string): string[] => ["interests", index, "theme"];
    const held = async (): Promise<string[]> => (await current()).map(({ themeId }) => themeId);
    const themeIds = await chosenThemeOfEach(tx, slugs, pathTo, held);
    const before = await current();
    await tx.manager.delete(Interest, { memberId });
    await tx.manager.update(Member, { id: memberId }, { interestsSetAt: tx.now() });
    const stances = new Map<string, Stance>();
    interests.forEach(({ stance }, index) => {
      const themeId = themeIds[index]!;
      stances.set(themeId, strongest(stance, stances.get(themeId)));
    });
    const rows = [...stances].map(([themeId, stance]) => {
      const same = before.find((interest) => interest.themeId === themeId && interest.stance === stance);
      return { memberId, themeId, stance, since: same ? same.since : tx.now() };
    });
    if (rows.length > 0) await tx.manager.insert(Interest, rows);
    tx.announce({ kind: "interests.set", subjectId: memberId, data: { memberId } });
    return member;
  });
}

/** The stance that says more, as when two themes are one by now. */
const strongest = (one: Stance, other: Stance = one): Stance =>
  order.indexOf(one) > order.indexOf(other) ? one : other;

const order = [Stance.FOLLOWS, Stance.SEEKS, Stance.OFFERS];

/** The caller's row, locked, so that concurrent changes of one member are serialised. */
async function callerLocked(tx: TransactionContext, memberId: string): Promise<Member> {
  const [row] = await tx.db.query<Member>(
    sql`SELECT ${columnsOf(tx.database.source, Member, "e")} FROM member e WHERE e.id = ${memberId} FOR NO KEY UPDATE`,
  );
  return row ? entityOf(Member, row) : reject("NOT_FOUND", memberWording.accountGone);
}
