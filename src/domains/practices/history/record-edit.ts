import type { TransactionContext } from "../../../core/graphql/context.js";
import { PracticeEdit } from "./practice-edit.entity.js";
import { PracticeField } from "./practice-field.enum.js";
import { themeIdsOf } from "../practice-themes.js";
import type { Practice } from "../practice.entity.js";
import { PracticeStatus } from "../practice.enums.js";

/** What an edit was. */
interface Edit {
  by: string;
  before: Pick<Practice, "status" | "contactId">;
  /** The fields that are different now. */
  changed: PracticeField[];
}

/** Records and announces that a practice was edited, to what it is now. */
export async function recordEdit(
  tx: TransactionContext,
  { id, sharedById, kind, status, contactId, version }: Practice,
  { by, before, changed }: Edit,
): Promise<void> {
  await tx.manager.insert(PracticeEdit, {
    ...{ id: tx.newId(), practiceId: id, editedById: by, editedAt: tx.now(), changed, version },
  });
  const isSubmitted = before.status === PracticeStatus.DECLINED && status === PracticeStatus.IN_REVIEW;
  tx.announce({
    kind: "practice.edited",
    subjectId: id,
    data: {
      ...{ by, sharedById, kind, status, themeIds: await themeIdsOf(tx, id), changed },
      ...(contactId !== null && contactId !== before.contactId && { contactId }),
      ...(isSubmitted && { submitted: true as const }),
    },
  });
}

/** The columns that an edit gives, by the field that they are. */
const columns = {
  ...{
    kind: PracticeField.KIND,
    title: PracticeField.TITLE,
    summary: PracticeField.SUMMARY,
    steps: PracticeField.STEPS,
  },
  ...{ link: PracticeField.LINK, licence: PracticeField.LICENCE, language: PracticeField.LANGUAGE },
  ...{ contactId: PracticeField.CONTACT, organisationId: PracticeField.ORGANISATION },
} satisfies Partial<Record<keyof Practice, PracticeField>>;

/** The fields whose given values differ from those before. */
export const changedFields = (before: Practice, given: Partial<Practice>): PracticeField[] =>
  (Object.keys(columns) as (keyof typeof columns)[])
    .filter((name) => name in given && JSON.stringify(before[name]) !== JSON.stringify(given[name]))
    .map((name) => columns[name]);
