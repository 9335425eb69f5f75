import { createWriteStream, rmSync } from "node:fs";
import { link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createGzip } from "node:zlib";
import { Encrypter, identityToRecipient } from "age-encryption";
import { pack } from "tar-stream";
import { syncFolder } from "../core/database/embedded/sync-folder.js";
import { fileError } from "./backup-error.js";

/** A file under way: a tar archive, compressed with gzip and encrypted with age. It has its name once it is whole. */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #written: Promise<void>;
  readonly #removeDraft = (): void => rmSync(this.draft, { force: true });

  private constructor(
    readonly file: string,
    private readonly draft: string,
    encrypter: Encrypter,
  ) {
    this.#written = this.#write(encrypter).catch((error: unknown) => {
      this.#pack.destroy(error as Error);
      throw fileError(this.file, error);
    });
    // Looked at with the next entry.
    this.#written.catch(() => undefined);
    process.once("exit", this.#removeDraft);
  }

  /** @param key an age recipient, or an identity, which stands for its recipient */
  static async create(file: string, key: string): Promise<ArchiveWriter> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(key.startsWith("age1") ? key : await identityToRecipient(key));
    return new ArchiveWriter(file, `${file}.${process.pid}.partial`, encrypter);
  }

  /** Resolves when there is room for the next entry. */
  async add(name: string, bytes: Buffer): Promise<void> {
    const added = new Promise<void>((resolve, reject) => {
      // As a stream: an entry that is given as one buffer does not wait for those before it to be written.
      const entry = this.#pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) =>
        error ? reject(error) : resolve(),
      );
      entry.end(bytes);
    });
    await Promise.race([added, this.#written]).catch(async (error: unknown) => {
      // The reason why the archive takes no entry, if there is one.
      await this.#written;
      throw error;
    });
  }

  /** Gives the file its name once all of it is on the disk. */
  async finish(): Promise<void> {
    this.#pack.finalize();
    await this.#written;
    try {
      await synchronise(this.draft);
      await takeName(this.draft, this.file);
      await syncFolder(dirname(this.file));
    } catch (error) {
      throw fileError(this.file, error);
    } finally {
      this.#forget();
    }
  }

  /** Removes what was written. */
  async abort(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => undefined);
    this.#forget();
  }

  #forget(): void {
    this.#removeDraft();
    process.off("exit", this.#removeDraft);
  }

  async #write(encrypter: Encrypter): Promise<void> {
    const gzip = createGzip();
    const compressed = pipeline(this.#pack, gzip);
    compressed.catch(() => undefined);
    const encrypted = await encrypter.encrypt(Readable.toWeb(gzip) as ReadableStream<Uint8Array>);
    const out = createWriteStream(this.draft, { flags: "wx", mode: 0o600 });
    await Promise.all([compressed, pipeline(Readable.fromWeb(encrypted as WebStream), out)]);
  }
}

/** What file systems say that have no hard links, such as those of shares and memory sticks. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Gives a file another name, and fails when there is a file of that name. */
async function takeName(draft: string, file: string): Promise<void> {
  try {
    // Unlike a renaming, a link never replaces a file.
    await link(draft, file);
    await rm(draft);
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await (await open(file, "wx", 0o600)).close();
    await rename(draft, file);
  }
}

async function synchronise(path: string): Promise<void> {
  // For writing, as Windows asks for.
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
