import sql, { empty } from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const practicePersonalData: PersonalData = {
  personal: {
    practice: {
      purpose: "Shows the instruments and good practices that members share, and whom to ask about them.",
      retention: "Until it is erased with the account, or permanently under a former member, as its sharer chooses.",
      // Of one that names the member as its contact, only that; its words are its sharer's.
      exported: (id) => sql`
      SELECT p.id, p.kind, p.status, p.title, own.summary, own.steps, own.link, own.licence, own.language,
        organisation.name AS organisation, own.id IS NOT NULL AS "sharedByMember", p.contact_id = ${id} AS "isContact",
        p.shared_at AS "sharedAt", p.edited_at AS "editedAt", own.review_note AS "reviewNote", own.hidden_at AS "hiddenAt", ARRAY(
          SELECT theme.slug FROM practice_theme JOIN theme ON theme.id = theme_id WHERE practice_id = own.id ORDER BY position
        ) AS themes
      FROM practice p LEFT JOIN practice own ON own.id = p.id AND own.shared_by_id = ${id}
        LEFT JOIN organisation ON organisation.id = own.organisation_id
      WHERE p.shared_by_id = ${id} OR (p.contact_id = ${id} AND p.status = 'PUBLISHED' AND p.hidden_at IS NULL)
      ORDER BY p.shared_at, p.id`,
      // What was not published was for its sharer's eyes. A row without its texts stays, so that figures do.
      erased: ({ memberId, keepPosts }) => [
        sql`UPDATE practice SET contact_id = NULL WHERE contact_id = ${memberId}`,
        sql`UPDATE practice SET organisation_id = NULL, review_note = NULL WHERE shared_by_id = ${memberId}`,
        sql`UPDATE practice SET title = '', summary = '', steps = '{}', link = NULL, licence = NULL, status = 'WITHDRAWN',
          version = version + 1, imported = NULL
        WHERE shared_by_id = ${memberId} ${keepPosts ? sql`AND status <> 'PUBLISHED'` : empty}`,
      ],
    },
    practice_use: {
      purpose: "Shows who used a practice, where, and with what result.",
      retention: "Until it is erased with the account, or permanently under a former member, as its author chooses.",
      exported: (id) => sql`
      SELECT practice_use.id, practice_id AS "practiceId", place, result, would_use_again AS "wouldUseAgain",
        used_on::text AS "usedOn", recorded_at AS "recordedAt", edited_at AS "editedAt", hidden_at AS "hiddenAt"
      FROM practice_use WHERE used_by_id = ${id} ORDER BY recorded_at, id`,
      erased: ({ memberId, keepPosts }) =>
        keepPosts ? [] : [sql`DELETE FROM practice_use WHERE used_by_id = ${memberId}`],
    },
    practice_edit: {
      purpose: "Shows who edited a practice, when, and which fields.",
      retention: "As the practice; under a former member once the account is erased.",
      exported: (id) => sql`
      SELECT id, practice_id AS "practiceId", edited_at AS "editedAt", changed::text[] AS changed, version
      FROM practice_edit WHERE edited_by_id = ${id} ORDER BY edited_at, id`,
      erased: { stays: "It says that a former member changed a field, and not to what." },
    },
  },
  impersonal: {
    practice_theme: { nobody: "Themes of practices.", retention: "As the practice." },
  },
};
