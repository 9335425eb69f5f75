import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { completing } from "./completing.js";

let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof completing>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = completing(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});

describe("who completes a learning track", () => {
  it.each([
    [Language.NL, "Proficiat: je hebt het leertraject", "Je certificaat staat klaar"],
    [Language.FR, "Félicitations : vous avez terminé", "Votre certificat est prêt"],
    [Language.EN, "Congratulations: you have completed", "Your certificate is ready"],
  ])("gets a mail in %s with the address of the certificate", async (language, subject, ready) => {
    const learner = await on.person();
    const email = await mailing(app, mailbox).address(learner, language);
    const { certificate } = await on.completed({}, { learner });
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toContain(subject);
    expect(mail!.text).toContain(`\n${certificate.url}\n`);
    expect(mail!.text).toContain(ready);
  });
});
