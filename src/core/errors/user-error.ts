import type { z } from "zod";
import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { userErrorCodes, type UserErrorCode } from "./user-error-code.js";

@InterfaceType({
  description: "An outcome of a mutation that the client must handle. Nothing was changed.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class UserError {
  @Field(() => userErrorCodes.names, { description: "The kind of error, for programs." })
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
    this.code = "STALE_VERSION";
    this.message = `This was edited in the meantime and is now at version ${currentVersion}: read it again, then repeat the edit.`;
    this.path = ["input", "version"];
    this.currentVersion = currentVersion;
  }
}

@ObjectType({
  implements: UserError,
  description: "The limit for what the mutation does is reached; the code is TRY_AGAIN.",
})
export class TryAgainError extends UserError {
  @Field(() => Int, { description: "After how many seconds the mutation may succeed, 1 to 86400." })
  retryAfterSeconds: number;

  constructor(reason: string, retryAfterSeconds: number) {
    super();
    this.code = "TRY_AGAIN";
    this.message = `${reason}: try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? "second" : "seconds"}.`;
    this.path = ["input"];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Thrown inside a mutation, so that its transaction rolls back; `payload` converts it to `userErrors`. */
export class Rejection extends Error {
  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join("; "));
  }

  has(code: UserErrorCode): boolean {
    return this.userErrors.some((error) => error.code === code);
  }

  /** When to try again, if that is all there is to it. */
  get retryAfterSeconds(): number | undefined {
    return this.userErrors.find((error) => error instanceof TryAgainError)?.retryAfterSeconds;
  }
}

/** Ends the mutation with one user error. `path` is relative to `input`. */
export function reject(code: UserErrorCode, message: string, ...path: string[]): never {
  throw new Rejection([new PlainUserError(code, message, ["input", ...path])]);
}

/** Ends the mutation with TRY_AGAIN; `reason` is the first half of a sentence. */
export function rejectUntil(retryAfterSeconds: number, reason: string): never {
  throw new Rejection([new TryAgainError(reason, retryAfterSeconds)]);
}

/** The input, parsed by `schema`; when it is invalid, ends the mutation with one INVALID_INPUT per problem. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Rejection(
    result.error.issues.map(
      (issue) => new PlainUserError("INVALID_INPUT", issue.message, ["input", ...issue.path.map(String)]),
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
