import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import type { TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

const REGISTRATION = "registration { id status checkedInAt walkIn member { id } }";

/** The day of a gathering, and what hosts and participants do on it. */
export const attending = (app: TestApp) => {
  const act = organising(app);
  /** Sets the clock of the service. */
  const at = (moment: string | Date): void => void (app.services.now = () => new Date(moment));
  /** A gathering in Brussels on the evening of 10 March 2027, for which people register in February. */
  const evening = async (overrides: Partial<Gathering> & { hosts?: Person[] } = {}) => {
    at("2027-02-01T12:00:00Z");
    const host = await act.person();
    const gathering = await act.build.buildGathering({
      ...{ hosts: [host], startsAt: new Date("2027-03-10T18:00:00Z"), endsAt: new Date("2027-03-10T20:30:00Z") },
      ...overrides,
    });
    return { ...gathering, host };
  };
  /** A member with a place at the gathering, or on its waiting list. */
  const registered = async (gatheringId: string, name?: string) => {
    const person = await act.person();
    if (name !== undefined) await rename(person.id, name);
    const { userErrors } = await act.register(person, gatheringId);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    const [row] = await app.services.database.source.query<{ id: string }[]>(
      "SELECT id FROM registration WHERE gathering_id = $1 AND member_id = $2",
      [gatheringId, person.id],
    );
    return { ...person, registrationId: row!.id };
  };
  const rename = (id: string, name: string) =>
    app.services.database.source.query("UPDATE member SET name = $2 WHERE id = $1", [id, name]);
  const codeOf = async (person: Person, gatheringId: string) =>
    (await act.read(gatheringId, person, "viewerRegistration { checkInCode }")).viewerRegistration?.checkInCode as
      string | null;
  const checkIn = (by: Person, gatheringId: string, who: object) =>
    act.mutate("checkIn", by, { gatheringId, ...who }, REGISTRATION);
  const undo = (by: Person, registrationId: string) => act.mutate("undoCheckIn", by, { registrationId }, REGISTRATION);
  return { ...act, at, evening, registered, rename, codeOf, checkIn, undo };
};
