import type { FieldTime } from "../core/graphql/operation-cost.js";

/**
 * How long each list, count and ranking takes, in milliseconds of service time, at 100,000 members and 200,000 ideas.
 * Written by `npm run bench -- costs --write`.
 */
export const fieldTimes: Record<string, FieldTime> = {};
