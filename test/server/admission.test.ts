import { describe, expect, it, jest } from "@jest/globals";
import { getOperationAST, parse } from "graphql";
import { EventEmitter } from "node:events";
import { ServiceTime } from "../../src/core/budget/service-time.js";
import { Admission } from "../../src/server/admission/admission.js";
import { priorities, type AdmissionRequest } from "../../src/server/admission/operation-queue.js";
import type { Permit } from "../../src/server/admission/permit.js";
import { schema } from "../../src/app/schema.js";
import {
  admissionRequestOf,
  beginsSubscription,
  sessionMutations,
  shortMutation,
} from "../../src/server/admission/admission-request.js";

const { signIn, member, anonymous } = priorities;
const one = (caller: string, priority: AdmissionRequest["priority"] = anonymous): AdmissionRequest => ({
  caller,
  priority,
});

/** An admission whose clock the test sets, and what became of those who asked for a permit. */
function admission(limit: number) {
  let now = 0;
  const clock = (): number => now;
  const admission = new Admission({ min: limit, max: limit }, { serviceTime: new ServiceTime(clock), now: clock });
  const permits = new Map<string, Permit>();
  const refused: string[] = [];
  const settled: Promise<void>[] = [];
  const settle = async (name: string, asked: Promise<Permit | null>): Promise<void> => {
    settled.push(
      asked.then((permit) => {
        if (permit) permits.set(name, permit);
        else refused.push(name);
      }),
    );
    await turn();
  };
  const ask = (name: string, admissionRequest: AdmissionRequest, client = new EventEmitter()): Promise<void> =>
    settle(name, admission.admit(admissionRequest, client));
  const subscribe = (name: string, caller: string, size = 100, client = new EventEmitter()): Promise<void> =>
    settle(
      name,
      admission.admitSubscription(one(caller), client, () => size),
    );
  const release = async (name: string): Promise<void> => {
    permits.get(name)!.release();
    permits.delete(name);
    await turn();
  };
  return { admission, permits, refused, ask, subscribe, release, pass: (ms: number) => void (now += ms) };
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

  it.each([
    ["a second", 0, 1_000, false],
    ["ten seconds when they are sign-ins or sign-ups, as of a room", 0, 10_000, true],
    ["400 ms when nothing has begun or ended for a while, as when the database is silent", 501, 400, true],
  ])("are refused after %s", async (_when, idleMs, waitMs, isPatient) => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] });
    try {
      const { ask, refused, pass } = await full();
      pass(idleMs);
      await ask("guest", { ...one("guest"), isPatient });
      jest.advanceTimersByTime(waitMs - 1);
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

describe("sign-ins that wait", () => {
  it("are not refused in an overload, until three hundred wait, of the address with the most", async () => {
    const { admission, ask, refused } = await full();
    const patient = (caller: string) => ({ ...one(caller, signIn), isPatient: true });
    for (let n = 1; n <= 300; n++) await ask(`room ${n}`, patient(n <= 200 ? "large" : "small"));
    expect([refused, admission.waiting]).toEqual([[], 300]);
    await ask("late", patient("another"));
    expect(refused).toEqual(["room 200"]);
    expect(admission.waiting).toBe(300);
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

  it("gives its permit up while it pauses, which counts neither as service time nor twice", async () => {
    const { admission: it, permits, ask, release, pass } = admission(3);
    await ask("pausing", one("a"));
    pass(10);
    const resume = permits.get("pausing")!.pause();
    expect(it.inFlight).toBe(0);
    pass(5_000);
    await ask("other", one("a"));
    expect([...permits.keys()]).toEqual(["pausing", "other"]);
    resume();
    resume();
    expect(it.inFlight).toBe(2);
    pass(10);
    expect(permits.get("pausing")!.release()).toBe(15);
    await release("other");
    await ask("ended", one("a"));
    const tooLate = permits.get("ended")!.pause();
    permits.get("ended")!.release();
    tooLate();
    expect(it.inFlight).toBe(0);
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

describe("an operation whose client has gone", () => {
  it("no longer waits", async () => {
    const { ask, refused, admission: subject } = await full();
    const client = new EventEmitter();
    await ask("gone", one("gone"), client);
    expect(subject.waiting).toBe(1);
    client.emit("close");
    await turn();
    expect([refused, subject.waiting, subject.shed]).toEqual([["gone"], 0, 0]);
  });

  it("leaves nothing behind on its connection when it has a permit", async () => {
    const { ask, release, permits } = await full();
    const client = new EventEmitter();
    await ask("waiting", one("another"), client);
    await release("running 1");
    expect(permits.has("waiting")).toBe(true);
    expect(client.listenerCount("close")).toBe(0);
  });
});

describe("subscriptions", () => {
  it("start a few at a time, each caller in turn, however many wait", async () => {
    const { subscribe, release, permits, refused } = admission(8);
    for (let n = 1; n <= 1_000; n++) await subscribe(`one ${n}`, "one");
    await subscribe("another 1", "another");
    expect([...permits.keys()]).toEqual(["one 1", "one 2"]);
    await release("one 1");
    await release("one 2");
    expect([...permits.keys()]).toEqual(["one 3", "another 1"]);
    for (let n = 4; n <= 1_000; n++) await release([...permits.keys()][0]!);
    expect([permits.has("one 1000"), refused]).toEqual([true, []]);
  });

  it("alternate with operations that wait as well", async () => {
    const { ask, subscribe, release, permits } = await full();
    for (const n of [1, 2]) await subscribe(`subscription ${n}`, "one");
    for (const n of [1, 2]) await ask(`operation ${n}`, one(`caller ${n + 20}`));
    for (const n of [1, 2, 3, 4]) {
      await release(`running ${n}`);
      if (n % 2 === 0) expect([...permits.keys()].filter((name) => name.endsWith(`n ${n / 2}`)).length).toBe(2);
    }
  });

  it("wait through an overload", async () => {
    const { subscribe, refused, release, permits, admission: subject } = await overloaded();
    await subscribe("subscription", "one");
    expect(refused).not.toContain("subscription");
    for (let n = 1; n <= 8; n++) await release(`next ${n}`);
    expect(permits.has("subscription")).toBe(true);
    expect(subject.waiting).toBe(0);
  });

  it("are refused when their requests take more than 4 MiB of one caller while they wait", async () => {
    const { subscribe, refused } = await full();
    const quarter = 1024 * 1024;
    for (let n = 1; n <= 5; n++) await subscribe(`one ${n}`, "one", quarter);
    await subscribe("another", "another", quarter);
    expect(refused).toEqual(["one 5"]);
  });

  it("are refused when they take more than 32 MiB together", async () => {
    const { subscribe, refused } = await full();
    for (let n = 1; n <= 9; n++) await subscribe(`caller ${n}`, `caller ${n}`, 4 * 1024 * 1024);
    expect(refused).toEqual(["caller 9"]);
  });

  it("no longer wait when their client has gone", async () => {
    const { subscribe, admission: subject } = await full();
    const client = new EventEmitter();
    await subscribe("gone", "one", 4 * 1024 * 1024, client);
    client.emit("close");
    expect(subject.waiting).toBe(0);
    await subscribe("next", "one", 4 * 1024 * 1024);
    expect(subject.waiting).toBe(1);
  });

  it("are recognised by their first word while the document is not known", () => {
    expect(beginsSubscription("# all ideas\nsubscription Ideas { ideaPosted { cursor } }")).toBe(true);
    for (const text of ["{ themes { totalCount } }", "query subscription { viewer { email } }", "'", "", undefined])
      expect(beginsSubscription(text)).toBe(false);
  });
});

/** Operations take 100 ms, and the queue has been growing for a while. */
async function overloaded(guest = (n: number) => `guest ${n}`) {
  const all = await full();
  all.pass(60);
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

describe("a caller who uses the service far more than others", () => {
  /** One caller has used the service for a second, in which others used it for 10 ms each. */
  async function withHog(limit = 8) {
    const all = admission(limit);
    for (let n = 1; n <= 20; n++) {
      await all.ask(`light ${n}`, one(`caller ${n}`));
      all.pass(10);
      await all.release(`light ${n}`);
    }
    await all.ask("heavy", one("hog", member));
    all.pass(1_000);
    await all.release("heavy");
    return all;
  }

  /** The hog asks for far more than can run: its first operation runs, and an overload has begun. */
  async function withHogInOverload() {
    const all = await withHog(3);
    for (let n = 1; n <= 60; n++) {
      await all.ask(`hog ${n}`, one("hog", member));
      all.pass(10);
    }
    expect(all.refused.length).toBeGreaterThan(0);
    return all;
  }

  it("waits for all others", async () => {
    const { ask, release, permits } = await withHog();
    for (let n = 1; n <= 8; n++) await ask(`running ${n}`, one(`caller ${n}`));
    await ask("of the hog", one("hog", member));
    await ask("of a guest", one("guest"));
    await release("running 1");
    expect([permits.has("of a guest"), permits.has("of the hog")]).toEqual([true, false]);
  });

  it("has one permit in an overload, which takes none from the others, and is refused first", async () => {
    const { ask, release, permits, refused } = await withHogInOverload();
    const before = refused.length;
    for (let n = 1; n <= 2; n++) await ask(`running ${n}`, one(`caller ${n}`));
    for (let n = 3; n <= 5; n++) await ask(`waiting ${n}`, one(`caller ${n}`));
    expect([...permits.keys()]).toEqual(["hog 1", "running 1", "running 2", "waiting 3"]);
    expect(refused.slice(before).filter((name) => !name.startsWith("hog"))).toEqual([]);
    await release("hog 1");
    expect([...permits.keys()]).toEqual(["running 1", "running 2", "waiting 3"]);
    await release("running 1");
    expect([...permits.keys()]).toEqual(["running 2", "waiting 3", "waiting 4"]);
  });

  it("uses a quarter of the time at most in an overload, however little the others ask", async () => {
    const { ask, release, permits, pass } = await withHogInOverload();
    await release("hog 1");
    let usedMs = 0;
    for (let ms = 0; ms < 20_000; ms += 10) {
      await ask("light", one("caller 1"));
      await release("light");
      await ask(`hog at ${ms}`, one("hog", member));
      await ask(`another hog at ${ms}`, one("hog", member));
      pass(10);
      for (const name of permits.keys()) {
        usedMs += 10;
        await release(name);
      }
    }
    expect(usedMs).toBeGreaterThan(4_000);
    expect(usedMs).toBeLessThan(6_000);
  });

  it("leaves a queue of others that they are not refused from as soon as its operation has ended", async () => {
    const { ask, pass, release, permits, refused } = await withHogInOverload();
    const before = refused.length;
    for (let n = 1; n <= 12; n++) await ask(`other ${n}`, one(`caller ${n}`));
    pass(200);
    await release("hog 1");
    expect(refused.slice(before).filter((name) => !name.startsWith("hog"))).toEqual([]);
    for (let n = 1; n <= 12; n++) {
      const [name] = permits.keys();
      expect(name).toMatch(/^other/);
      pass(10);
      await release(name!);
    }
    expect(refused.slice(before).filter((name) => !name.startsWith("hog"))).toEqual([]);
  });

  it("is like any other when it has used little for ten seconds", async () => {
    const { ask, release, permits, pass } = await withHog();
    pass(10_000);
    for (let n = 1; n <= 8; n++) await ask(`running ${n}`, one(`caller ${n}`));
    await ask("of the member", one("hog", member));
    await ask("of a guest", one("guest"));
    await release("running 1");
    expect([permits.has("of a guest"), permits.has("of the member")]).toEqual([false, true]);
  });
});

describe("when more come than can run", () => {
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

  it("no member is refused as long as only others are too many", async () => {
    const { ask, refused, release, permits, pass } = await overloaded();
    const before = refused.length;
    for (let n = 1; n <= 20; n++) await ask(`member ${n}`, one(`member ${n}`, member));
    for (let n = 1; n <= 8; n++) {
      await ask(`late ${n}`, one(`late ${n}`));
      await release(`next ${n}`);
      pass(10);
    }
    expect([...permits.keys()]).toEqual(Array.from({ length: 8 }, (_, n) => `member ${n + 1}`));
    expect(refused.slice(before).filter((name) => name.startsWith("member"))).toEqual([]);
  });

  it("no member is refused as long as few of them wait, however slow what runs is", async () => {
    const { ask, refused, release, permits, pass } = admission(2);
    for (let n = 0; n < 20; n++) {
      for (const side of ["left", "right"]) await ask(`${side} ${n}`, one(`${side} ${n}`));
      pass(400);
      for (const name of [...permits.keys()]) await release(name);
    }
    for (const side of ["left", "right"]) await ask(`${side} last`, one(`${side} last`));
    for (let n = 1; n <= 5; n++) {
      await ask(`member ${n}`, one(`member ${n}`, member));
      pass(120);
    }
    expect(refused).toEqual([]);
  });

  it("members are refused when they alone are too many", async () => {
    const { ask, refused, pass, admission: subject } = await overloaded();
    for (let n = 0; n < 60; n++) {
      await ask(`member ${n}`, one(`member ${n}`, member));
      pass(10);
    }
    expect(subject.waiting).toBeLessThan(5);
    const before = refused.length;
    await ask("late member", one("late member", member));
    expect(refused.slice(before)).toEqual(["late member"]);
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

  it("it is over when there was time for all who came, however many of them came at once", async () => {
    const { ask, refused, release, permits, pass } = await overloaded();
    for (const name of [...permits.keys()]) await release(name);
    for (const name of [...permits.keys()]) await release(name);
    const burst = async (of: string): Promise<number> => {
      const before = refused.length;
      for (let n = 1; n <= 20; n++) await ask(`${of} ${n}`, one(`guest ${n}`));
      while (permits.size > 0) {
        pass(30);
        for (const name of [...permits.keys()]) await release(name);
      }
      pass(200);
      return refused.length - before;
    };
    expect(await burst("first")).toBeGreaterThan(5);
    for (let n = 0; n < 5; n++) await burst(`after ${n}`);
    expect(await burst("last")).toBe(0);
  });

  it("it is no overload when as many wait all the time, as clients do who wait for an answer before the next request", async () => {
    const { ask, refused, release, permits, pass } = await full();
    for (let n = 9; n <= 32; n++) await ask(`running ${n}`, one(`caller ${n}`));
    for (let n = 0; n < 400; n++) {
      pass(8);
      const [name] = [...permits.keys()];
      await release(name!);
      await ask(name!, one(name!.replace("running", "caller")));
    }
    expect(refused).toEqual([]);
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

  it("goes first, apart from what else its caller runs", () => {
    const request = { ...one("sign-in address:192.0.2.1", signIn), isPatient: true };
    expect(of(`mutation { signIn(input: {}) { accessToken } }`)).toEqual(request);
    expect(of(`mutation { refreshSession(input: {}) { accessToken } }`)).toEqual(request);
  });

  it("is by mutations of the schema", () => {
    expect([...sessionMutations].filter((name) => !schema.getMutationType()!.getFields()[name])).toEqual([]);
  });

  it("waits for longer as a sign-up, in the order of others", () => {
    const request = { ...one("address:192.0.2.1", anonymous), isPatient: true };
    expect(of(`mutation { signUp(input: {}) { confirmationSent } }`)).toEqual(request);
  });

  it("is found in a short document that is not known yet", () => {
    const text = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }`;
    expect(shortMutation(` \n${text}`)!.name!.value).toBe("SignIn");
    for (const other of [
      undefined,
      "{ themes { nodes { id } } }",
      `${text} query Other { __typename }`,
      `mutation { signIn(`,
      `mutation { signIn }${" ".repeat(1_000)}`,
      `mutation { ${"a ".repeat(100)} }`,
    ])
      expect(shortMutation(other)).toBeUndefined();
  });

  it("is nothing that does more", () => {
    const guest = one("address:192.0.2.1", anonymous);
    expect(of(`mutation { signIn(input: {}) { accessToken } postIdea(input: {}) { idea { id } } }`)).toEqual(guest);
    expect(of(`mutation { ... { signIn(input: {}) { accessToken } } }`)).toEqual(guest);
    expect(of("query signIn { signIn: themes { nodes { id } } }")).toEqual(guest);
  });
});
