/** A text with a null character, which PostgreSQL cannot take. */
export class NullCharacterError extends Error {}

export function refuseNullCharacters(values: unknown[]): void {
  for (const value of values)
    if (
      typeof value === "string"
        ? value.includes("\0")
        : Array.isArray(value) && value.some((v) => String(v).includes("\0"))
    )
      throw new NullCharacterError("A text must not contain a null character: take it out.");
}
