import type { Wording } from "../../core/texts/wording.js";

/** What the service says when it does not grant or revoke a role. */
export const roleWording = {
  everybodys: {
    NL: "Elk account heeft de rol MEMBER: schors in plaats daarvan het lid.",
    FR: "Tout compte a le rôle MEMBER : suspendez plutôt le membre.",
    EN: "Every account has the role MEMBER: suspend the member instead.",
  },
  yourOwn: {
    NL: "Dit is je eigen rol: laat een andere beheerder ze intrekken.",
    FR: "C'est votre propre rôle : demandez à un autre administrateur de le retirer.",
    EN: "This is your own role: have another administrator take it.",
  },
  noAccount: {
    NL: "Er is geen lid met deze id en een account.",
    FR: "Il n'y a pas de membre avec cet identifiant et un compte.",
    EN: "There is no member with this id and an account.",
  },
} satisfies Record<string, Wording>;
