import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { joinEmbeddedPostgres, DataDirInUseError } from "../../src/core/database/embedded/embedded-postgres.js";
import type { BenchRun } from "../bench-run.js";
import { postedIdeas, theme } from "../resume/database.js";
import { post } from "../resume/posting.js";
import { TcpProxy } from "../resume/tcp-proxy.js";
import { quantile } from "../speed/load.js";
import { startService, type ServiceProcess } from "../speed/service-process.js";
import { comparedWith, networkOf, received } from "./network.js";
import type { FaultRow, Outcome } from "./row.js";

const kills = 20;
const everyMs = 5_000;
const readyWithinMs = 3_000;

/** The service with its own PostgreSQL, which outlives each kill and is taken over. */
export const kill: FaultRow = {
  bar: "kill -9 twenty times under 50 writes a second and 50 subscribers: nothing lost, nothing twice, no gap, ready again in 3 s",
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const proxy = await TcpProxy.open();
    cleanup.add(() => proxy.close());
    const dataDir = join(folder, "service");
    const start = async (): Promise<ServiceProcess> => {
      const service = await startService({ databaseUrl: "", dataDir, env: { TRUSTED_PROXIES: "127.0.0.1" } }, cleanup);
      proxy.add(portOf(service));
      return service;
    };
    let service = await start();
    const databaseUrl = await joinEmbeddedPostgres(new DataDirInUseError(dataDir), dataDir);
    const counts = { authors: 10, subscribers: 50 };
    const { authors, subscribers } = await networkOf({ url: proxy.url, databaseUrl }, counts, cleanup);
    const posting = post({
      ...{ url: proxy.url, authors, theme, perS: 50, random: Math.random },
      seconds: (kills * everyMs) / 1_000,
    });
    const readyMs: number[] = [];
    for (let n = 0; n < kills; n++) {
      await sleep(everyMs / 2);
      proxy.remove(portOf(service));
      await service.kill();
      service = await start();
      readyMs.push(service.readyMs);
      await sleep(Math.max(0, everyMs / 2 - service.readyMs));
    }
    const { ideaIds } = await posting;
    const logged = await postedIdeas(databaseUrl);
    const { missing, duplicated, outOfOrder } = await received(subscribers, logged);
    const { lost, twice } = comparedWith(logged, ideaIds);
    const readyMaxMs = Math.round(Math.max(...readyMs));
    tell(
      `${ideaIds.length} writes acknowledged, ${lost} lost, ${twice} twice; ready again after at most ${readyMaxMs} ms`,
    );
    return {
      pass: lost + twice + missing + duplicated + outOfOrder === 0 && readyMaxMs <= readyWithinMs,
      ...{ kills, acknowledged: ideaIds.length, lost, twice, missing, duplicated, outOfOrder },
      ...{ readyP50Ms: Math.round(quantile(readyMs, 0.5)), readyMaxMs },
    };
  },
};

const portOf = ({ url }: ServiceProcess): number => Number(new URL(url).port);
