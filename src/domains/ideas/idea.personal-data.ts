import sql, { empty } from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const ideaPersonalData: PersonalData = {
  personal: {
    idea: {
      purpose: "Shows what members post.",
      retention: "Until it is erased with the account, or permanently under a former member, as its author chooses.",
      exported: (id) => sql`
      SELECT id, kind, title, body, language, status, posted_at AS "postedAt", edited_at AS "editedAt",
        hidden_at AS "hiddenAt",
        (SELECT comment_id FROM idea_answer WHERE idea_id = idea.id) AS "answerId", ARRAY(
          SELECT theme.slug FROM idea_theme JOIN theme ON theme.id = theme_id WHERE idea_id = idea.id ORDER BY position
        ) AS themes
      FROM idea WHERE author_id = ${id} ORDER BY posted_at, id`,
      // What was withdrawn was for its author's eyes alone. A row without its texts stays, so that figures do.
      erased: ({ memberId, keepPosts }) => [
        sql`UPDATE idea SET idempotency_key = NULL WHERE author_id = ${memberId} AND idempotency_key IS NOT NULL`,
        sql`UPDATE idea SET title = '', body = '', status = 'WITHDRAWN', version = version + 1, imported = NULL
        WHERE author_id = ${memberId} ${keepPosts ? sql`AND status = 'WITHDRAWN'` : empty}`,
      ],
    },
    idea_draft: {
      purpose: "Keeps what members have not posted yet, for themselves.",
      retention: "Until it is posted or discarded, or the account is erased.",
      exported: (id) => sql`
      SELECT id, kind, title, body, language, saved_at AS "savedAt", version, ARRAY(
          SELECT theme.slug FROM idea_draft_theme JOIN theme ON theme.id = theme_id WHERE draft_id = idea_draft.id ORDER BY position
        ) AS themes
      FROM idea_draft WHERE author_id = ${id} ORDER BY saved_at, id`,
      erased: ({ memberId }) => [sql`DELETE FROM idea_draft WHERE author_id = ${memberId}`],
    },
    comment: {
      purpose: "Shows what members answer.",
      retention: "Until it is erased with the account, or permanently under a former member, as its author chooses.",
      exported: (id) => sql`
      SELECT id, idea_id AS "ideaId", reply_to_id AS "replyToId", body, posted_at AS "postedAt",
        edited_at AS "editedAt", removed_at AS "withdrawnAt", hidden_at AS "hiddenAt",
        (SELECT marked_at FROM idea_answer WHERE comment_id = comment.id) AS "markedAsAnswerAt"
      FROM comment WHERE author_id = ${id} ORDER BY posted_at, id`,
      erased: ({ memberId, keepPosts, now }) =>
        keepPosts
          ? []
          : [
              sql`UPDATE comment SET body = '', removed_at = coalesce(removed_at, ${now}), imported = NULL
              WHERE author_id = ${memberId}`,
            ],
    },
    idea_change: {
      purpose: "Shows how ideas came along, and what their authors said of it.",
      retention:
        "Permanently; what an author said is erased with the account, or stays under a former member, as they choose.",
      exported: (id) => sql`
      SELECT idea_id AS "ideaId", changed_at AS "changedAt", changed, status, note FROM idea_change
      WHERE changed_by_id = ${id} ORDER BY changed_at, id`,
      erased: ({ memberId, keepPosts }) => [
        sql`UPDATE idea_change SET note = NULL WHERE changed_by_id = ${memberId} AND note IS NOT NULL
        ${keepPosts ? sql`AND idea_id IN (SELECT id FROM idea WHERE status = 'WITHDRAWN')` : empty}`,
      ],
    },
    co_author_invitation: {
      purpose: "Lets members write ideas together, and keeps who declined from being invited over and over.",
      retention:
        "Until the account of the member is erased, that of the author before it was accepted, or the idea with it.",
      exported: (id) => sql`
      SELECT id, idea_id AS "ideaId", status, invited_at AS "invitedAt", answered_at AS "answeredAt"
      FROM co_author_invitation WHERE member_id = ${id} ORDER BY invited_at, id`,
      // After the ideas, so that those whose texts went are withdrawn by now.
      erased: ({ memberId }) => [
        sql`DELETE FROM co_author_invitation WHERE member_id = ${memberId}`,
        sql`DELETE FROM co_author_invitation e USING idea WHERE idea.id = e.idea_id AND idea.author_id = ${memberId}
          AND (idea.status = 'WITHDRAWN' OR e.status <> 'ACCEPTED')`,
      ],
    },
    idea_follower: {
      purpose: "Notifies members of the ideas that they follow, and of no others.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT idea_id AS "ideaId", followed_at AS "followedAt", left_at AS "leftAt" FROM idea_follower
      WHERE member_id = ${id} ORDER BY followed_at, idea_id`,
      erased: ({ memberId }) => [sql`DELETE FROM idea_follower WHERE member_id = ${memberId}`],
    },
    mention: {
      purpose: "Notifies members of ideas and comments that mention them, and links to their profiles.",
      retention: "Until the account of the member who is mentioned is erased, or the text goes.",
      exported: (id) => sql`
      SELECT idea_id AS "ideaId", comment_id AS "commentId", start_offset AS start, end_offset AS "end" FROM mention
      WHERE member_id = ${id} ORDER BY id`,
      erased: ({ memberId, keepPosts }) => [
        sql`DELETE FROM mention WHERE member_id = ${memberId}`,
        sql`DELETE FROM mention USING idea WHERE idea.id = mention.idea_id AND mention.comment_id IS NULL
          AND idea.author_id = ${memberId} ${keepPosts ? sql`AND idea.status = 'WITHDRAWN'` : empty}`,
        ...(keepPosts
          ? []
          : [
              sql`DELETE FROM mention USING comment WHERE comment.id = mention.comment_id AND comment.author_id = ${memberId}`,
            ]),
      ],
    },
    support: {
      purpose: "Counts how many members back an idea.",
      retention: "Permanently for figures; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT idea_id AS "ideaId", supported_at AS "supportedAt" FROM support
      WHERE member_id = ${id} ORDER BY supported_at, idea_id`,
      erased: { stays: "A former member's backing counts for the idea, and nobody can see whose it is." },
    },
    withdrawn_support: {
      purpose: "Keeps an import from bringing back a support that was taken back.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT idea_id AS "ideaId" FROM withdrawn_support WHERE member_id = ${id} ORDER BY idea_id`,
      erased: ({ memberId }) => [sql`DELETE FROM withdrawn_support WHERE member_id = ${memberId}`],
    },
  },
  impersonal: {
    idea_answer: { nobody: "Which comment answers a question.", retention: "As the question and the comment." },
    idea_theme: { nobody: "Themes of ideas.", retention: "As the idea." },
    idea_draft_theme: { nobody: "Themes of drafts.", retention: "As the draft." },
  },
};
