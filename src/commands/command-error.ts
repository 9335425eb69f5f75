/** Something wrong with how a command was called, or with what it was given; printed without a stack. */
export class CommandError extends Error {}
