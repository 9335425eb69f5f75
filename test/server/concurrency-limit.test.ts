import { describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { ConcurrencyLimit } from "../../src/server/admission/concurrency-limit.js";

const document = parse("{ themes { totalCount } }");
const alone = { document, cost: 10, latencyMs: 40, inFlight: 1, wasAlone: true };

/** A service that can do the work of `capacity` operations at a time: beyond that, each takes longer. */
function load(limit: ConcurrencyLimit, capacity: number, operations = 2_000): void {
  for (let n = 0; n < operations; n++) {
    const inFlight = limit.value;
    limit.observe({ ...alone, latencyMs: 40 * Math.max(1, inFlight / capacity), inFlight, wasAlone: false });
  }
}

describe("the limit", () => {
  it("grows to its maximum while operations do not become slower", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    limit.observe(alone);
    load(limit, 1_000);
    expect(limit.value).toBe(64);
  });

  it("stays where operations take about one and a half times as long as without load", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    limit.observe(alone);
    load(limit, 10);
    expect(limit.value).toBeGreaterThanOrEqual(14);
    expect(limit.value).toBeLessThanOrEqual(20);
  });

  it("falls to three when less is possible, and rises again afterwards", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    limit.observe(alone);
    load(limit, 1);
    expect(limit.value).toBe(3);
    load(limit, 1_000);
    expect(limit.value).toBe(64);
  });

  it("does not grow while few operations run", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    for (let n = 0; n < 200; n++) limit.observe({ ...alone, inFlight: 2, wasAlone: false });
    expect(limit.value).toBe(20);
  });

  it("compares an operation with itself: one that takes long is not a slow service", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    const long = parse("{ members { totalCount } }");
    for (let n = 0; n < 2_000; n++)
      limit.observe({ ...alone, ...(n % 2 && { document: long, latencyMs: 900 }), inFlight: limit.value });
    expect(limit.value).toBe(64);
  });

  it("compares a cheap call with cheap calls: the same document with larger pages takes longer", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    for (let n = 0; n < 2_000; n++)
      limit.observe({ ...alone, ...(n % 2 && { cost: 5_000, latencyMs: 900 }), inFlight: limit.value });
    expect(limit.value).toBe(64);
  });

  it("is not lowered by the few whose operations became slow", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    limit.observe(alone);
    for (let n = 0; n < 2_000; n++)
      limit.observe({ ...alone, latencyMs: n % 3 ? 40 : 2_000, inFlight: limit.value, wasAlone: false });
    expect(limit.value).toBe(64);
  });

  it("is not lowered by mutations, whose commits take longer together", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    const mutation = { ...alone, document: parse("mutation { signOut { userErrors { message } } }") };
    limit.observe(mutation);
    for (let n = 0; n < 2_000; n++)
      limit.observe({ ...mutation, latencyMs: 400, inFlight: limit.value, wasAlone: false });
    expect(limit.value).toBe(64);
  });

  it("follows an operation that takes longer now, if it does so alone", () => {
    const limit = new ConcurrencyLimit({ min: 3, max: 64 });
    limit.observe(alone);
    for (let n = 0; n < 100; n++) limit.observe({ ...alone, latencyMs: 400 });
    for (let n = 0; n < 2_000; n++) limit.observe({ ...alone, latencyMs: 400, inFlight: limit.value, wasAlone: false });
    expect(limit.value).toBe(64);
  });
});
