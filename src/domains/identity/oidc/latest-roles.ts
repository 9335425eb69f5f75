import { LRUCache } from "lru-cache";
import type { Context } from "../../../core/graphql/context.js";
import { applyClaimedRoles, type RoleClaim } from "./claimed-roles.service.js";

const max = 10_000;

/**
 * The claims about roles that this process has seen last, by member: clients send the same token with every request.
 * A later token is compared with the database, as another process may have applied another claim meanwhile.
 */
export class LatestRoles {
  readonly #applied = new LRUCache<string, { roles: string; asOfMs: number }>({ max });

  async apply(ctx: Context, claim: RoleClaim): Promise<void> {
    const key = `${claim.memberId} ${claim.subject}`;
    const [roles, asOfMs] = [claim.roles.join(), claim.asOf.getTime()];
    const applied = this.#applied.get(key);
    if (applied && (applied.asOfMs > asOfMs || (applied.asOfMs === asOfMs && applied.roles === roles))) return;
    if (await applyClaimedRoles(ctx, claim)) this.#applied.set(key, { roles, asOfMs });
  }
}
