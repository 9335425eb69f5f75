import { damaged, readArchive, type BackupSource } from "./archive-reader.js";
import { manifestName, parseManifest, tableOfPiece, type Manifest } from "./manifest.js";
import { TableDigest } from "./table-digest.js";

/**
 * Reads a whole backup, and compares every table with the manifest.
 * @throws BackupError when anything is missing, added or different
 */
export async function checkBackup(source: BackupSource): Promise<Manifest> {
  const digests = new Map<string, TableDigest>();
  let manifest: Manifest | null = null;
  for await (const { name, bytes } of readArchive(source)) {
    const table = tableOfPiece(name);
    if (manifest !== null || (table === null && name !== manifestName))
      throw damaged(source.file, `${name} is too much`);
    if (table === null) {
      manifest = parseManifest(bytes);
      if (manifest === null) throw damaged(source.file, "its manifest is not of a version that this service reads");
    } else {
      const digest = digests.get(table) ?? new TableDigest();
      digest.add(bytes);
      digests.set(table, digest);
    }
  }
  if (manifest === null) throw damaged(source.file, "it has no manifest");
  for (const table of manifest.tables) {
    assertSame(source.file, table, digests.get(table.name) ?? new TableDigest());
    digests.delete(table.name);
  }
  for (const name of digests.keys()) throw damaged(source.file, `the table ${name} is not in its manifest`);
  return manifest;
}

/** @throws BackupError unless the table is the one of the manifest */
export function assertSame(file: string, table: Manifest["tables"][number], digest: TableDigest): void {
  const found = digest.end();
  if (found.rows !== table.rows || found.bytes !== table.bytes || found.sha256 !== table.sha256)
    throw damaged(file, `the table ${table.name} is not the one of its manifest`);
}
