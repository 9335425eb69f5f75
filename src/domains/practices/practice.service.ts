import sql from "sql-template-tag";
import { participating } from "../../core/access/actor.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { definedFields } from "../../core/graphql/validation.js";
import { once } from "../../core/idempotency/once.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { chosenThemes } from "../themes/chosen-themes.js";
import { announcePublished } from "./announce-published.js";
import { checkedContact } from "./contact.service.js";
import { PracticeField } from "./history/practice-field.enum.js";
import { remainingLocked } from "../organisations/organisation-locks.js";
import { changedFields, recordEdit } from "./history/record-edit.js";
import { practiceLocked } from "./practice-lock.js";
import { insertThemes, setThemes } from "./practice-themes.js";
import { Practice } from "./practice.entity.js";
import { PracticeStatus } from "./practice.enums.js";
import type { EditPracticeInput, SharePracticeInput } from "./practice.inputs.js";
import { practiceById } from "./practice.reads.js";
import { practiceSearch } from "./practice.search.js";
import { editPracticeRules, sharePracticeRules, type GivenEdit, type GivenPractice } from "./practice.validation.js";
import { practiceWording } from "./practice.wording.js";
import type { PracticesContext } from "./practices.services.js";
import { statusOfSubmitted } from "./review/review.service.js";

type PracticesTransaction = TransactionContext<PracticesContext>;

/** Shares a practice of the caller. */
export async function sharePractice(ctx: PracticesContext, input: SharePracticeInput): Promise<Practice> {
  const sharedById = requireCaller(ctx);
  const { idempotencyKey, ...given } = checkInput(sharePracticeRules, input);
  return participating(ctx, (tx) =>
    once(tx, { mutation: "sharePractice", idempotencyKey, input: given }, practiceById, () =>
      shared(tx, given, sharedById),
    ),
  );
}

async function shared(tx: PracticesTransaction, given: GivenPractice, sharedById: string): Promise<Practice> {
  await countWrite(tx, "practice");
  const themeIds = await chosenThemes(tx, given.themes, (index) => ["themes", index]);
  const id = tx.newId();
  const contactId = await checkedContact(tx, given.contactId, { id, sharedById });
  const practice = Object.assign(new Practice(), {
    ...{ id, kind: given.kind, title: given.title, summary: given.summary, steps: given.steps ?? [] },
    ...{ link: given.link ?? null, licence: given.licence ?? null, language: given.language ?? tx.language },
    ...{ sharedById, contactId, organisationId: await organisationOf(tx, sharedById, given.withOrganisation ?? true) },
    ...{
      status: await statusOfSubmitted(tx),
      reviewNote: null,
      sharedAt: tx.now(),
      submittedAt: tx.now(),
      editedAt: null,
    },
    ...{ version: 1, hiddenAt: null },
  });
  await tx.manager.insert(Practice, { ...practice, ...searchColumns(practiceSearch, practice) });
  await insertThemes(tx, id, themeIds);
  const { kind, status } = practice;
  const data = { sharedById, kind, status, themeIds, ...(contactId !== null && { contactId }) };
  tx.announce({ kind: "practice.shared", subjectId: id, data });
  await announcePublished(tx, null, practice);
  return practice;
}

/** Edits a practice of the caller, based on the given version; one that was declined is submitted again. */
export async function editPractice(ctx: PracticesContext, input: EditPracticeInput): Promise<Practice> {
  const callerId = requireCaller(ctx);
  const { id, version, themes, ...fields } = checkInput(editPracticeRules, input);
  return participating(ctx, async (tx) => {
    const before = await ownPracticeLocked(tx, id, callerId);
    if (before.status === PracticeStatus.WITHDRAWN) reject("PRACTICE_WITHDRAWN", practiceWording.withdrawn, "id");
    if (before.version !== version) throw new Rejection([new StaleVersionError(before.version)]);
    await countWrite(tx, "edit");
    const given = await givenFields(tx, fields, before);
    const changed = changedFields(before, given);
    if (themes !== undefined && (await setThemes(tx, id, themes ?? []))) changed.push(PracticeField.THEMES);
    const submitted = before.status === PracticeStatus.DECLINED ? await submittedAgain(tx) : {};
    const changes = { ...given, ...submitted, editedAt: tx.now(), version: version + 1 };
    const edited = Object.assign(new Practice(), before, changes);
    await tx.manager.update(Practice, { id }, { ...changes, ...searchColumns(practiceSearch, edited) });
    await recordEdit(tx, edited, { by: callerId, before, changed });
    await announcePublished(tx, before.status, edited);
    return edited;
  });
}

/** The columns that an edit gives, each with its new value. */
async function givenFields(tx: TransactionContext, fields: GivenEdit, before: Practice): Promise<Partial<Practice>> {
  const { contactId, withOrganisation, steps, ...texts } = fields;
  return definedFields({
    ...texts,
    steps: steps === null ? [] : steps,
    contactId: contactId === undefined ? undefined : await checkedContact(tx, contactId, before),
    organisationId:
      withOrganisation === undefined ? undefined : await organisationOf(tx, before.sharedById, withOrganisation),
  });
}

/** Without what was written about the decision before. */
const submittedAgain = async (tx: PracticesTransaction): Promise<Partial<Practice>> => ({
  status: await statusOfSubmitted(tx),
  submittedAt: tx.now(),
  reviewNote: null,
});

/** Withdraws a practice of the caller; idempotent. */
export async function withdrawPractice(ctx: Context, id: string): Promise<Practice> {
  const callerId = requireCaller(ctx);
  return inTransaction(ctx, async (tx) => {
    const practice = await ownPracticeLocked(tx, idOf(id), callerId);
    if (practice.status === PracticeStatus.WITHDRAWN) return practice;
    const changes = { status: PracticeStatus.WITHDRAWN, version: practice.version + 1 };
    await tx.manager.update(Practice, { id: practice.id }, changes);
    tx.announce({ kind: "practice.withdrawn", subjectId: practice.id, data: { sharedById: callerId } });
    return Object.assign(practice, changes);
  });
}

/** The practice, locked until the transaction ends. NOT_FOUND if it is not the caller's. */
async function ownPracticeLocked(tx: TransactionContext, id: string, callerId: string): Promise<Practice> {
  const practice = await practiceLocked(tx, id);
  return practice?.sharedById === callerId ? practice : reject("NOT_FOUND", practiceWording.noOwnPractice, "id");
}

/** Where the member works now, if it is to be named; null without an organisation. */
async function organisationOf(tx: TransactionContext, memberId: string, isNamed: boolean): Promise<string | null> {
  if (!isNamed) return null;
  const [row] = await tx.db.query<{ id: string | null }>(
    sql`SELECT organisation_id AS id FROM member WHERE id = ${memberId}`,
  );
  const id = row?.id ?? null;
  // It is neither deleted nor merged before the practice refers to it.
  return id === null ? null : ((await remainingLocked(tx.db, [id])).get(id) ?? null);
}
