import type { Logger } from "pino";
import { NotDelivered } from "./mail-transport.js";

/** So many attempts that are refused, without a mail that is sent, are the server's, such as one that does not relay. */
const maxRefusedInRow = 10;

/** What became of the mails that this process tried to send, and whether mails can be sent now, as far as it knows. */
export class DeliveryState {
  /** Mails that were sent. */
  sent = 0;
  /** Attempts that failed. */
  failed = 0;
  /** Mails that were given up after a day. */
  dropped = 0;
  /** True from an attempt that failed for all mails, or many refused ones, until a mail is sent. */
  isFailing = false;

  #refusedInRow = 0;

  constructor(private readonly log: Pick<Logger, "error" | "info">) {}

  noteSent(): void {
    this.sent++;
    this.#refusedInRow = 0;
    if (!this.isFailing) return;
    this.isFailing = false;
    this.log.info("mails can be sent again");
  }

  noteFailure(error: unknown): void {
    this.failed++;
    // One that is refused for its recipient or its content says nothing about the others; many do.
    const isRefusal = error instanceof NotDelivered && error.isAboutMail;
    if (isRefusal) this.#refusedInRow++;
    if (this.isFailing || (isRefusal && this.#refusedInRow < maxRefusedInRow)) return;
    this.isFailing = true;
    this.log.error({ err: error }, "mails cannot be sent: they wait, each for a day; `ino doctor` names the reason");
  }
}
