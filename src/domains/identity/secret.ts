import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A secret that is generated once and stored in a file with mode 0600, shared by all processes with the same data
 * folder.
 */
export async function keptSecret(
  dataDir: string,
  name: string,
  make: () => string | Promise<string> = () => randomBytes(32).toString("base64url"),
): Promise<string> {
  const file = join(dataDir, name);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Written to a temporary file and linked, so that readers never see a partial file and the first of several writers
  // wins.
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, await make(), { mode: 0o600, flag: "wx" });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(file, "utf8");
}
