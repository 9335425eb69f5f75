import { domainToASCII } from "node:url";
import { InputProblem, type InvalidInput } from "./input-problem.js";
import { textProblems } from "./text-problems.js";

/** What comes along when an address is copied from a page, a document or an address book, and nobody sees. */
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** A domain that `domainToASCII` takes for one: it reads anything else as a part of a URL. */
const internationalDomain = /^[\u200D\u200C\u00B7.\p{L}\p{N}\p{M}-]+$/u;
const ascii = /^[\0-\x7F]*$/;

/**
 * An e-mail address in the one form in which it is stored and compared, valid or not: in lower case, as mail hosts treat
 * it, without spaces around it, and with the domain in ASCII (`jan@xn--caf-dma.example` of `Jan@Café.example`).
 */
export function normalizedEmail(text: string): string {
  const address = text.replace(unseen, "").normalize("NFKC").trim().toLowerCase();
  const at = address.lastIndexOf("@");
  return at < 0 ? address : `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1))}`;
}

function asciiDomain(domain: string): string {
  const plain = domain.replace(/\u3002/g, ".").replace(/\.$/, "");
  if (ascii.test(plain) || !internationalDomain.test(plain)) return plain;
  // Empty when it is no domain.
  return domainToASCII(plain) || plain;
}

const atom = String.raw`[a-z0-9!#$%&'*+/=?^_\x60{|}~-]+`;
const localPart = new RegExp(String.raw`^${atom}(?:\.${atom})*$`);
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

/**
 * Why a normalized text is not an e-mail address, and what to do; null when it is one: an addr-spec of RFC 5322 with
 * dot-atoms, and a domain with a top-level domain. Accents before the `@` need SMTPUTF8 (RFC 6531), which few mail
 * hosts have; quoted local parts and addresses of hosts are in use nowhere.
 */
export function problemOfEmail(address: string): InvalidInput | null {
  if (address.length > 254) return textProblems.aboveMaximum(254);
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (at > 0 && !ascii.test(local) && hostName.test(address.slice(at + 1))) return problems.accents;
  if (localPart.test(local) && hostName.test(address.slice(at + 1))) return null;
  return problems.noAddress;
}

const problems = {
  accents: {
    problem: InputProblem.INVALID_CHARACTER,
    wording: {
      NL: "mag vóór de @ geen letters met accenten bevatten: de meeste mailservers aanvaarden die niet.",
      FR: "ne peut pas contenir de lettres accentuées avant le @ : la plupart des serveurs de courrier ne les acceptent pas.",
      EN: "must not have letters with accents before the @: most mail servers do not accept them.",
    },
  },
  noAddress: {
    problem: InputProblem.INVALID_FORMAT,
    wording: {
      NL: "moet een e-mailadres zijn, zoals naam@example.org.",
      FR: "doit être une adresse e-mail, par exemple nom@example.org.",
      EN: "must be an e-mail address such as name@example.org.",
    },
  },
} satisfies Record<string, InvalidInput>;
