import { StartError } from "../errors/start-error.js";

/** What a start says when the database does not let it in. */
export function unreachable(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  throw new StartError(`The database of DATABASE_URL cannot be used: ${message === "" ? code : message}.`, {
    cause: error,
  });
}
