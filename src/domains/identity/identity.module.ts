import type { CoreServices } from "../../core/graphql/context.js";
import type { DomainModule } from "../domain-module.js";
import { Accounts1764000000002 } from "../../../migrations/1764000000002-accounts.js";
import { MailAndConfirmations1764000000012 } from "../../../migrations/1764000000012-mail-and-confirmations.js";
import { ExternalIdentities1764000000013 } from "../../../migrations/1764000000013-external-identities.js";
import { SignInDevices1764000000032 } from "../../../migrations/1764000000032-sign-in-devices.js";
import { RefreshSuccessors1764000000040 } from "../../../migrations/1764000000040-refresh-successors.js";
import { ClaimedIdentities1764000000042 } from "../../../migrations/1764000000042-claimed-identities.js";
import { FirstSignIns1764000000049 } from "../../../migrations/1764000000049-first-sign-ins.js";
import { AcceptedAtFirstSignIn1764000000059 } from "../../../migrations/1764000000059-accepted-at-first-sign-in.js";
import { Account } from "./account.entity.js";
import { AccountMutations } from "./account.mutations.js";
import { EmailChangeMutations } from "./email-change.mutations.js";
import { EmailToken } from "./email-token.entity.js";
import { AcceptInvitationMutations } from "./invitations/accept-invitation.mutations.js";
import { FeedAddress } from "./feed-address/feed-address.entity.js";
import { Invitation } from "./invitations/invitation.entity.js";
import { invitationMail } from "./invitations/invitation.mail.js";
import { acceptInvitationPage } from "./pages/accept-invitation.page.js";
import { AcceptedStatement } from "./statement/accepted-statement.entity.js";
import { StatementResolver } from "./statement/statement.resolver.js";
import { identityErrors } from "./identity.errors.js";
import { identityPersonalData } from "./identity.personal-data.js";
import { CompleteSignInMutations } from "./oidc/complete-sign-in.mutations.js";
import { ExternalIdentity } from "./oidc/external-identity.entity.js";
import { ForgottenIdentity } from "./oidc/forgotten-identity.entity.js";
import { OidcLogin } from "./oidc/oidc-login.entity.js";
import { SignInCode } from "./oidc/sign-in-code.entity.js";
import { UnconfirmedIdentity } from "./oidc/unconfirmed-identity.entity.js";
import { confirmEmailChangePage } from "./pages/confirm-email-change.page.js";
import { serveOidc } from "./oidc/oidc.routes.js";
import { confirmSignUpPage } from "./pages/confirm-sign-up.page.js";
import { resetPasswordPage } from "./pages/reset-password.page.js";
import { PasswordMutations } from "./password.mutations.js";
import { PendingSignUp } from "./pending-sign-up.entity.js";
import { RefreshToken } from "./refresh/refresh-token.entity.js";
import { RoleHoldersResolver } from "./role-holders.resolver.js";
import { roleAuditActions } from "./role.audit.js";
import { RoleMutations } from "./role.mutations.js";
import { rolePolicy } from "./role.policy.js";
import { Session } from "./session.entity.js";
import { SignInDevice } from "./sign-in/sign-in-device.entity.js";
import { SignUpMutations } from "./sign-up.mutations.js";
import { ViewerResolver } from "./viewer.resolver.js";
import { voidCredentials } from "./void-credentials.service.js";
import { identityRetention } from "./identity.retention.js";
import { createIdentityServices } from "./create-identity-services.js";
import type { IdentityServices } from "./identity.services.js";
import { signUpMail } from "./mails/sign-up.mail.js";
import { passwordResetMail } from "./mails/password-reset.mail.js";
import { passwordChangedMail } from "./mails/password-changed.mail.js";
import { emailChangeMail } from "./mails/email-change.mail.js";
import { emailChangedMail } from "./mails/email-changed.mail.js";
import { externalAddressMail } from "./mails/external-address.mail.js";

export const identityModule = {
  name: "identity",
  entities: [
    Account,
    AcceptedStatement,
    EmailToken,
    FeedAddress,
    Invitation,
    PendingSignUp,
    ExternalIdentity,
    ForgottenIdentity,
    OidcLogin,
    SignInCode,
    UnconfirmedIdentity,
    RefreshToken,
    Session,
    SignInDevice,
  ],
  migrations: [
    Accounts1764000000002,
    MailAndConfirmations1764000000012,
    ExternalIdentities1764000000013,
    SignInDevices1764000000032,
    RefreshSuccessors1764000000040,
    ClaimedIdentities1764000000042,
    FirstSignIns1764000000049,
    AcceptedAtFirstSignIn1764000000059,
  ],
  resolvers: [
    AcceptInvitationMutations,
    AccountMutations,
    SignUpMutations,
    StatementResolver,
    PasswordMutations,
    EmailChangeMutations,
    CompleteSignInMutations,
    ViewerResolver,
    RoleHoldersResolver,
    RoleMutations,
  ],
  routes: serveOidc,
  pages: {
    "accept-invitation": acceptInvitationPage,
    "confirm-sign-up": confirmSignUpPage,
    "reset-password": resetPasswordPage,
    "confirm-email-change": confirmEmailChangePage,
  },
  personalData: identityPersonalData,
  userErrors: identityErrors,
  auditActions: roleAuditActions,
  policy: rolePolicy,
  mails: {
    invitation: invitationMail,
    signUp: signUpMail,
    passwordReset: passwordResetMail,
    passwordChanged: passwordChangedMail,
    emailChange: emailChangeMail,
    emailChanged: emailChangedMail,
    externalAddress: externalAddressMail,
  },
  retention: identityRetention,
  services: createIdentityServices,
  restored: voidCredentials,
  start: ({ revocations }: CoreServices & IdentityServices) => revocations.start(),
} satisfies DomainModule;
