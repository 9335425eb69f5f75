import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a gathering that cannot be proposed, scheduled, edited or cancelled. */
export const schedulingWording = {
  noOwnGathering: {
    NL: "Geen bijeenkomst die je kunt bewerken heeft deze id.",
    FR: "Aucune rencontre que vous pouvez modifier n'a cet identifiant.",
    EN: "No gathering that you may edit has this id.",
  },
  noProposal: {
    NL: "Er is geen voorstel met deze id.",
    FR: "Il n'y a pas de proposition avec cet identifiant.",
    EN: "There is no proposal with this id.",
  },
  isProposed: {
    NL: "Deze bijeenkomst is nog niet gepland: aanvaard het voorstel eerst, of wijs het af.",
    FR: "Cette rencontre n'est pas encore planifiée : acceptez ou refusez d'abord la proposition.",
    EN: "This gathering is not scheduled yet: accept or decline the proposal first.",
  },
  isScheduled: {
    NL: "Deze bijeenkomst is al gepland: bewerk ze of gelast ze af.",
    FR: "Cette rencontre est déjà planifiée : modifiez-la ou annulez-la.",
    EN: "This gathering is scheduled already: edit it or cancel it.",
  },
  isCancelled: {
    NL: "Deze bijeenkomst is afgelast: plan een nieuwe.",
    FR: "Cette rencontre est annulée : planifiez-en une autre.",
    EN: "This gathering was cancelled: schedule another one.",
  },
  isDeclined: {
    NL: "Dit voorstel is niet aanvaard of ingetrokken: stel een nieuwe bijeenkomst voor.",
    FR: "Cette proposition a été refusée ou retirée : proposez une autre rencontre.",
    EN: "This proposal was declined or withdrawn: propose another gathering.",
  },
  over: {
    NL: "Deze bijeenkomst is voorbij: ze kan niet meer worden afgelast.",
    FR: "Cette rencontre est terminée : elle ne peut plus être annulée.",
    EN: "This gathering is over: it can no longer be cancelled.",
  },
  past: {
    NL: "moet in de toekomst liggen: kies een later tijdstip.",
    FR: "doit se situer dans le futur : choisissez un moment ultérieur.",
    EN: "must lie in the future: choose a later time.",
  },
  tooFar: (years: number): Wording => ({
    NL: `mag hoogstens ${years} jaar in de toekomst liggen: kies een vroeger tijdstip.`,
    FR: `peut se situer au plus ${years} ans dans le futur : choisissez un moment plus proche.`,
    EN: `must be at most ${years} years ahead: choose an earlier time.`,
  }),
  endBeforeStart: {
    NL: "moet na het begin liggen: kies een later tijdstip, of laat het weg.",
    FR: "doit être postérieur au début : choisissez un moment ultérieur, ou omettez-le.",
    EN: "must be after the start: choose a later time, or leave it out.",
  },
  tooLong: (days: number): Wording => ({
    NL: `mag hoogstens ${days} dagen na het begin liggen: plan meerdere bijeenkomsten.`,
    FR: `peut être au plus ${days} jours après le début : planifiez plusieurs rencontres.`,
    EN: `must be at most ${days} days after the start: schedule several gatherings.`,
  }),
  closesBeforeOpening: {
    NL: "moet na de opening van de inschrijvingen liggen.",
    FR: "doit être postérieure à l'ouverture des inscriptions.",
    EN: "must be after the opening of registration.",
  },
  windowAfterEnd: {
    NL: "mag niet na het einde van de bijeenkomst liggen: kies een vroeger tijdstip.",
    FR: "ne peut pas être postérieure à la fin de la rencontre : choisissez un moment plus proche.",
    EN: "must not be after the end of the gathering: choose an earlier time.",
  },
  waitingListAfterStart: {
    NL: "mag niet na het begin van de bijeenkomst liggen: kies een vroeger tijdstip.",
    FR: "ne peut pas être postérieure au début de la rencontre : choisissez un moment plus proche.",
    EN: "must not be after the start of the gathering: choose an earlier time.",
  },
  noTimeZone: {
    NL: "moet een IANA-tijdzone zijn, zoals `Europe/Brussels`.",
    FR: "doit être un fuseau horaire de l'IANA, comme `Europe/Brussels`.",
    EN: "must be an IANA time zone, such as `Europe/Brussels`.",
  },
  capacityRange: (max: number): Wording => ({
    NL: `moet 1 tot ${max} zijn; laat het weg voor een onbeperkt aantal plaatsen.`,
    FR: `doit être compris entre 1 et ${max} ; omettez-le pour un nombre illimité de places.`,
    EN: `must be 1 to ${max}; leave it out for an unlimited number of places.`,
  }),
  capacityTaken: (taken: number): Wording => ({
    NL: `moet minstens ${taken} zijn: zoveel plaatsen zijn al ingenomen.`,
    FR: `doit être au moins ${taken} : autant de places sont déjà prises.`,
    EN: `must be at least ${taken}: so many places are taken.`,
  }),
  noUrl: {
    NL: "moet een webadres zijn dat met `https://` begint, zonder gebruikersnaam of wachtwoord.",
    FR: "doit être une adresse web qui commence par `https://`, sans nom d'utilisateur ni mot de passe.",
    EN: "must be a web address that begins with `https://`, without a user name or a password.",
  },
  emptyPlace: {
    NL: "moet een naam, een adres of een webadres bevatten: laat de plaats anders weg.",
    FR: "doit contenir un nom, une adresse ou une adresse web : omettez le lieu sinon.",
    EN: "must have a name, an address or a web address: else leave the place out.",
  },
  hostRequired: {
    NL: "moet minstens één gastheer of gastvrouw bevatten.",
    FR: "doit contenir au moins un hôte ou une hôtesse.",
    EN: "must name at least one host.",
  },
  tooManyHosts: (max: number): Wording => ({
    NL: `mag hoogstens ${max} gastheren of gastvrouwen bevatten.`,
    FR: `peut contenir au plus ${max} hôtes.`,
    EN: `must name at most ${max} hosts.`,
  }),
  noHost: {
    NL: "is niet de id van een lid: kijk de id na.",
    FR: "n'est pas l'identifiant d'un membre : vérifiez-le.",
    EN: "is not the id of a member: check it.",
  },
  hostTwice: {
    NL: "staat er al: noem elk lid één keer.",
    FR: "s'y trouve déjà : nommez chaque membre une fois.",
    EN: "is there already: name each member once.",
  },
  hostsOfProposal: {
    NL: "kan nog niet: gastheren en gastvrouwen worden gekozen als het voorstel wordt aanvaard.",
    FR: "n'est pas encore possible : les hôtes sont choisis lorsque la proposition est acceptée.",
    EN: "is not possible yet: hosts are chosen when the proposal is accepted.",
  },
  noHostOf: {
    NL: "Je bent geen gastheer of gastvrouw van deze bijeenkomst.",
    FR: "Vous n'êtes pas hôte de cette rencontre.",
    EN: "You are not a host of this gathering.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
