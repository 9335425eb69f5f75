/** What must be undone at the end, also when the run is interrupted: the last thing begun first. */
export class Cleanup {
  readonly #tasks = new Set<() => Promise<unknown>>();
  #done: Promise<void> | null = null;

  /** The function returned undoes it now. */
  add(task: () => Promise<unknown>): () => Promise<void> {
    this.#tasks.add(task);
    return async () => {
      if (this.#tasks.delete(task)) await task();
    };
  }

  all(): Promise<void> {
    return (this.#done ??= this.#undo());
  }

  /** Ends the process, cleanly, when it is told to. */
  onSignals(): () => void {
    const interrupted = (): void => {
      void this.all().finally(() => process.exit(130));
    };
    process.on("SIGINT", interrupted);
    process.on("SIGTERM", interrupted);
    return () => process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }

  async #undo(): Promise<void> {
    for (const task of [...this.#tasks].toReversed()) {
      try {
        await task();
      } catch (error) {
        process.stderr.write(`${(error as Error).message}\n`);
      }
    }
    this.#tasks.clear();
  }
}
