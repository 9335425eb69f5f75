import type { z } from "zod";
import { Field, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

export enum UserErrorCode {
  INVALID_INPUT = "INVALID_INPUT",
  NOT_FOUND = "NOT_FOUND",
  EMAIL_TAKEN = "EMAIL_TAKEN",
  INVALID_CREDENTIALS = "INVALID_CREDENTIALS",
  TRY_AGAIN = "TRY_AGAIN",
  STALE_VERSION = "STALE_VERSION",
  IDEA_WITHDRAWN = "IDEA_WITHDRAWN",
  IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT",
  ALREADY_REGISTERED = "ALREADY_REGISTERED",
  NOT_REGISTERED = "NOT_REGISTERED",
  GATHERING_CLOSED = "GATHERING_CLOSED",
  INVALID_TOKEN = "INVALID_TOKEN",
  SUSPENDED = "SUSPENDED",
  ALREADY_DECIDED = "ALREADY_DECIDED",
  ALREADY_APPEALED = "ALREADY_APPEALED",
  NOT_YOURS_TO_DECIDE = "NOT_YOURS_TO_DECIDE",
  ALREADY_REQUESTED = "ALREADY_REQUESTED",
  ALREADY_COLLABORATING = "ALREADY_COLLABORATING",
  ALREADY_ANSWERED = "ALREADY_ANSWERED",
  TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS",
  PROFILE_HIDDEN = "PROFILE_HIDDEN",
}

registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description:
    "The codes of `userErrors`: outcomes of a mutation that a client must handle. Each mutation lists " +
    "its own after `Errors:`. A mutation or field that requires a signed-in caller fails without one " +
    "with the top-level error UNAUTHENTICATED, which is not listed.",
  valuesConfig: {
    INVALID_INPUT: {
      description: "A value is invalid: `path` is the path to the input field, `message` gives the remedy.",
    },
    NOT_FOUND: { description: "The object does not exist, or the caller may not see or change it." },
    EMAIL_TAKEN: { description: "Another account uses this e-mail address." },
    INVALID_CREDENTIALS: {
      description: "The password, the combination of e-mail address and password, or the refresh token is not correct.",
    },
    TRY_AGAIN: {
      description:
        "Too many attempts or too many concurrent requests: retry after the delay that `message` gives, at " +
        "most a minute.",
    },
    STALE_VERSION: {
      description: "The object was edited after the given version: read it again, then repeat the edit.",
    },
    IDEA_WITHDRAWN: {
      description: "The idea was withdrawn by its author and cannot be changed, commented on or supported.",
    },
    IDEMPOTENCY_CONFLICT: { description: "The caller has already used the idempotency key with different content." },
    ALREADY_REGISTERED: { description: "The caller already has a place at this gathering or on its waiting list." },
    NOT_REGISTERED: { description: "The caller has neither a place at this gathering nor one on its waiting list." },
    GATHERING_CLOSED: { description: "The gathering was cancelled or is over, or the caller has already checked in." },
    INVALID_TOKEN: {
      description: "The code or the token of a link is unknown, expired or already used: request a new one.",
    },
    ALREADY_DECIDED: {
      description:
        "A moderator has already decided this case or handled this message, or the decision was already " +
        "reversed: read it again.",
    },
    ALREADY_APPEALED: { description: "The caller has already appealed against this decision." },
    NOT_YOURS_TO_DECIDE: {
      description:
        "The caller may not decide this, for example because it concerns themselves or a member with a higher " +
        "role: `message` gives the reason.",
    },
    ALREADY_REQUESTED: {
      description:
        "A request between the two members is pending, or was declined recently; `message` gives which of " +
        "the two.",
    },
    ALREADY_COLLABORATING: {
      description: "The two members already collaborate: request a collaboration about another idea.",
    },
    ALREADY_ANSWERED: { description: "The request is no longer pending: read it again." },
    TOO_MANY_REQUESTS: {
      description: "The caller has sent too many collaboration requests: wait, or withdraw a pending one.",
    },
    PROFILE_HIDDEN: {
      description:
        "A moderator has hidden the caller's profile, so that the other member could not see who the caller " +
        "is: appeal first.",
    },
    SUSPENDED: {
      description:
        "The caller is suspended and may read but not participate; `message` gives the end of the suspension.",
    },
  },
});

@InterfaceType({
  description: "An outcome of a mutation that the client must handle. Nothing was changed.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: "The kind of error, for programs." })
  code: UserErrorCode;

  @Field(() => String, { description: "The error and its remedy in English, for people." })
  message: string;

  @Field(() => [String], {
    description:
      'The path to the input field that is in error: `["input", "title"]`; `["input"]` when it is no ' +
      "single field.",
  })
  path: string[];
}

@ObjectType({ implements: UserError, description: "A user error that its code and message describe completely." })
export class PlainUserError extends UserError {
  constructor(code: UserErrorCode, message: string, path: string[] = ["input"]) {
    super();
    Object.assign(this, { code, message, path });
  }
}

@ObjectType({
  implements: UserError,
  description: "The edit was based on a version that is not the latest; the code is STALE_VERSION.",
})
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: "The latest version of the object." })
  currentVersion: number;

  constructor(currentVersion: number) {
    super();
    this.code = UserErrorCode.STALE_VERSION;
    this.message = `This was edited in the meantime and is now at version ${currentVersion}: read it again, then repeat the edit.`;
    this.path = ["input", "version"];
    this.currentVersion = currentVersion;
  }
}

/** Thrown inside a mutation, so that its transaction rolls back; `payload` converts it to `userErrors`. */
export class Rejection extends Error {
  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join("; "));
  }
}

/** Ends the mutation with one user error. `path` is relative to `input`. */
export function reject(code: UserErrorCode, message: string, ...path: string[]): never {
  throw new Rejection([new PlainUserError(code, message, ["input", ...path])]);
}

/** The input, parsed by `schema`; when it is invalid, ends the mutation with one INVALID_INPUT per problem. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Rejection(
    result.error.issues.map(
      (issue) => new PlainUserError(UserErrorCode.INVALID_INPUT, issue.message, ["input", ...issue.path.map(String)]),
    ),
  );
}

@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: "The errors because of which nothing was changed; empty on success." })
  userErrors: UserError[];
}

/** The result of a mutation: what `work` returns, or the user errors that ended it. */
export async function payload<T extends object>(work: () => Promise<T>): Promise<Partial<T> & Payload> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Rejection) return { userErrors: error.userErrors } as Partial<T> & Payload;
    throw error;
  }
}
