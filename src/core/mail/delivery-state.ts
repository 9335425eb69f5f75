import type { Logger } from "pino";
import { NotDelivered } from "./mail-transport.js";

/** What became of the mails that this process tried to send, and whether mails can be sent now, as far as it knows. */
export class DeliveryState {
  /** Mails that were sent. */
  sent = 0;
  /** Attempts that failed. */
  failed = 0;
  /** Mails that were given up after a day. */
  dropped = 0;
  /** True from the first attempt that failed for all mails until one is sent. */
  isFailing = false;

  constructor(private readonly log: Pick<Logger, "error" | "info">) {}

  noteSent(): void {
    this.sent++;
    if (!this.isFailing) return;
    this.isFailing = false;
    this.log.info("mails can be sent again");
  }

  noteFailure(error: unknown): void {
    this.failed++;
    // One that is refused for its recipient or its content says nothing about the others.
    if (this.isFailing || (error instanceof NotDelivered && error.isAboutMail)) return;
    this.isFailing = true;
    this.log.error({ err: error }, "mails cannot be sent: they wait, each for a day; `ino doctor` names the reason");
  }
}
