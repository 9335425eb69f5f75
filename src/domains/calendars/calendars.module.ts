import type { CoreServices } from "../../core/graphql/context.js";
import { Calendars1764000000072 } from "../../../migrations/1764000000072-calendars.js";
import type { DomainModule } from "../domain-module.js";
import { CalendarAddressResolver } from "./calendar-address.resolver.js";
import { serveCalendars } from "./calendar.routes.js";
import type { CalendarServices } from "./calendars.services.js";
import { WrittenCalendars } from "./written-calendars.js";

export const calendarsModule = {
  name: "calendars",
  migrations: [Calendars1764000000072],
  resolvers: [CalendarAddressResolver],
  routes: serveCalendars,
  services: ({ linkTo }: CoreServices): CalendarServices => ({ writtenCalendars: new WrittenCalendars(linkTo) }),
} satisfies DomainModule;
