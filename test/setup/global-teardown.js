import { rm } from "node:fs/promises";

export default async function globalTeardown() {
  const { postgres, folders } = globalThis.testPostgres;
  await postgres.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
