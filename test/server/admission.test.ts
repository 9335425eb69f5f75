import { describe, expect, it, jest } from "@jest/globals";
import { getOperationAST, parse } from "graphql";
import { Admission, priorities, type AdmissionRequest, type Permit } from "../../src/server/admission/admission.js";
import { schema } from "../../src/app/schema.js";
import { admissionRequestOf, signInMutations } from "../../src/server/admission/admission-request.js";

const { signIn, member, anonymous } = priorities;
const one = (caller: string, priority: AdmissionRequest["priority"] = anonymous): AdmissionRequest => ({
  caller,
  priority,
});

/** An admission whose clock the test sets, and what became of those who asked for a permit. */
function admission(limit: number) {
  let now = 0;
  const admission = new Admission({ min: limit, max: limit }, () => now);
  const permits = new Map<string, Permit>();
  const refused: string[] = [];
  const settled: Promise<void>[] = [];
  const ask = async (name: string, admissionRequest: AdmissionRequest): Promise<void> => {
    const asked = admission.admit(admissionRequest).then((permit) => {
      if (permit) permits.set(name, permit);
      else refused.push(name);
    });
    settled.push(asked);
    await turn();
  };
  const release = async (name: string): Promise<void> => {
    permits.get(name)!.release();
    permits.delete(name);
    await turn();
  };
  return { admission, permits, refused, ask, release, pass: (ms: number) => void (now += ms) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** All eight permits are taken, each by a caller of its own. */
async function full() {
  const all = admission(8);
  for (let n = 1; n <= 8; n++) await all.ask(`running ${n}`, one(`caller ${n}`));
  expect(all.permits.size).toBe(8);
  return all;
}

describe("operations beyond the limit", () => {
  it("wait, and go in the order of sign-ins, members and others", async () => {
    const { ask, release, permits } = await full();
    await ask("guest", one("guest"));
    await ask("member", one("member", member));
    await ask("sign-in", one("sign-in", signIn));
    await release("running 1");
    expect([...permits.keys()].slice(7)).toEqual(["sign-in"]);
    await release("running 2");
    await release("running 3");
    expect([...permits.keys()].slice(5)).toEqual(["sign-in", "member", "guest"]);
  });

  it("go by turns of their callers: who runs less goes first", async () => {
    const { ask, release, permits } = await full();
    await ask("second of caller 8", one("caller 8"));
    await ask("first of another", one("another"));
    await release("running 1");
    expect([...permits.keys()]).toContain("first of another");
  });

  it("are refused after a second", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] });
    try {
      const { ask, refused } = await full();
      await ask("guest", one("guest"));
      jest.advanceTimersByTime(999);
      await turn();
      expect(refused).toEqual([]);
      jest.advanceTimersByTime(1);
      await turn();
      expect(refused).toEqual(["guest"]);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("a caller", () => {
  it("holds a third of the permits at most, however many are free", async () => {
    const { ask, permits, release } = admission(8);
    for (let n = 1; n <= 5; n++) await ask(`one ${n}`, one("one"));
    await ask("another", one("another"));
    expect([...permits.keys()]).toEqual(["one 1", "one 2", "another"]);
    await release("one 2");
    expect(permits.has("one 3")).toBe(true);
  });

  it("is known to ask as long as one of its operations runs or waits", async () => {
    const { ask, release, admission: subject } = admission(3);
    await ask("running", one("one"));
    await ask("waiting", one("one"));
    await release("running");
    expect(subject.hasOperationsOf("one")).toBe(true);
    await release("waiting");
    expect(subject.hasOperationsOf("one")).toBe(false);
  });

  it("keeps the service busy for its share of the time in which others run, too", async () => {
    const { ask, permits, pass } = admission(8);
    await ask("one", one("one"));
    pass(10);
    await ask("two", one("two"));
    pass(30);
    expect(permits.get("one")!.release()).toBe(25);
    pass(10);
    expect(permits.get("two")!.release()).toBe(25);
    expect(permits.get("two")!.release()).toBe(0);
  });

  it("releases a permit once, however often it is released", async () => {
    const { ask, permits, admission: subject } = admission(8);
    await ask("one", one("one"));
    await ask("two", one("two"));
    const permit = permits.get("one")!;
    permit.release();
    permit.release();
    expect(subject.inFlight).toBe(1);
  });
});

describe("when more come than can run", () => {
  /** Operations take 100 ms, and the queue has been growing for a while. */
  async function overloaded(guest = (n: number) => `guest ${n}`) {
    const all = await full();
    all.pass(100);
    for (let n = 1; n <= 8; n++) {
      await all.release(`running ${n}`);
      await all.ask(`next ${n}`, one(`caller ${n}`));
    }
    for (let n = 0; n < 60; n++) {
      await all.ask(`waiting ${n}`, one(guest(n)));
      all.pass(10);
    }
    return all;
  }

  it("those for whom there is no time are refused at once, and few of them wait", async () => {
    const { ask, refused, admission: subject } = await overloaded();
    expect(subject.waiting).toBeLessThan(5);
    const before = refused.length;
    await ask("late", one("late"));
    expect(refused.slice(before)).toEqual(["late"]);
    expect(subject.shed).toBe(refused.length);
  });

  it("a member takes the turn of somebody who is not signed in", async () => {
    const { ask, refused, release, permits } = await overloaded();
    const before = refused.length;
    await ask("member", one("member", member));
    expect(refused.slice(before)).not.toContain("member");
    expect(refused.length).toBe(before + 1);
    await release("next 1");
    expect(permits.has("member")).toBe(true);
  });

  it("of two with the same priority who asks the most is refused", async () => {
    const { ask, refused } = await overloaded(() => "flood");
    const before = refused.length;
    await ask("quiet", one("quiet"));
    expect(refused.slice(before)).toEqual([expect.stringMatching("waiting")]);
  });

  it("it is no overload while the queue is short, however long it lasts", async () => {
    const { ask, refused, release, pass } = await full();
    for (let n = 1; n <= 100; n++) {
      await ask(`waiting ${n}`, one(`guest ${n}`));
      pass(10);
      await release(n <= 8 ? `running ${n}` : `waiting ${n - 8}`);
    }
    expect(refused).toEqual([]);
  });

  it("it is over when few were refused for a second", async () => {
    const { ask, refused, release, permits, pass } = await overloaded();
    for (const name of [...permits.keys()]) await release(name);
    for (const name of [...permits.keys()]) await release(name);
    for (let n = 0; n < 50; n++) {
      pass(50);
      await ask(`later ${n}`, one(`guest ${n}`));
      await release(`later ${n}`);
    }
    const before = refused.length;
    for (let n = 0; n < 20; n++) await ask(`burst ${n}`, one(`guest ${n}`));
    expect(refused.slice(before)).toEqual([]);
  });

  it("a burst that becomes shorter is no overload", async () => {
    const { ask, refused, release, pass } = await full();
    for (let n = 1; n <= 8; n++) await ask(`burst ${n}`, one(`guest ${n}`));
    for (let n = 1; n <= 8; n++) {
      pass(60);
      await release(`running ${n}`);
    }
    expect(refused).toEqual([]);
  });
});

describe("a sign-in", () => {
  const payer = { key: "address:192.0.2.1", limit: 1 };
  const of = (document: string): AdmissionRequest =>
    admissionRequestOf(payer, null, getOperationAST(parse(document)) ?? undefined);

  it("goes first, with a share for all sign-ins together", () => {
    expect(of(`mutation { signIn(input: {}) { accessToken } }`)).toEqual(one("sign-in", signIn));
    expect(of(`mutation { refreshSession(input: {}) { accessToken } }`)).toEqual(one("sign-in", signIn));
  });

  it("is by mutations of the schema", () => {
    expect([...signInMutations].filter((name) => !schema.getMutationType()!.getFields()[name])).toEqual([]);
  });

  it("is nothing that does more", () => {
    const guest = one("address:192.0.2.1", anonymous);
    expect(of(`mutation { signIn(input: {}) { accessToken } postIdea(input: {}) { idea { id } } }`)).toEqual(guest);
    expect(of(`mutation { ... { signIn(input: {}) { accessToken } } }`)).toEqual(guest);
    expect(of("query signIn { signIn: themes { nodes { id } } }")).toEqual(guest);
  });
});
