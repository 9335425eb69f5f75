/**
 * Phrases that people choose when they have to think of a long password, in one piece. Those of English are few, as the
 * lists of leaked passwords have them.
 */
export const commonPhrases: readonly string[] = [
  // Dutch
  ...["ditiseenwachtwoord", "ditismijnwachtwoord", "mijnwachtwoord", "mijnwachtwoordis", "nieuwwachtwoord"],
  ...["hetwachtwoord", "eenwachtwoord", "eenveiligwachtwoord", "ditiseenveiligwachtwoord", "eengoedwachtwoord"],
  ...["sterkwachtwoord", "veiligwachtwoord", "geheimwachtwoord", "ditisgeheim", "ditiseengeheim", "geenwachtwoord"],
  ...["wachtwoordvergeten", "ikbenmijnwachtwoordvergeten", "watismijnwachtwoord", "ditismijnaccount"],
  ...["ikhouvan", "ikhouvanjou", "ikhouvanje", "ikhouvanu", "ikhouvanmijnkinderen", "ikhouvanchocolade"],
  ...["ikhouvanvoetbal", "ikziejegraag", "ikziejougraag", "ikzieugraag", "ikmisje", "mijnliefde"],
  ...["liefdevanmijnleven", "vooraltijd", "mijnkinderen", "mijnhond", "mijnkat", "mamaenpapa"],
  ...["laatmebinnen", "laatmijbinnen", "sesamopenu", "ikbenhet", "ikbendebaas", "ikbendebeste"],
  ...["ikweethetniet", "ikweethetnietmeer", "weetikniet", "geenidee", "allesgoed", "alleskomtgoed", "hetkomtgoed"],
  ...["hallowereld", "hallohallo", "goedemorgen", "goeiemorgen", "goedendag", "goedenavond", "dankjewel", "dankuwel"],
  ...["gelukkigeverjaardag", "gelukkignieuwjaar", "prettigweekend", "vrolijkkerstfeest", "hetlevenismooi"],
  ...["eentweedrie", "eentweedrievier", "eentweedrieviervijf", "aapnootmies"],
  ...["devlaamseleeuw", "rodeduivels", "clubbrugge", "ikwerkbijdeoverheid", "ikwerkbijdevlaamseoverheid"],
  // French
  ...["motdepasse", "monmotdepasse", "lemotdepasse", "ceciestunmotdepasse", "cestmonmotdepasse", "cestunmotdepasse"],
  ...["voicimonmotdepasse", "nouveaumotdepasse", "motdepasseoublié", "motdepasseoublie", "motdepassesecret"],
  ...["unmotdepasse", "cestunsecret", "jaioubliémonmotdepasse", "jaioubliemonmotdepasse", "motdepassesécurisé"],
  ...["jetaime", "jetaimebeaucoup", "jetaimetrop", "jetaimetellement", "jetaimepourlavie", "jetaimepourtoujours"],
  ...[
    "jetaimemoncoeur",
    "jetaimemonamour",
    "jetaimemaman",
    "jetaimeplusquetout",
    "jetadore",
    "jevousaime",
    "tumemanques",
  ],
  ...["monamour", "moncoeur", "monange", "mesenfants", "mesamours", "lamourdemavie", "amourdemavie", "pourlavie"],
  ...["pourtoujours", "papamaman", "mamanpapa", "mamanetpapa", "monchien", "monchat", "jaimelechocolat", "jaimelefoot"],
  ...["sésameouvretoi", "sesameouvretoi", "laissemoientrer", "cestmoi", "jesuislechef", "jesuislemeilleur"],
  ...["jenesaispas", "jesaispas", "jenesaisplus", "aucuneidée", "aucuneidee", "toutvabien", "toutirabien", "cestlavie"],
  ...["bonjourlemonde", "bonjourtoutlemonde", "bonjourbonjour", "bonnejournée", "bonnejournee", "bonneannée"],
  ...["bonneannee", "bonanniversaire", "joyeuxanniversaire", "joyeuxnoël", "joyeuxnoel", "lavieestbelle"],
  ...["undeuxtrois", "undeuxtroisquatre", "undeuxtroisquatrecinq", "vivelabelgique", "vivelavie", "vivelesvacances"],
  ...["diablesrouges", "lesdiablesrouges"],
  // English
  ...["thisisapassword", "thisismypassword", "mypassword", "mysecretpassword", "iloveyousomuch", "letmeinplease"],
];
