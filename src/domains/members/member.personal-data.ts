import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const memberPersonalData: PersonalData = {
  personal: {
    member: {
      purpose: "Shows members to one another, as each chooses.",
      retention:
        "Until the account is erased; sector, experience and the day of joining stay, without a name, for figures.",
      exported: (id) => sql`
      SELECT member.id, member.name, headline, bio, organisation.name AS organisation, member.sector, experience, level,
        languages::text[] AS languages, joined_at AS "joinedAt", matchable, profile_visibility AS "profileVisibility",
        share_attendance AS "shareAttendance", member.hidden_at AS "hiddenAt", suspended_until AS "suspendedUntil",
        source, source_id AS "sourceId"
      FROM member LEFT JOIN organisation ON organisation.id = organisation_id WHERE member.id = ${id}`,
      // Sector, experience and the day of joining stay, so that figures do: they are those of many.
      erased: ({ memberId, now }) => [
        sql`UPDATE member SET name = '', headline = NULL, bio = NULL, organisation_id = NULL, level = NULL, languages = '{}',
        matchable = false, share_attendance = false, profile_visibility = 'EVERYBODY', hidden_at = NULL, suspended_until = NULL,
        imported = NULL, interests_set_at = NULL, erased_at = ${now},
        joined_at = date_trunc('day', joined_at, 'UTC')
      WHERE id = ${memberId}`,
      ],
    },
    member_source: {
      purpose: "Knows again whom an import source calls what.",
      retention: "Until the account is erased; a hash stays, so that no import brings the member back.",
      exported: (id) => sql`
      SELECT source, source_id AS "sourceId" FROM member_source WHERE member_id = ${id} ORDER BY source, source_id`,
      // As `erasedSourceId` has it: known again by the source's own id alone, so that no import brings them back.
      erased: ({ memberId }) => [
        sql`UPDATE member_source
        SET source_id = 'erased:' || encode(sha256(convert_to(source || E'\n' || source_id, 'UTF8')), 'hex')
        WHERE member_id = ${memberId} AND source_id NOT LIKE 'erased:%'`,
      ],
    },
    interest: {
      purpose: "Suggests collaborators, ideas and gatherings.",
      retention: "Until the member changes it, or the account is erased.",
      exported: (id) => sql`
      SELECT theme.slug AS theme, stance, since FROM interest JOIN theme ON theme.id = theme_id
      WHERE member_id = ${id} ORDER BY theme.slug`,
      erased: ({ memberId }) => [sql`DELETE FROM interest WHERE member_id = ${memberId}`],
    },
  },
};
