import type { z } from "zod";
import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { userErrorCodes, type UserErrorCode } from "./user-error-code.js";

@InterfaceType({
  description: "An outcome that the client must handle; nothing was changed.",
  resolveType: (value: object) => value.constructor.name,
})
export abstract class UserError {
  @Field(() => userErrorCodes.names, { description: "What is the matter; made for programs." })
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
    this.code = "STALE_VERSION";
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
      (issue) => new PlainUserError("INVALID_INPUT", issue.message, ["input", ...issue.path.map(String)]),
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
