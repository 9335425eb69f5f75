import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import { Decrypter } from "age-encryption";
import { extract } from "tar-stream";
import { BackupError, fileError } from "./backup-error.js";

/** No entry that this service writes is larger. */
const maxEntryBytes = 16 * 2 ** 20;

export interface ArchiveEntry {
  name: string;
  bytes: Buffer;
}

export interface BackupSource {
  file: string;
  /** The age identity that it was encrypted for. */
  key: string;
}

/**
 * The entries of a backup, one at a time.
 * @throws BackupError when the file cannot be read with this key, is cut off or was changed; entries may come before it
 */
export async function* readArchive({ file, key }: BackupSource): AsyncGenerator<ArchiveEntry> {
  await access(file).catch((error: unknown) => {
    throw fileError(file, error);
  });
  const plain = await decrypted({ file, key });
  const archive = extract();
  const read = pipeline(Readable.fromWeb(plain as WebStream), createGunzip(), archive);
  // Looked at below, where it is thrown by the loop as well.
  read.catch(() => undefined);
  try {
    for await (const entry of archive) {
      const { name, size = 0 } = entry.header;
      if (size > maxEntryBytes) throw new Error(`the entry ${name} is too large`);
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      yield { name, bytes: Buffer.concat(chunks) };
    }
    await read;
  } catch (error) {
    throw damaged(file, (error as Error).message);
  } finally {
    archive.destroy();
    await read.catch(() => undefined);
  }
}

async function decrypted({ file, key }: BackupSource): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  const source = createReadStream(file);
  try {
    return await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>);
  } catch (error) {
    source.destroy();
    const { message } = error as Error;
    if (message.includes("no identity matched"))
      throw new BackupError(`The backup ${file} was encrypted for another key than that of BACKUP_KEY.`);
    throw fileError(file, error) instanceof BackupError ? fileError(file, error) : damaged(file, message);
  }
}

/** Only the beginning of the reason: a file that is no backup would be printed with it. */
export const damaged = (file: string, reason: string): BackupError =>
  new BackupError(
    `The file ${file} is no backup, or was cut off or changed: ${reason.slice(0, 80).split("\n", 1)[0]!}.`,
  );
