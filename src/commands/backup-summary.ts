import type { Manifest } from "../backup/manifest.js";

/** One line about a backup. */
export function summaryOf({ takenAt, service, migrations, tables }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  return (
    `${tables.length} tables with ${rows} rows (${(bytes / 2 ** 20).toFixed(1)} MiB) as of ${takenAt}, ` +
    `version ${service}, schema ${migrations.at(-1)!}`
  );
}
