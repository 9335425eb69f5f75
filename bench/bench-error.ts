/** Something wrong with how a benchmark was called, or with what it was given: told in a line, with exit code 2. */
export class BenchError extends Error {}
