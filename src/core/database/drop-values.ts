import type { QueryRunner } from "typeorm";

/** Makes an enumeration again without some of its values, which no row has; `[]` is for a column of arrays. */
export async function dropValues(
  db: QueryRunner,
  type: string,
  dropped: string[],
  ...columns: [table: string, column: string, array?: "[]"][]
): Promise<void> {
  const rows = (await db.query(`SELECT unnest(enum_range(NULL::${type}))::text AS name`)) as { name: string }[];
  const names = rows.filter(({ name }) => !dropped.includes(name)).map(({ name }) => `'${name}'`);
  await db.query(`
    ALTER TYPE ${type} RENAME TO ${type}_before;
    CREATE TYPE ${type} AS ENUM (${names.join(", ")});
    ${columns.map(([table, column, array = ""]) => `ALTER TABLE ${table} ALTER ${column} TYPE ${type}${array} USING ${column}::text${array}::${type}${array};`).join("\n")}
    DROP TYPE ${type}_before;
  `);
}
