import { execFile } from "node:child_process";
import { mkdir, open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const chunk = Buffer.alloc(1 << 20);

/** A disk in memory, so small that it can be filled up. */
export interface SmallDisk {
  folder: string;
  /** Takes all of the room that is left but so many bytes. */
  fill: (butBytes?: number) => Promise<void>;
  /** Gives that room back. */
  empty: () => Promise<void>;
  remove: () => Promise<void>;
}

/** Mounts a tmpfs on a new folder; null where this process may not mount. */
export async function mountSmallDisk(folder: string, mebibytes: number): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true });
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "ino-small-disk", folder]);
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: async (butBytes = 0) => {
      const file = await open(ballast, "a");
      try {
        for (;;) {
          const { bavail, bsize } = await statfs(folder);
          const room = bavail * bsize - butBytes;
          if (room <= 0) return;
          await file.write(chunk, 0, Math.min(room, chunk.length));
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
    remove: async () => {
      await run("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
