import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataDirInUseError, joinEmbeddedPostgres } from "../../src/core/database/embedded/embedded-postgres.js";
import type { BenchRun } from "../bench-run.js";
import { fill, postedIdeas } from "../resume/database.js";
import { askersOf, type Asker } from "../speed/load.js";
import { startService } from "../speed/service-process.js";
import { failuresOf, keepReading } from "./reading.js";
import type { FaultRow, Outcome } from "./row.js";
import { mountSmallDisk } from "./small-disk.js";

const diskMiB = 200;
const writesUntilFull = 2_000;
const recoveryMs = 5_000;
const mutation = `mutation ($body: String!) { postIdea(input: {kind: IDEA, title: "Een idee", body: $body, themes: []}) {
  idea { id } userErrors { message } } }`;

export const diskFull: FaultRow = {
  bar: "the disk full: writes UNAVAILABLE and /readyz not ready for writes, reads go on, back without a restart; no start on it",
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const disk = await mountSmallDisk(folder, diskMiB);
    if (!disk) return { pass: null, skipped: "this process may not mount a tmpfs" };
    cleanup.add(() => disk.remove());
    const dataDir = join(folder, "data");
    const service = await startService({ databaseUrl: "", dataDir }, cleanup);
    const databaseUrl = await joinEmbeddedPostgres(new DataDirInUseError(dataDir), dataDir);
    const [author] = await askersOf(await fill(databaseUrl, 1));
    await disk.fill();
    const codes: Record<string, number> = {};
    let acknowledged = 0;
    for (let n = 0; n < writesUntilFull && Object.keys(codes).length === 0; n++) {
      const code = await write(service.url, author!);
      if (code === null) acknowledged++;
      else codes[code] = (codes[code] ?? 0) + 1;
    }
    const full = await readiness(service.url);
    const stopReading = keepReading(service.url, 20);
    await sleep(3_000);
    const reads = await stopReading();
    await disk.empty();
    const emptied = performance.now();
    while ((await readiness(service.url)).status !== "ready" && performance.now() - emptied < 30_000) await sleep(20);
    const recoveredMs = Math.round(performance.now() - emptied);
    const writesAgain = (await write(service.url, author!)) === null;
    const kept = (await postedIdeas(databaseUrl)).length;
    await service.stop();
    await disk.fill();
    const refusal = await startService({ databaseUrl: "", dataDir }, cleanup).then(
      () => "it started",
      (error: Error) => error.message,
    );
    const plain = /^The service ended before it was ready: The disk of DATA_DIR \(.*\) is full, .*\n$/.test(refusal);
    const lost = acknowledged + (writesAgain ? 1 : 0) - kept;
    const failures = failuresOf(reads);
    tell(
      `writes ${JSON.stringify(codes)}, /readyz "${full.status}"; reads failed ${JSON.stringify(failures)}; back after ${recoveredMs} ms`,
    );
    tell(refusal.trim());
    return {
      pass:
        Object.keys(codes).join() === "UNAVAILABLE" &&
        full.status === "not ready for writes" &&
        Object.keys(failures).length === 0 &&
        recoveredMs <= recoveryMs &&
        writesAgain &&
        lost === 0 &&
        plain,
      ...{
        acknowledged,
        lost,
        codes,
        readyz: full.status,
        reads: reads.length,
        failures,
        recoveredMs,
        writesAgain,
        plain,
      },
    };
  },
};

const readiness = async (url: string): Promise<{ status: string }> =>
  (await (await fetch(`${url}/readyz`)).json()) as { status: string };

/** Posts a text that does not compress, so that the table grows; the code of the error, null without one. */
async function write(url: string, { authorization }: Asker): Promise<string | null> {
  const body = Array.from({ length: 900 }, () => Math.random().toString(36).slice(2, 12)).join(" ");
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: mutation, variables: { body: body.slice(0, 9_000) } }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { postIdea: { userErrors: { message: string }[] } } | null;
    errors?: { extensions?: { code?: string } }[];
  };
  if (errors) return errors[0]?.extensions?.code ?? "an error without code";
  return data?.postIdea.userErrors[0]?.message ?? null;
}
