import { finished } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { readArchive, type BackupSource } from "./archive-reader.js";
import { assertSame } from "./check-backup.js";
import { tableOfPiece, type Manifest, type TableManifest } from "./manifest.js";
import { TableDigest } from "./table-digest.js";

/** Copies the rows of a backup into its tables, and compares them with the manifest that was checked before. */
export async function loadTables(client: ClientBase, source: BackupSource, manifest: Manifest): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  let loader: TableLoader | undefined;
  for await (const { name, bytes } of readArchive(source)) {
    const table = tables.get(tableOfPiece(name) ?? "");
    if (loader && loader.table !== table) {
      await loader.end(source.file);
      loader = undefined;
    }
    if (table) await (loader ??= new TableLoader(client, table)).add(bytes);
  }
  await loader?.end(source.file);
}

class TableLoader {
  readonly #digest = new TableDigest();
  readonly #copy;
  readonly #ended: Promise<void>;

  constructor(
    client: ClientBase,
    readonly table: TableManifest,
  ) {
    const columns = table.columns.map((column) => `"${column}"`).join(", ");
    this.#copy = client.query(copyFrom(`COPY "${table.name}" (${columns}) FROM STDIN`));
    this.#ended = finished(this.#copy);
    this.#ended.catch(() => undefined);
  }

  /** Resolves when the piece is on its way, or rejects when the table does not take it. */
  async add(piece: Buffer): Promise<void> {
    this.#digest.add(piece);
    const sent = new Promise<void>((resolve, reject) => {
      this.#copy.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    await Promise.race([sent, this.#ended]);
  }

  async end(file: string): Promise<void> {
    this.#copy.end();
    await this.#ended;
    assertSame(file, this.table, this.#digest);
  }
}
