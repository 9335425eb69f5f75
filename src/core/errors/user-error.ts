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
  description: "All outcomes of a mutation that a client must handle, besides success.",
  valuesConfig: {
    INVALID_INPUT: { description: "A value does not fit; `path` names the field, `message` the remedy." },
    NOT_FOUND: { description: "There is no such thing, or it is not the caller's to change." },
    EMAIL_TAKEN: { description: "Another account has this e-mail address." },
    INVALID_CREDENTIALS: { description: "The e-mail address and the password, or the refresh token, do not fit." },
    TRY_AGAIN: { description: "Too many ask for the same at this moment: try again in a few seconds." },
    STALE_VERSION: { description: "Somebody edited it since: read it again, then repeat the edit." },
    IDEA_WITHDRAWN: { description: "The idea was withdrawn by its author, so that nothing can be done with it." },
    IDEMPOTENCY_CONFLICT: { description: "The idempotency key was used before for something else." },
    ALREADY_REGISTERED: { description: "The caller has a registration for this gathering." },
    NOT_REGISTERED: { description: "The caller has no registration for this gathering." },
    GATHERING_CLOSED: { description: "The gathering was cancelled or is over." },
    INVALID_TOKEN: { description: "The code or the link was used before, has run out, or is none: ask for a new one." },
    ALREADY_DECIDED: { description: "Another moderator was first: read it again." },
    ALREADY_APPEALED: { description: "The caller has appealed against this decision before." },
    NOT_YOURS_TO_DECIDE: {
      description:
        "The caller has the role, but this concerns themselves or somebody with a higher one: leave it to another.",
    },
    ALREADY_REQUESTED: {
      description: "One of the two has asked the other already, or was declined lately; the message says which.",
    },
    ALREADY_COLLABORATING: { description: "The two collaborate already: ask about another idea." },
    ALREADY_ANSWERED: { description: "The request is not pending any more: read it again." },
    TOO_MANY_REQUESTS: { description: "The caller has asked too many members: wait, or withdraw a request." },
    PROFILE_HIDDEN: {
      description: "A moderator hid the caller's profile, so that the other would not see who it is: appeal first.",
    },
    SUSPENDED: { description: "The caller is suspended and may read, but not take part; the message says until when." },
  },
});

@InterfaceType({
  description: "An outcome that the client must handle; nothing was changed.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: "What is the matter; made for programs." })
  code: UserErrorCode;

  @Field(() => String, { description: "What is the matter and what to do; in English, made for people." })
  message: string;

  @Field(() => [String], { description: 'The way to the input field that it is about: `["input", "title"]`.' })
  path: string[];
}

@ObjectType({ implements: UserError, description: "An outcome that is told in full by its code and message." })
export class PlainUserError extends UserError {
  constructor(code: UserErrorCode, message: string, path: string[] = ["input"]) {
    super();
    Object.assign(this, { code, message, path });
  }
}

@ObjectType({ implements: UserError, description: "The edit was made on a version that is not the newest." })
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: "The newest version." })
  currentVersion: number;

  constructor(currentVersion: number) {
    super();
    this.code = UserErrorCode.STALE_VERSION;
    this.message = `This was edited in the meantime and is now at version ${currentVersion}: read it again, then repeat the edit.`;
    this.path = ["input", "version"];
    this.currentVersion = currentVersion;
  }
}

/** Thrown inside a mutation, so that its transaction rolls back; `payload` turns it into the answer. */
export class Rejection extends Error {
  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join("; "));
  }
}

/** Ends the mutation with one outcome. `path` is below `input`. */
export function reject(code: UserErrorCode, message: string, ...path: string[]): never {
  throw new Rejection([new PlainUserError(code, message, ["input", ...path])]);
}

/** The input as `schema` understands it; ends the mutation with one INVALID_INPUT a problem when it does not. */
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
  @Field(() => [UserError], { description: "Why nothing was changed; empty on success." })
  userErrors: UserError[];
}

/** The answer of a mutation: what `work` gives, or the outcomes that ended it. */
export async function payload<T extends object>(work: () => Promise<T>): Promise<Partial<T> & Payload> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Rejection) return { userErrors: error.userErrors } as Partial<T> & Payload;
    throw error;
  }
}
