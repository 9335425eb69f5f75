/** A reason not to start, or not to do what was asked, that the administrator can remove; told in a line. */
export class StartError extends Error {}
