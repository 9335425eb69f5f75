import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import { requireCaller, type TransactionContext } from "../../core/graphql/context.js";
import { isAuthor } from "./authors/authorship.js";
import { coAuthorIds } from "./authors/co-author.reads.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import { maySeeIdea } from "./idea.reads.js";
import { ideaWording } from "./idea.wording.js";

/** The idea, locked until the transaction ends. NOT_FOUND if the caller is not its author. */
export async function ownIdeaLocked(tx: TransactionContext, id: string, field = "id"): Promise<Idea> {
  const idea = await authoredIdeaLocked(tx, id, field);
  return idea.authorId === tx.callerId ? idea : reject("NOT_FOUND", ideaWording.noOwnIdea, field);
}

/** The same for its co-authors, too. */
export async function authoredIdeaLocked(tx: TransactionContext, id: string, field = "id"): Promise<Idea> {
  const callerId = requireCaller(tx);
  const [row] = await tx.db.query<Idea>(sql`
    SELECT ${columnsOf(tx.database.source, Idea, "e")} FROM idea e
    WHERE e.id = ${id} AND ${isAuthor(sql`e`, sql`${callerId}::uuid`)} FOR UPDATE OF e`);
  // Who was removed while this waited for the lock is no co-author any more.
  const isTheirs = row !== undefined && (row.authorId === callerId || (await coAuthorIds(tx, id)).includes(callerId));
  return isTheirs ? entityOf(Idea, row) : reject("NOT_FOUND", ideaWording.noOwnIdea, field);
}

/** The idea of an author or a co-author, if it can be changed and has the version that the change is based on. */
export async function changeableIdeaLocked(tx: TransactionContext, id: string, version: number): Promise<Idea> {
  const idea = await authoredIdeaLocked(tx, id);
  if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "id");
  if (idea.version !== version) throw new Rejection([new StaleVersionError(idea.version)]);
  return idea;
}

/** The idea, locked against withdrawal until the transaction ends. NOT_FOUND if the caller may not see it. */
export async function openIdeaLocked(tx: TransactionContext, id: string, field = "ideaId"): Promise<Idea> {
  const [row] = await tx.db.query<Idea>(sql`
    SELECT ${columnsOf(tx.database.source, Idea, "e")} FROM idea e
    WHERE e.id = ${id} AND ${maySeeIdea(tx, sql`e`)} FOR SHARE OF e`);
  if (!row) reject("NOT_FOUND", ideaWording.noIdea, field);
  if (row.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, field);
  return entityOf(Idea, row);
}
