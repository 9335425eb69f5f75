import type { Wording } from "../../core/texts/wording.js";

/** Messages for a role that cannot be granted or revoked. */
export const roleWording = {
  roleOfEveryAccount: {
    NL: "Elk account heeft de rol MEMBER: schors in plaats daarvan het lid.",
    FR: "Tout compte a le rôle MEMBER : suspendez plutôt le membre.",
    EN: "Every account has the role MEMBER: suspend the member instead.",
  },
  yourOwn: {
    NL: "Dit is je eigen rol: laat een andere beheerder ze intrekken.",
    FR: "C'est votre propre rôle : demandez à un autre administrateur de vous le retirer.",
    EN: "This is your own role: have another administrator revoke it.",
  },
  noAccount: {
    NL: "Er is geen lid met deze id dat een account heeft.",
    FR: "Aucun membre ayant un compte n'a cet identifiant.",
    EN: "No member with an account has this id.",
  },
} satisfies Record<string, Wording>;
