import type { Logger } from "pino";
import { systemContext } from "../../core/graphql/context.js";
import type { JobDeclaration } from "../../core/jobs/periodic-job.js";
import { hydrate } from "./hydrate/hydrate.js";
import type { MatchmakingContext, SuggestionServices } from "./matchmaking.services.js";
import { suggestionQuery } from "./query/suggestion-query.js";
import { candidatesByIndex } from "./retrieve/retrieve.js";
import { referenceRanking } from "./reference/reference-ranking.reads.js";

/** Beyond this the database would be busy for seconds with what it is asked to compare. */
const maxMembers = 50_000;
const samples = 5;
const compared = 10;

/** Compares a few members' suggestions by the index with those by the database. */
export class IndexCheck {
  readonly declaration: JobDeclaration = {
    name: "interest-index-check",
    intervalMs: 60_000,
    runsAtStart: false,
    run: () => this.run(),
    failureMessage: "the interest index could not be checked",
    failureLevel: "debug",
  };

  constructor(
    readonly services: SuggestionServices,
    readonly log: Logger,
  ) {}

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
    const ctx: MatchmakingContext = Object.assign(systemContext(this.services, this.log), {
      callerId: memberId,
      suggestionsBy: "index",
    } as const);
    const target = { memberId, ideaId: null };
    const query = await suggestionQuery(ctx, { target, first: compared, themes: null });
    const hydrated = hydrate(ctx, query, candidatesByIndex(query), { discounted: false });
    const suggested = await hydrated.top(compared, () => true);
    const expected = await referenceRanking(ctx, target, compared, null);
    const asText = (ranking: [string, number][]): string => JSON.stringify(ranking);
    return (
      asText(suggested.map(({ member, score }) => [member.id, score])) ===
      asText(expected.map(({ memberId: id, score }) => [id, score]))
    );
  }
}
