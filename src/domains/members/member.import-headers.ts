/** What the columns of members.csv are called in other lists, in Dutch, French and English. */
export const memberHeaders = {
  id: ["nr", "nummer", "lidnummer", "numéro", "numéro de membre", "member id", "contact id", "record id"],
  name: ["naam", "volledige naam", "nom complet", "full name", "display name", "weergavenaam", "contactpersoon"],
  first_name: ["voornaam", "prénom", "given name", "roepnaam"],
  last_name_prefix: ["tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "particule", "infix"],
  last_name: ["achternaam", "familienaam", "naam", "nom", "nom de famille", "surname", "family name"],
  email: [
    ...["e-mailadres", "mail", "mailadres", "e-mail 1 - value", "adres e-mail"],
    ...["courriel", "adresse e-mail", "adresse mail", "adresse électronique", "e-mail address", "primary email"],
  ],
  headline: ["functie", "functietitel", "fonction", "titre", "job title", "title", "omschrijving"],
  organisation: [
    ...["organisatie", "organisatienaam", "bedrijf", "werkgever", "bestuur", "dienst"],
    ...["organization", "company", "employer", "société", "employeur", "institution", "organisme"],
  ],
  sector: ["secteur", "doelgroep", "type organisatie"],
  experience: ["ervaring", "expérience"],
  level: [
    ...["niveau", "functieniveau", "functieklasse", "hiërarchisch niveau", "niveau hiérarchique", "niveau de fonction"],
    ...["seniority", "job level"],
  ],
  language: ["taal", "langue", "voorkeurstaal", "moedertaal", "preferred language"],
  joined_at: [
    ...["aangemaakt op", "aangemaakt", "lid sinds", "ingeschreven op", "datum inschrijving", "created at", "created"],
    ...["créé le", "membre depuis", "date d'inscription", "member since", "joined", "date added"],
  ],
};
