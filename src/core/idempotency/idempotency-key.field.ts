import { Field } from "type-graphql";
import { key } from "../graphql/validation.js";

/** The rule for an idempotency key. */
export const idempotencyKey = key(100).nullish();

/** The input field with the key of a mutation that makes `made`, such as "comment". */
export const IdempotencyKeyField = (made: string): PropertyDecorator =>
  Field(() => String, {
    nullable: true,
    description:
      "A key, one line of 1 to 100 UTF-16 code units, chosen by the client and unique per caller, such as a UUID: for at " +
      `least 24 hours a repeated request with the same key and content returns the existing ${made} instead of making a ` +
      "second one. A request that was refused leaves the key unused.",
  });
