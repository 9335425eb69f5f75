import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { Connection } from "../../../core/database/database.js";
import { reject } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { sha256 } from "../../../core/sha256.js";
import { guestWording } from "./guest.wording.js";
import { Guest } from "./guest.entity.js";

/** The guest whom a link was mailed to; ends the mutation when it does not work. */
export async function guestOfLink(ctx: Pick<Context, "db" | "database">, token: string): Promise<Guest> {
  const [row] = await ctx.db.query<Guest>(sql`
    SELECT ${columnsOf(ctx.database.source, Guest, "e")} FROM guest e JOIN guest_link ON guest_link.guest_id = e.id
    WHERE token_hash = ${sha256(token)} AND e.email IS NOT NULL`);
  return row ? entityOf(Guest, row) : reject("INVALID_TOKEN", guestWording.noLink, "token");
}

/** Has the link of a mail work, with the mail itself. */
export async function keepLink(db: Connection, token: string, guestId: string): Promise<void> {
  await db.query(sql`
    INSERT INTO guest_link (token_hash, guest_id) VALUES (${sha256(token)}, ${guestId}) ON CONFLICT DO NOTHING`);
}
