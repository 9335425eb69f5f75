import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { createLogger } from "../../src/logger.js";
import { ShedWarning } from "../../src/server/admission/shed-warning.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe("the log in an overload", () => {
  it("has one line for all that is refused within ten seconds", () => {
    const lines: { level: string; refused: number; seconds: number }[] = [];
    const log = createLogger("info", { write: (line) => void lines.push(JSON.parse(line)) });
    const warning = new ShedWarning(log);
    const refuse = (times: number): void => {
      for (let n = 0; n < times; n++) warning.count();
    };
    refuse(3);
    jest.advanceTimersByTime(9_000);
    refuse(2);
    expect(lines).toEqual([]);
    jest.advanceTimersByTime(1_000);
    expect(lines).toMatchObject([{ refused: 5, seconds: 10 }]);
    jest.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(1);
    refuse(1);
    jest.advanceTimersByTime(10_000);
    expect(lines[1]).toMatchObject({ refused: 1 });
  });
});
