import { mkdir, open, readFile, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { unavailable } from "../errors/refusals.js";
import { syncFolder } from "../database/embedded/sync-folder.js";

/** An erasure as the list has it. It identifies nobody once the member is erased. */
export interface RecordedErasure {
  memberId: string;
  keepPosts: boolean;
  at: Date;
}

/**
 * The list of erasures in a file outside the database (`ERASURE_LOG`), so that they are applied again after a restore.
 * It is only appended to.
 */
export class ErasureLog {
  constructor(
    readonly file: string,
    private readonly log: Logger,
  ) {}

  /**
   * Begins the list, unless there is one.
   * @throws Error when it can never be written; with a full disk it is begun by the first erasure
   */
  async create(): Promise<void> {
    await this.#append("").catch((error: unknown) => {
      if (!diskFull.has((error as NodeJS.ErrnoException).code ?? ""))
        throw new Error(
          `ERASURE_LOG cannot be written, so that nobody could be erased: ${(error as Error).message}. Let this account ` +
            `write to ${this.file}, or name another file.`,
          { cause: error },
        );
      this.log.error({ err: error, file: this.file }, "the disk of ERASURE_LOG is full: nobody can be erased");
    });
  }

  /**
   * Resolves when the erasure is on the disk.
   * @throws Fault UNAVAILABLE when it cannot be written
   */
  async append(erasure: RecordedErasure): Promise<void> {
    try {
      await this.#append(lineOf(erasure));
    } catch (error) {
      this.log.error({ err: error, file: this.file }, "ERASURE_LOG cannot be written: an erasure was refused");
      throw unavailable();
    }
  }

  /** Adds what this list does not have yet of others, such as that of the service which a backup comes from. */
  async merge(erasures: readonly RecordedErasure[]): Promise<void> {
    const known = new Set((await readErasures(this.file).catch(() => [])).map(({ memberId }) => memberId));
    const lines = erasures.filter(({ memberId }) => !known.has(memberId)).map(lineOf);
    await this.#append(lines.join(""));
  }

  async #append(lines: string): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const handle = await open(this.file, "a+", 0o600);
    try {
      const { size } = await handle.stat();
      const start = size === 0 ? beginning(new Date()) : (await endsWithin(handle, size)) ? "\n" : "";
      if (start !== "" || lines !== "") await handle.appendFile(`${start}${lines}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(dirname(this.file));
  }
}

const diskFull: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** The first line of a list: a restore can tell by it whether the list is older than the backup. */
const beginning = (at: Date): string => `# begun ${at.toISOString()}\n`;

/** Whether the file ends within a line, as after an append that a full disk has cut off. */
async function endsWithin(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== "\n";
}

const lineOf = ({ memberId, keepPosts, at }: RecordedErasure): string =>
  `${memberId} ${keepPosts ? "KEEP" : "REMOVE"} ${at.toISOString()}\n`;

/** A line of the list that is no erasure. */
export class ErasureLogError extends Error {}

/** When the list in a file was begun; null for one that does not say so. */
export async function beginningOf(file: string): Promise<Date | null> {
  const [first] = (await readFile(file, "utf8")).split("\n", 1);
  const [, at] = /^# begun (\d{4}-\S{18}Z)$/.exec(first!.trimEnd()) ?? [];
  return at === undefined ? null : new Date(at);
}

/**
 * The erasures in a file, in their order. Passes over a line that was cut off, whose erasure was never confirmed.
 * @throws ErasureLogError for any other line
 */
export async function readErasures(file: string): Promise<RecordedErasure[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, index) => {
    const [, memberId, posts, at] = /^([0-9a-f-]{36}) (KEEP|REMOVE) (\d{4}-\S{18}Z)$/.exec(line.trimEnd()) ?? [];
    if (memberId !== undefined) return [{ memberId, keepPosts: posts === "KEEP", at: new Date(at!) }];
    if (isCutOff(line) || line.startsWith("#")) return [];
    throw new ErasureLogError(`${file}:${index + 1}: this is no erasure: <member id> KEEP|REMOVE <time>.`);
  });
}

/** Whether the line is the beginning of an erasure. */
const isCutOff = (line: string): boolean =>
  /^[0-9a-f-]{0,36}$|^[0-9a-f-]{36} [A-Z]{0,6}$|^[0-9a-f-]{36} (KEEP|REMOVE) [\dT:.-]*$/.test(line);
