import sql, { type Sql } from "sql-template-tag";

/** The member with this id is a co-author of the idea with the table alias `idea`. */
export const isCoAuthor = (idea: Sql, memberId: Sql): Sql => sql`EXISTS (
  SELECT FROM co_author_invitation co
  WHERE co.idea_id = ${idea}.id AND co.member_id = ${memberId} AND co.status = 'ACCEPTED')`;

/** The member with this id is the author of the idea with the table alias `idea`, or a co-author. */
export const isAuthor = (idea: Sql, memberId: Sql): Sql =>
  sql`(${idea}.author_id = ${memberId} OR ${isCoAuthor(idea, memberId)})`;

/** Statement: the ids of the author and the co-authors of the idea with this id, as `member_id`. */
export const authorsOf = (ideaId: Sql): Sql => sql`
  SELECT own.author_id AS member_id FROM idea own WHERE own.id = ${ideaId}
  UNION SELECT co.member_id FROM co_author_invitation co WHERE co.idea_id = ${ideaId} AND co.status = 'ACCEPTED'`;
