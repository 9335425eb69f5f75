/** A file that goes with a mail, such as a code to show at a door. */
export interface MailAttachment {
  filename: string;
  contentType: string;
  content: string | Buffer;
}
