import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import { requireCaller, type TransactionContext } from "../../core/graphql/context.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import { maySeeIdea } from "./idea.reads.js";
import { ideaWording } from "./idea.wording.js";

/** The idea, locked until the transaction ends. NOT_FOUND, at `path` of the input, if it is not the caller's. */
export async function ownIdeaLocked(tx: TransactionContext, id: string, path = "id"): Promise<Idea> {
  const callerId = requireCaller(tx);
  const rows = await tx.db.query<Idea>(sql`
    SELECT ${columnsOf(tx.database.source, Idea, "e")} FROM idea e
    WHERE e.id = ${id} AND e.author_id = ${callerId} FOR UPDATE`);
  if (!rows[0]) reject("NOT_FOUND", ideaWording.noOwnIdea, path);
  return entityOf(Idea, rows[0]);
}

/** The same, if it can be changed and has the version that the change is based on. */
export async function changeableIdeaLocked(tx: TransactionContext, id: string, version: number): Promise<Idea> {
  const idea = await ownIdeaLocked(tx, id);
  if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "id");
  if (idea.version !== version) throw new Rejection([new StaleVersionError(idea.version)]);
  return idea;
}

/** The idea, locked against withdrawal until the transaction ends. NOT_FOUND if the caller may not see it. */
export async function openIdeaLocked(tx: TransactionContext, id: string): Promise<Idea> {
  const [row] = await tx.db.query<Idea>(sql`
    SELECT ${columnsOf(tx.database.source, Idea, "e")} FROM idea e
    WHERE e.id = ${id} AND ${maySeeIdea(tx, sql`e`)} FOR SHARE OF e`);
  if (!row) reject("NOT_FOUND", ideaWording.noIdea, "ideaId");
  if (row.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "ideaId");
  return entityOf(Idea, row);
}
