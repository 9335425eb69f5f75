import type { z } from "zod";
import { Ctx, Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { durationWording } from "../texts/duration.js";
import { Language } from "../texts/language.js";
import type { Wording } from "../texts/wording.js";
import { InputProblem, type InvalidInput } from "../texts/input-problem.js";
import { userErrorCodes, type UserErrorCode } from "./user-error-code.js";

@InterfaceType({
  description: "An outcome of a mutation that the client must handle. Nothing was changed.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class UserError {
  @Field(() => userErrorCodes.names, { description: "The kind of error, for programs." })
  code: UserErrorCode;

  wording: Wording;

  @Field(() => String, {
    description:
      "The error and its remedy, for people: in Dutch, French or English as the request's header `Accept-Language` " +
      "prefers, in English when it has none of them or is not sent. Of INVALID_INPUT it may continue the field's " +
      "label: it begins with a small letter then.",
  })
  message(@Ctx() { requestedLanguage }: { requestedLanguage: Language | null }): string {
    return this.wording[requestedLanguage ?? Language.EN];
  }

  @Field(() => InputProblem, {
    nullable: true,
    description: "What is wrong with the value at `path`, for programs; null unless the code is INVALID_INPUT.",
  })
  problem: InputProblem | null = null;

  @Field(() => [String], {
    description:
      'The path to the input field that is in error: `["input", "title"]`; `["input"]` when it is no ' +
      "single field.",
  })
  path: string[];
}

@ObjectType({ implements: UserError, description: "A user error that its code and message describe completely." })
export class PlainUserError extends UserError {
  constructor(code: UserErrorCode, wording: Wording, path: string[], problem: InputProblem | null = null) {
    super();
    Object.assign(this, { code, wording, path, problem });
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
    this.wording = {
      NL: `Dit is intussen bewerkt en staat nu op versie ${currentVersion}: lees het opnieuw en herhaal dan de bewerking.`,
      FR: `Ceci a été modifié entre-temps et en est à la version ${currentVersion} : relisez-le, puis refaites la modification.`,
      EN: `This was edited in the meantime and is now at version ${currentVersion}: read it again, then repeat the edit.`,
    };
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

  constructor(reason: Wording, retryAfterSeconds: number) {
    super();
    this.code = "TRY_AGAIN";
    const wait = durationWording(retryAfterSeconds);
    this.wording = {
      NL: `${reason.NL}: probeer het over ${wait.NL} opnieuw.`,
      FR: `${reason.FR} : réessayez dans ${wait.FR}.`,
      EN: `${reason.EN}: try again in ${wait.EN}.`,
    };
    this.path = ["input"];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Thrown inside a mutation, so that its transaction rolls back; `payload` converts it to `userErrors`. */
export class Rejection extends Error {
  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map((error) => error.wording.EN).join("; "));
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
export function reject(
  code: Exclude<UserErrorCode, "INVALID_INPUT" | "TRY_AGAIN" | "STALE_VERSION">,
  wording: Wording,
  ...path: string[]
): never {
  throw new Rejection([new PlainUserError(code, wording, ["input", ...path])]);
}

/** Ends the mutation with INVALID_INPUT: the value at `path`, relative to `input`, has this problem. */
export function rejectInput(problem: InputProblem, wording: Wording, ...path: string[]): never {
  throw new Rejection([new PlainUserError("INVALID_INPUT", wording, ["input", ...path], problem)]);
}

/** Ends the mutation with TRY_AGAIN; `reason` is the first half of a sentence. */
export function rejectUntil(retryAfterSeconds: number, reason: Wording): never {
  throw new Rejection([new TryAgainError(reason, retryAfterSeconds)]);
}

/** The input, parsed by `schema`; when it is invalid, ends the mutation with one INVALID_INPUT per problem. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Rejection(result.error.issues.map(userErrorOf));
}

function userErrorOf(issue: z.core.$ZodIssue): PlainUserError {
  const invalid = issue.code === "custom" ? (issue.params as InvalidInput | undefined) : undefined;
  // GraphQL has checked the types; what remains are rules of the domains.
  if (!invalid)
    throw new Error(`A rule has no words for people, see \`invalid\`: ${issue.path.join(".")}: ${issue.message}`);
  return new PlainUserError("INVALID_INPUT", invalid.wording, ["input", ...issue.path.map(String)], invalid.problem);
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
