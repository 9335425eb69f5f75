import type { Connection, Database } from "../../src/core/database/database.js";

export interface HeldQueries {
  /** Waits until so many statements are held up. */
  held: (count: number) => Promise<void>;
  /** Holds up no further statements. */
  stop: () => void;
  /** Lets those that are held up go on, and holds up no further ones. */
  open: () => void;
}

/** Holds up the statements of a service that contain a text. */
export function holdQueries(database: Database, text: string): HeldQueries {
  let [count, open] = [0, (): void => undefined];
  const gate = new Promise<void>((resolve) => (open = resolve));
  const hold = (connection: Connection): (() => void) => {
    const query = connection.query.bind(connection);
    connection.query = async (...statement) => {
      if (statement[0].text.includes(text)) {
        count++;
        await gate;
      }
      return query(...statement);
    };
    return () => (connection.query = query);
  };
  const releases = [database, database.reads].map(hold);
  const stop = (): void => releases.forEach((release) => release());
  return {
    held: async (least) => {
      while (count < least) await new Promise((resolve) => setImmediate(resolve));
    },
    stop,
    open: () => {
      stop();
      open();
    },
  };
}
