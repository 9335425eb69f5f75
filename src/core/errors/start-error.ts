/** A reason why the service or a command cannot run, which the administrator can fix; printed as one line, no stack. */
export class StartError extends Error {}
