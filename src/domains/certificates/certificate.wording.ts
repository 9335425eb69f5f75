import type { Language } from "../../core/texts/language.js";

/** What the service itself writes on a certificate: the sentence goes on around the name and the title. */
export interface CertificateWords {
  certificate: string;
  confirms: string;
  hasCompleted: string;
  /** After the title, with the date. */
  on: (date: string) => string;
  done: string;
  learner: string;
  track: string;
  completedOn: string;
  issuedBy: string;
  number: string;
  /** On the page, which is the proof. */
  authentic: string;
  /** On paper, before the address of the page. */
  verify: string;
  qrCode: string;
  pdf: string;
  badge: string;
  badgeHelp: string;
  /** Between what is named and what follows. */
  colon: string;
}

export const certificateWording: Record<Language, CertificateWords> = {
  NL: {
    certificate: "Certificaat",
    confirms: "InnovatieNetwerk Overheid bevestigt dat",
    hasCompleted: "het leertraject",
    on: (date) => `heeft voltooid op ${date}.`,
    done: "Wat daarvoor is gedaan",
    learner: "Deelnemer",
    track: "Leertraject",
    completedOn: "Voltooid op",
    issuedBy: "Uitgereikt door",
    number: "Nummer",
    authentic: "Dit certificaat is echt: het netwerk heeft het uitgereikt, en wat hier staat, geldt.",
    verify: "Controleer dit certificaat op het adres hieronder. Wat daar staat, geldt.",
    qrCode: "QR-code met het adres van dit certificaat",
    pdf: "Certificaat als pdf",
    badge: "Open Badge",
    badgeHelp: "Een ondertekend bestand (Open Badges 3.0) voor een digitale portefeuille.",
    colon: ": ",
  },
  FR: {
    certificate: "Certificat",
    confirms: "InnovatieNetwerk Overheid atteste que",
    hasCompleted: "a terminé le parcours d'apprentissage",
    on: (date) => `le ${date}.`,
    done: "Ce qui a été accompli",
    learner: "Participant(e)",
    track: "Parcours d'apprentissage",
    completedOn: "Terminé le",
    issuedBy: "Délivré par",
    number: "Numéro",
    authentic: "Ce certificat est authentique : le réseau l'a délivré, et ce qui figure ici fait foi.",
    verify: "Vérifiez ce certificat à l'adresse ci-dessous. Ce qui y figure fait foi.",
    qrCode: "Code QR avec l'adresse de ce certificat",
    pdf: "Certificat en PDF",
    badge: "Open Badge",
    badgeHelp: "Un fichier signé (Open Badges 3.0) pour un portefeuille numérique.",
    colon: "\u00a0: ",
  },
  EN: {
    certificate: "Certificate",
    confirms: "InnovatieNetwerk Overheid confirms that",
    hasCompleted: "has completed the learning track",
    on: (date) => `on ${date}.`,
    done: "What was done for it",
    learner: "Learner",
    track: "Learning track",
    completedOn: "Completed on",
    issuedBy: "Issued by",
    number: "Number",
    authentic: "This certificate is authentic: the network issued it, and what this page shows is valid.",
    verify: "Verify this certificate at the address below. What is shown there is valid.",
    qrCode: "QR code with the address of this certificate",
    pdf: "Certificate as PDF",
    badge: "Open Badge",
    badgeHelp: "A signed file (Open Badges 3.0) for a digital wallet.",
    colon: ": ",
  },
};

/** Who issues the certificates: the network, by its own name in every language. */
export const issuerName = "InnovatieNetwerk Overheid";
