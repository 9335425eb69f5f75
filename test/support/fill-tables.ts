import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";

interface Column {
  name: string;
  type: string;
  /** The first value of an enum, or of the enum that an array is of. */
  label: string | null;
  required: boolean;
  parent: string | null;
}

/** Values for columns that a check allows only some values of, also for columns that may be null. */
const allowed: Record<string, unknown> = {
  "theme.label_nl": "Één",
  "theme.merged_into_id": null,
  "theme_suggestion.decided_at": null,
  "email_token.purpose": "RESET_PASSWORD",
  // One key at most is not replaced.
  "badge_key.replaced_at": "2026-01-03T00:00:00.000Z",
  // A restore withdraws the date.
  "account.erasure_due_at": null,
  // Nothing was made of a message without consent.
  "message_sharing.status": "CONSENTED",
  // A registration is a member's or a guest's.
  "registration.guest_id": null,
  // A step is at a gathering or a series.
  "track_step.series_id": null,
  // A digest has ideas and gatherings, each in a row.
  "theme_digest_item.gathering_id": null,
  // A restore drops what was to be mailed before.
  "notification.mail_due_at": null,
  "notification.comment_id": null,
  "notification.practice_id": null,
  "notification.track_id": null,
  "notification.collaboration_request_id": null,
  "notification.collaboration_id": null,
  "notification.message_id": null,
  "notification.theme_suggestion_id": null,
  "notification.moderation_decision_id": null,
};

/** Some rows for every table of a database that has none, whatever its schema; parents before children. */
export async function fillTables(client: pg.Client, rowsPerTable = 3): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; columns: Column[] }>(`
    SELECT relname AS name, json_agg(json_build_object('name', attname, 'type', format_type(atttypid, NULL), 'label',
        (SELECT enumlabel FROM pg_enum WHERE enumtypid IN (atttypid, typelem) ORDER BY enumsortorder LIMIT 1),
        'required', attnotnull AND NOT atthasdef, 'parent',
        (SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid = attrelid AND conkey = ARRAY[attnum] LIMIT 1))
      ORDER BY attnum) AS columns
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      JOIN pg_type ON pg_type.oid = atttypid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations'
    GROUP BY relname ORDER BY relname`);
  const filled = new Map<string, Record<string, unknown>[]>();
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const ready = [...waiting].filter(({ name, columns }) =>
      columns.every(({ parent }) => parent === null || parent === name || filled.has(parent)),
    );
    if (ready.length === 0) throw new Error(`Foreign keys in a circle: ${[...waiting].map(({ name }) => name).join()}`);
    for (const table of ready) {
      filled.set(table.name, await fill(client, table, filled, rowsPerTable));
      waiting.delete(table);
    }
  }
}

async function fill(
  client: pg.Client,
  { name, columns }: { name: string; columns: Column[] },
  filled: Map<string, Record<string, unknown>[]>,
  count: number,
): Promise<Record<string, unknown>[]> {
  const { rows: own } = await client.query<Record<string, unknown>>(`SELECT * FROM "${name}"`);
  if (own.length > 0) return own;
  const single = columns.some((column) => column.name === "single");
  for (let n = 0; n < (single ? 1 : count); n++) {
    const row = new Map<string, unknown>();
    // Two columns with the same parent have different rows of it.
    const used = new Map<string, number>();
    for (const column of columns) {
      const value = valueOf(name, column, n, (parent) => {
        const before = used.get(parent) ?? 0;
        used.set(parent, before + 1);
        const parents = filled.get(parent)!;
        return parents[(n + before) % parents.length]!;
      });
      if (value !== undefined) row.set(`"${column.name}"`, value);
    }
    const places = [...row.keys()].map((_, index) => `$${index + 1}`);
    const statement = `INSERT INTO "${name}" (${[...row.keys()].join()}) VALUES (${places.join()}) RETURNING ctid::text`;
    const inserted = await client.query<{ ctid: string }>(statement, [...row.values()]).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}: ${statement} ${JSON.stringify([...row.values()])}`);
    });
    const optional = columns.filter((column) => !column.required && !(`${name}.${column.name}` in allowed));
    if (n === 1)
      await fillOptional(client, name, optional, inserted.rows[0]!.ctid, (parent) => filled.get(parent)?.[n]);
  }
  return (await client.query<Record<string, unknown>>(`SELECT * FROM "${name}"`)).rows;
}

/** Gives a row values in the columns that may be empty, one by one, as far as the checks of the table allow them. */
async function fillOptional(
  client: pg.Client,
  table: string,
  columns: Column[],
  ctid: string,
  parentRow: (parent: string) => Record<string, unknown> | undefined,
): Promise<void> {
  for (const column of columns) {
    if (column.parent === table || (column.parent !== null && !parentRow(column.parent))) continue;
    const value = valueOf(table, { ...column, required: true }, 1, (parent) => parentRow(parent)!);
    const updated = await client
      .query<{ ctid: string }>(
        `UPDATE "${table}" SET "${column.name}" = $1 WHERE ctid = $2 AND "${column.name}" IS NULL RETURNING ctid::text`,
        [value, ctid],
      )
      .catch(() => null);
    ctid = updated?.rows[0]?.ctid ?? ctid;
  }
}

function valueOf(
  table: string,
  { name, type, label, required, parent }: Column,
  n: number,
  parentRow: (parent: string) => Record<string, unknown>,
): unknown {
  if (`${table}.${name}` in allowed) return allowed[`${table}.${name}`];
  if (parent === table) return required ? undefined : null;
  if (parent !== null) {
    const row = parentRow(parent);
    return row.id ?? row[name] ?? Object.values(row)[0];
  }
  if (!required) return undefined;
  if (label !== null) return type.endsWith("[]") ? `{${label}}` : label;
  switch (type) {
    case "uuid":
      return uuidv7();
    case "uuid[]":
      return [uuidv7(), null];
    case "text":
      return `${table}-${name}-${n}`;
    case "text[]":
      return ["één", `tab\t\\N ${n}`];
    case "tsvector":
      return `'${table}' '${name}'`;
    case "bytea":
      return randomBytes(32);
    case "jsonb":
      return JSON.stringify({ n, text: "regel\n\ttab \\ “€”" });
    case "boolean":
      return name === "single";
    case "integer":
    case "smallint":
    case "bigint":
      return n + 1;
    case "double precision":
    case "real":
      return (n + 1) / 4;
    case "date":
    case "timestamp with time zone":
      return new Date(Date.UTC(2026, 0, n + 1));
    default:
      throw new Error(`No value for ${table}.${name}, which is ${type}.`);
  }
}
