import { expect } from "@jest/globals";

/** Expects that of attempts that began then, as many were let through as the bucket holds, and what leaked out since. */
export function expectFilled(passed: number, { size, periodMs }: { size: number; periodMs: number }, beganMs: number) {
  expect(passed).toBeGreaterThanOrEqual(size);
  expect(passed).toBeLessThanOrEqual(size + Math.ceil(((performance.now() - beganMs) / periodMs) * size));
}
