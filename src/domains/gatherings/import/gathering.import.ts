import sql from "sql-template-tag";
import { z } from "zod";
import { GatheringFormat, GatheringStatus } from "../gathering.enums.js";
import { outcomeWording } from "../outcomes/outcome.wording.js";
import { schedulingWording } from "../scheduling/scheduling.wording.js";
import { currentGatherings, updateGatherings } from "./gathering.import-updates.js";
import { formatWords, statusWords } from "./gathering.import-words.js";
import { setOutcomes } from "./imported-outcomes.js";
import { addSeries, seriesNamed } from "./imported-series.js";
import { line, text } from "../../../core/graphql/validation.js";
import { webAddress } from "../../../core/graphql/web-address.js";
import { erased, known, unknown } from "../../../import/invalid-row.js";
import { id, ids, language, oneOf, optional, places, slugs, type Period } from "../../../import/cells/cells.js";
import { importFile, ofSource } from "../../../import/import-file.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { importedThemesBySlug, insertThemes, knownThemes, themesOf } from "../../themes/imported-themes.js";
import { idsBySourceId } from "../../../import/look-up.js";

declare module "../../../import/import-file.js" {
  interface ImportFiles {
    "gatherings.csv": true;
  }
}

const { SCHEDULED, CANCELLED } = GatheringStatus;
/** Proposals are not imported. */
const heldStatus = { SCHEDULED, CANCELLED } as const;

/** Addresses in one cell, joined by bars or spaces. */
const links = z
  .string()
  .default("")
  .transform((cell) => cell.split(/[|\s]+/).filter((one) => one !== ""))
  .pipe(z.array(webAddress(outcomeWording.noLink)).max(10, "must be at most 10 addresses."));

export const gatheringsFile = importFile({
  name: "gatherings.csv",
  alsoNamed: [
    "bijeenkomsten",
    "activiteiten",
    "evenementen",
    "rencontres",
    "réunions",
    "événements",
    "meetings",
    "events",
  ],
  tables: (source) => {
    const own = sql`WHERE gathering_id IN (SELECT id FROM gathering ${ofSource(source)})`;
    return {
      ...{ gathering_series: ofSource(source), gathering: ofSource(source) },
      ...{ gathering_theme: own, gathering_host: own, outcome: own },
    };
  },
  rules: ({ period, plainLine, plainText }) =>
    z
      .object({
        id,
        title: plainLine(line(300)),
        format: oneOf(GatheringFormat, formatWords),
        /** A date alone is the whole of the local day. */
        starts_at: period,
        ends_at: optional(period),
        place: optional(plainLine(line(300))),
        /** Empty means no limit. */
        capacity: optional(places),
        host: ids(z.array(z.string()).max(20, "must name at most 20 hosts.")),
        themes: slugs(z.array(z.string()).max(50, "must name at most 50 themes.")),
        description: optional(plainText(text(20_000))),
        /** The name of the series that it belongs to. */
        series: optional(plainLine(line(300))),
        language: optional(language),
        /** Empty means SCHEDULED. */
        status: oneOf(heldStatus, statusWords).default(SCHEDULED),
        address: optional(plainLine(line(500))),
        online_url: optional(webAddress(schedulingWording.noUrl)),
        /** What came of it. */
        outcome: optional(plainText(text(10_000))),
        links,
      })
      .refine((row) => row.ends_at === null || endOf(row.ends_at) > row.starts_at.begins, {
        path: ["ends_at"],
        message: "must be after starts_at: correct one of them, or leave it empty.",
      })
      .refine((row) => row.links.length === 0 || row.outcome !== null, {
        path: ["links"],
        message: "go with an outcome: fill that in, or leave them out.",
      }),
  derived: { host: { from: ["hosts"], derive: ({ hosts }) => hosts } },
  otherNames: {
    id: ["nr", "nummer", "numéro"],
    title: ["titel", "naam", "titre", "nom", "name", "subject", "onderwerp"],
    format: ["werkvorm", "soort", "type", "format de rencontre"],
    starts_at: ["start", "begin", "begint op", "datum", "startdatum", "début", "date", "start date", "starts"],
    ends_at: ["einde", "eindigt op", "einddatum", "fin", "end", "end date", "ends"],
    place: ["plaats", "locatie", "lieu", "location", "venue"],
    capacity: ["capaciteit", "plaatsen", "max", "capacité", "places", "seats"],
    host: ["gastheer", "organisator", "hôte", "organisateur", "organiser", "organizer"],
    themes: ["thema", "thema's", "thèmes", "tags"],
    description: ["omschrijving", "beschrijving", "tekst"],
    series: ["reeks", "série", "cyclus", "cycle"],
    language: ["taal", "langue"],
    status: ["toestand", "statut", "state"],
    address: ["adres", "adresse"],
    online_url: ["online", "link", "videolink", "lien", "url"],
    outcome: ["uitkomst", "resultaat", "verslag", "résultat", "compte rendu", "result"],
    links: ["verslaglinks", "liens"],
  },
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    gatherings: await idsBySourceId(
      batch,
      "gathering",
      rows.map((row) => row.id),
    ),
    hosts: await membersBySourceId(
      batch,
      rows.flatMap((row) => row.host),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => row.themes),
    ),
  }),
  dispensable: [
    ...["ends_at", "place", "capacity", "host", "themes", "description"],
    ...["series", "language", "status", "address", "online_url", "outcome", "links"],
  ],
  withoutUnknown: (row, { hosts, themes }, leaveOut) => {
    for (const host of row.host) if (!hosts.has(host)) leaveOut("host", unknown("host", host, "members.csv"));
    const there = row.host.filter((host) => hosts.has(host));
    return { ...row, host: there, themes: knownThemes(row.themes, themes, leaveOut) };
  },
  resolve: (row, found, batch, remark) => {
    const present = row.host.filter((host) => found.hosts.get(host) !== erased);
    const hostIds = [...new Set(present.map((host) => known(found.hosts, "host", host, "members.csv")))];
    const themeIds = themesOf(row, found.themes);
    if (found.gatherings.has(row.id)) return null;
    const outcome = row.starts_at.begins <= batch.now ? row.outcome : null;
    if (outcome !== row.outcome) remark("has an outcome, which is left out, as it has not begun");
    return { ...row, ...timesOf(row), outcome, id: batch.newId(), sourceId: row.id, hostIds, themeIds };
  },
  insert: async (gatherings, batch) => {
    await addSeries(
      batch,
      gatherings.map(({ series }) => series),
    );
    const added = await batch.query(sql`
      INSERT INTO gathering (id, title, description, format, starts_at, ends_at, place_name, capacity, series_id, language,
        status, place_address, online_url, source, source_id, imported)
      SELECT id, title, description, format, starts_at, ends_at, place, capacity,
        ${seriesNamed(batch, sql`series`)}, language, status, address, online_url, ${batch.source}, source_id, imported
      FROM unnest(
        ${gatherings.map((gathering) => gathering.id)}::uuid[],
        ${gatherings.map((gathering) => gathering.title)}::text[],
        ${gatherings.map((gathering) => gathering.description)}::text[],
        ${gatherings.map((gathering) => gathering.format)}::gathering_format[],
        ${gatherings.map((gathering) => gathering.startsAt)}::timestamptz[],
        ${gatherings.map((gathering) => gathering.endsAt)}::timestamptz[],
        ${gatherings.map((gathering) => gathering.place)}::text[],
        ${gatherings.map((gathering) => gathering.capacity)}::integer[],
        ${gatherings.map((gathering) => gathering.series)}::text[],
        ${gatherings.map((gathering) => gathering.language)}::language[],
        ${gatherings.map((gathering) => gathering.status)}::gathering_status[],
        ${gatherings.map((gathering) => gathering.address)}::text[],
        ${gatherings.map((gathering) => gathering.online_url)}::text[],
        ${gatherings.map((gathering) => gathering.sourceId)}::text[],
        ${gatherings.map((gathering) => gathering.imported)}::jsonb[])
        AS new (id, title, description, format, starts_at, ends_at, place, capacity, series, language, status, address,
          online_url, source_id, imported)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    await insertThemes(batch, "gathering", gatherings);
    await setOutcomes(
      batch,
      gatherings.filter(({ outcome }) => outcome !== null),
    );
    const hosts = gatherings.flatMap(({ id, hostIds }) => hostIds.map((hostId) => ({ id, hostId })));
    if (hosts.length > 0)
      await batch.query(sql`
        INSERT INTO gathering_host (gathering_id, member_id)
        SELECT * FROM unnest(
          ${hosts.map((host) => host.id)}::uuid[],
          ${hosts.map((host) => host.hostId)}::uuid[])`);
    return added.length;
  },
  updates: {
    idOf: (row, { gatherings }) => gatherings.get(row.id),
    fields: (row) => {
      const { startsAt, endsAt } = timesOf(row);
      return {
        title: row.title,
        format: row.format,
        starts_at: startsAt.toISOString(),
        ends_at: endsAt?.toISOString() ?? null,
        place: row.place,
        capacity: row.capacity,
        host: [...row.host].sort().join("|"),
        themes: row.themes.join("|"),
        description: row.description,
        series: row.series,
        language: row.language,
        status: row.status,
        address: row.address,
        online_url: row.online_url,
        outcome: row.outcome,
        links: row.links.join("|"),
      };
    },
    current: currentGatherings,
    update: updateGatherings,
  },
});

/** A start that is a date alone lasts that day, unless an end is given. */
const timesOf = (row: { starts_at: Period; ends_at: Period | null }): { startsAt: Date; endsAt: Date | null } => ({
  startsAt: row.starts_at.begins,
  endsAt: row.ends_at === null ? row.starts_at.dayEnds : endOf(row.ends_at),
});

/** An end that is a date alone is the end of that day. */
const endOf = ({ begins, dayEnds }: Period): Date => dayEnds ?? begins;
