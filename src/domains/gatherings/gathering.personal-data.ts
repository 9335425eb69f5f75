import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const gatheringPersonalData: PersonalData = {
  personal: {
    gathering: {
      purpose: "Shows what gatherings there are, and to organisers who proposed one.",
      retention: "Permanently; a proposal that was not scheduled until the account of its proposer is erased.",
      exported: (id) => sql`
      SELECT id, title, description, format, language, starts_at AS "startsAt", ends_at AS "endsAt", time_zone AS "timeZone",
        place_name AS place, place_address AS address, online_url AS "onlineUrl", status, status_reason AS reason
      FROM gathering WHERE proposer_id = ${id} ORDER BY starts_at, id`,
      // The proposal was for its proposer and organisers alone; what became a gathering is of everybody.
      erased: ({ memberId }) => [
        sql`DELETE FROM gathering WHERE proposer_id = ${memberId} AND status IN ('PROPOSED', 'DECLINED')`,
        sql`UPDATE gathering SET proposer_id = NULL WHERE proposer_id = ${memberId}`,
      ],
    },
    registration: {
      purpose: "Places at gatherings, and who attended.",
      retention:
        "Permanently for figures; without a name once the account is erased. The reason of a host until 30 days after the gathering; an open end lasts 1 day at most.",
      exported: (id) => sql`
      SELECT registration.id, gathering_id AS "gatheringId", gathering.title AS gathering, registration.status,
        registered_at AS "registeredAt", checked_in_at AS "checkedInAt", reason
      FROM registration JOIN gathering ON gathering.id = gathering_id
      WHERE member_id = ${id} ORDER BY registered_at, registration.id`,
      // Figures of who took part stay as they were; places at gatherings to come are given back.
      erased: ({ memberId }) => [sql`UPDATE registration SET reason = NULL WHERE member_id = ${memberId}`],
    },
    guest: {
      purpose: "People without an account who register for a gathering; they erase it by the link in their mails.",
      retention:
        "1 day until the address is confirmed; then until 30 days after the gathering, and without a name and an address permanently, for figures.",
      exported: (id) => sql`
      SELECT guest.id, gathering_id AS "gatheringId", gathering.title AS gathering, name, guest.email, guest.language,
        requested_at AS "requestedAt", confirmed_at AS "confirmedAt"
      FROM guest JOIN gathering ON gathering.id = gathering_id JOIN account ON account.email = guest.email
      WHERE account.member_id = ${id} ORDER BY requested_at, guest.id`,
      erased: ({ email }) => [sql`UPDATE guest SET name = NULL, email = NULL, answers = NULL WHERE email = ${email}`],
    },
    registration_answers: {
      purpose: "What members and guests answer to the questions of the hosts, for the hosts alone; encrypted.",
      retention:
        "Until the registration or the gathering is cancelled, or 30 days after the gathering; an open end lasts 1 day at most.",
      exported: { nothing: "The member sees their answers in the service for as long as they are stored." },
      erased: ({ memberId }) => [
        sql`DELETE FROM registration_answers a USING registration r WHERE r.id = a.registration_id AND r.member_id = ${memberId}`,
      ],
    },
    series_registration: {
      purpose: "Registrations for whole series of gatherings.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT s.id, series_id AS "seriesId", title AS series, registered_at AS "registeredAt", cancelled_at AS "cancelledAt"
      FROM series_registration s JOIN gathering_series ON gathering_series.id = series_id
      WHERE member_id = ${id} ORDER BY registered_at, s.id`,
      erased: ({ memberId }) => [sql`DELETE FROM series_registration WHERE member_id = ${memberId}`],
    },
    outcome: {
      purpose: "Shows what came of a gathering, and to moderators who wrote it.",
      retention: "Permanently, as it is of the gathering; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT outcome.id, gathering_id AS "gatheringId", title AS gathering, summary, links, recorded_at AS "recordedAt",
        edited_at AS "editedAt"
      FROM outcome JOIN gathering ON gathering.id = gathering_id WHERE author_id = ${id} ORDER BY recorded_at, outcome.id`,
      erased: ({ memberId }) => [sql`UPDATE outcome SET author_id = NULL WHERE author_id = ${memberId}`],
    },
    host_mail: {
      purpose: "Mails of hosts to those registered for their gathering.",
      retention: "As the gathering, or until the account of who sent it is erased.",
      exported: (id) => sql`
      SELECT host_mail.id, gathering_id AS "gatheringId", title AS gathering, subject, body, recipients::text[] AS recipients,
        sent_to AS "sentTo", sent_at AS "sentAt"
      FROM host_mail JOIN gathering ON gathering.id = gathering_id WHERE author_id = ${id} ORDER BY sent_at, host_mail.id`,
      erased: ({ memberId }) => [sql`DELETE FROM host_mail WHERE author_id = ${memberId}`],
    },
    gathering_host: {
      purpose: "Shows who hosts a gathering.",
      retention: "Permanently; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT gathering_id AS "gatheringId", title AS gathering, starts_at AS "startsAt"
      FROM gathering_host JOIN gathering ON gathering.id = gathering_id WHERE member_id = ${id} ORDER BY starts_at, 1`,
      erased: {
        stays: "A gathering that is over was hosted, now by a former member; of others they stop being a host.",
      },
    },
  },
  impersonal: {
    guest_link: { nobody: "Hashes of the links in mails to guests.", retention: "As the guest, while it has a name." },
    agenda_item: { nobody: "Ideas on the agendas of gatherings.", retention: "As the gathering and the idea." },
    outcome_result: { nobody: "What came of agenda items.", retention: "As the outcome." },
    check_in_link: {
      nobody: "Links to the check-in pages of gatherings.",
      retention: "As the gathering, or until revoked.",
    },
    gathering_series: { nobody: "Rules by which gatherings recur.", retention: "Permanently." },
    reminder: {
      nobody: "For which start of a gathering a registration was reminded.",
      retention: "As the registration.",
    },
    gathering_theme: { nobody: "Themes of gatherings.", retention: "As the gathering." },
    walk_in: { nobody: "Which registrations had no place before the check-in.", retention: "As the registration." },
  },
};
