import type { Logger } from "pino";
import { systemContext, type Context, type CoreServices } from "../../../core/graphql/context.js";
import { rankedByThemes } from "../collaborators.js";
import { referenceRanking } from "../reference.reads.js";

const intervalMs = 60_000;
/** Beyond this the database would be busy for seconds with what it is asked to compare. */
const maxMembers = 50_000;
const samples = 5;
const compared = 10;

/** Compares, now and then, what the index suggests to a few members with what the database would. */
export class IndexCheck {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(
    readonly services: CoreServices,
    readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.run()
        .catch((error: unknown) => this.log.debug({ err: error }, "the interest index could not be checked"))
        .finally(() => (this.#running = null));
    }, intervalMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async run(): Promise<void> {
    const { interests } = this.services;
    if (!interests.isReady || interests.store.memberCount > maxMembers) return;
    const { members } = interests.store;
    for (let sample = 0; sample < samples && members.size > 0; sample++) {
      const id = members.idOf(Math.floor(Math.random() * members.size));
      interests.checks++;
      // A change may come between the two readings; it does not do so for ever.
      if ((await this.#agrees(id)) || (await this.#agrees(id))) continue;
      interests.mismatches++;
      this.log.error("the interest index suggests others than the database would: reading the network anew");
      interests.projection.rebuild();
      return;
    }
  }

  async #agrees(memberId: string): Promise<boolean> {
    const ctx: Context = { ...systemContext(this.services, this.log), callerId: memberId, suggestionsBy: "index" };
    const suggested = await rankedByThemes(ctx, { memberId, ideaId: null }, compared);
    const expected = await referenceRanking(ctx, { memberId, ideaId: null }, compared, null);
    const told = (ranks: [string, number][]): string => JSON.stringify(ranks);
    return (
      told(suggested.map(({ member, total }) => [member.id, total])) ===
      told(expected.map(({ memberId: id, total }) => [id, total]))
    );
  }
}
