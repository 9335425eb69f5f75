/** Why a folder cannot be imported, or no further; the message tells the operator what to mend. */
export class ImportError extends Error {}
