// Every calendar as another program reads it: ical.js, which is Thunderbird's. Its instants are those of data/handbook.json,
// its texts are what people wrote, and nothing that they wrote is anything but text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import ICAL from "ical.js";
import { none } from "./checks.mjs";
import { files, handbook, sample, scratch, throughline } from "./handbook.mjs";

// What a calendar and an event may have. Anything else was put there by somebody else.
const CALENDAR = ["calscale", "method", "name", "prodid", "refresh-interval", "version", "x-published-ttl", "x-wr-calname"];
const EVENT = [
  ...["categories", "description", "dtend", "dtstamp", "dtstart", "last-modified", "location", "sequence", "status"],
  ...["summary", "transp", "uid", "url"],
];

/** The calendars of a website, each with its raw text and its events as ical.js reads them. */
function calendars(site) {
  const found = files(site).filter(({ file }) => file.startsWith("calendar/"));
  return found.map(({ file, path }) => {
    const bytes = readFileSync(path);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const root = new ICAL.Component(ICAL.parse(text));
    const events = root.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    return { file, bytes, text, root, events };
  });
}

const instant = (time) => time.toJSDate().getTime();

/** What is wrong with a calendar as such, as lines of text. */
function problems({ file, bytes, root, events }) {
  const wrong = [];
  const tell = (problem) => wrong.push(`${file}: ${problem}`);
  // Octets, not characters; and nothing ends a line but CR and LF together.
  const lines = bytes.toString("latin1").split("\r\n");
  if (lines.pop() !== "") tell("does not end with the end of a line");
  for (const line of lines) {
    if (line.length > 75) tell(`a line has ${line.length} octets: ${line}`);
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(line)) tell(`a line holds a control character: ${JSON.stringify(line)}`);
  }
  if (root.name !== "vcalendar") tell(`is a ${root.name}`);
  if (root.getAllSubcomponents().length !== events.length) tell("holds something other than events");
  const once = (component, known) => {
    const names = component.getAllProperties().map(({ name }) => name);
    for (const name of new Set(names)) {
      if (!known.includes(name)) tell(`has a property ${name}`);
      if (names.indexOf(name) !== names.lastIndexOf(name)) tell(`has ${name} twice`);
    }
    return names;
  };
  once(root, CALENDAR);
  for (const { component, startDate, endDate, uid } of events) {
    const names = once(component, EVENT);
    for (const name of ["uid", "dtstamp", "dtstart", "dtend", "summary", "status"]) {
      if (!names.includes(name)) tell(`${uid} has no ${name}`);
    }
    if (startDate.zone !== ICAL.Timezone.utcTimezone) tell(`${uid} is not in UTC`);
    if (instant(endDate) <= instant(startDate)) tell(`${uid} ends before it begins`);
  }
  const names = events.map(({ uid }) => uid);
  if (new Set(names).size !== names.length) tell("names two events alike");
  if (events.length === 0) tell("is empty");
  return wrong;
}

/** Where the events of `all.ics` and the sessions of `data/handbook.json` differ. */
function differences(site, all) {
  const { sessions } = JSON.parse(readFileSync(join(site, "data", "handbook.json"), "utf8"));
  const key = (id, programme, start, end) => `${programme.replace(/^shadowing\//, "")} ${id} ${start} to ${end}`;
  const written = sessions.map((session) =>
    key(session.id, session.programme, Date.parse(session.start), Date.parse(session.end)),
  );
  const read = all.events.map(({ uid, startDate, endDate }) => {
    const [, programme, id] = /^visit\.([^.]+)\.([^.]+)@/.exec(uid).map(decodeURIComponent);
    return key(id, programme, instant(startDate), instant(endDate));
  });
  assert.ok(written.length > 0, "there is no session");
  return {
    count: written.length,
    wrong: [
      ...written.filter((session) => !read.includes(session)).map((session) => `not in all.ics: ${session}`),
      ...read.filter((session) => !written.includes(session)).map((session) => `not in handbook.json: ${session}`),
    ],
  };
}

describe("the sample handbook", () => {
  let site, all;
  before(async () => {
    site = await sample();
    all = calendars(site);
  });

  test("has calendars that another program reads", () => {
    assert.ok(all.length > 20, `only ${all.length} calendars`);
    none(all.flatMap(problems));
  });

  test("tells the same instants to programs as to tools", () => {
    const { wrong } = differences(site, all.find(({ file }) => file === "calendar/all.ics"));
    none(wrong);
  });

  test("puts every event of a smaller calendar into the large one, with the same words", () => {
    const known = new Map(all[0].events.map((event) => [event.uid, event]));
    assert.equal(all[0].file, "calendar/all.ics");
    const strange = all.flatMap(({ file, events }) =>
      events
        .filter(({ uid, summary, startDate }) => {
          const same = known.get(uid);
          return same?.summary !== summary || instant(same.startDate) !== instant(startDate);
        })
        .map(({ uid }) => `${file}: ${uid}`),
    );
    none(strange);
  });

  test("leads from every event to its visit on a page", () => {
    const page = (url) => readFileSync(join(site, new URL(url).pathname, "index.html"), "utf8");
    const lost = all[0].events
      .map(({ component }) => component.getFirstPropertyValue("url"))
      .filter((url) => !page(url).includes(`id="${decodeURIComponent(new URL(url).hash.slice(1))}"`));
    none(lost);
  });

  test("invites nobody and gives no mail address away", () => {
    none(all.filter(({ text }) => /mailto:|attendee|organizer/i.test(text.replaceAll("\r\n ", ""))).map(({ file }) => file));
  });
});

// Twice a year the hour on the wall is another one of the world's; in the two zones on different days.
const ZONES = {
  london: { zone: "Europe/London", first: "2028-02-23", spring: "2028-03-26", autumn: "2028-10-29", host: "omar", guest: "lena" },
  "new-york": { zone: "America/New_York", first: "2028-02-23", spring: "2028-03-12", autumn: "2028-11-05", host: "tom", guest: "ada" },
};

// What people should not be able to do with a calendar, each a place of a session.
const NASTY = {
  crlf: "Dock\r\nATTENDEE:mailto:x@example.org",
  lf: "Dock\nATTENDEE:mailto:x@example.org",
  cr: "Dock\rATTENDEE:mailto:x@example.org",
  end: "Dock\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other",
  separators: "Dock\u2028ATTENDEE:x\u2029ATTENDEE:y\u0085ATTENDEE:z",
  folded: "Dock\r\n ATTENDEE:x",
  marks: "a\\nb \\ , ; : \\\\ \\, ^n",
  long: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(4),
  scripts: "日本語のとても長い場所の名前がここにあります。".repeat(6),
  fold: `${"x".repeat(63)}👩🏽‍🍳👨‍👩‍👧‍👦🥖`,
  folds: "🥖".repeat(60),
};
// What has no business in a text ends up as an end of a line, and so do all the ways to end one.
const kept = (text) => text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");

/** A handbook with a programme in each zone that repeats over a leap day and both changes of the clock, and one of nasty words. */
function year() {
  const people = ["omar", "lena", "tom", "ada"].map((id, nth) => [
    `content/people/${id}.md`,
    `---\ntitle: ${id}\nrole: role-${nth % 2}\nhosts: true\nowner: person/omar\nreviewed: {on: 2028-01-01}\n---\n`,
  ]);
  const sessions = ({ first, zone, host, guest }) => `---
title: ${zone}
owner: person/omar
reviewed: {on: 2028-01-01}
cycle: {from: 2028-01-01, to: 2028-12-31}
timezone: ${zone}
sessions:
  - {id: daily, host: ${host}, guest: ${guest}, start: ${first}T05:30, end: ${first}T07:00, status: requested, repeats: "FREQ=DAILY;COUNT=270"}
  - {id: monthly, host: ${host}, start: 2028-01-29T20:00, end: 2028-01-30T00:30, status: open, repeats: "FREQ=MONTHLY;COUNT=12"}
---
`;
  // Double-quoted YAML is JSON, but for the characters that end a line there.
  const quoted = (text) => JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const nasty = Object.entries(NASTY).map(
    ([id, place], nth) =>
      `  - {id: ${JSON.stringify(`${id}.1 é`)}, host: omar, start: 2028-12-${10 + nth}T05:00, end: 2028-12-${10 + nth}T09:00, ` +
      `place: ${quoted(place)}, objectives: [${quoted(place)}], status: open}\n`,
  );
  return {
    "content/handbook.yaml": "title: The handbook\nbase_url: https://handbook.example/\ndate: 2028-01-01\nkeep_past: 5 years\n",
    "content/index.md": "# The handbook\n",
    "content/roles/role-0.md": "---\ntitle: Driver\ndepartment: yard\nowner: person/omar\n---\n",
    "content/roles/role-1.md": "---\ntitle: Clerk\ndepartment: office\nowner: person/omar\n---\n",
    "content/departments/yard.md": "---\ntitle: Yard\nlead: omar\nowner: person/omar\n---\n",
    "content/departments/office.md": "---\ntitle: Office\nlead: lena\nowner: person/omar\n---\n",
    ...Object.fromEntries(people),
    ...Object.fromEntries(Object.entries(ZONES).map(([id, zone]) => [`content/shadowing/${id}.md`, sessions(zone)])),
    "content/shadowing/nasty.md":
      "---\ntitle: Nasty\nowner: person/omar\nreviewed: {on: 2028-01-01}\n" +
      `cycle: {from: 2028-01-01, to: 2028-12-31}\nrules: {capacity: 1}\nsessions:\n${nasty.join("")}---\n`,
  };
}

describe("a year in two zones", () => {
  let site, all, every;
  before(async () => {
    // It says nothing that has to do with customers, which is wrong for a handbook and right here.
    site = join(scratch(), "site");
    const { code, said } = await throughline(handbook(year()), "build", "-o", site, "--keep-going");
    assert.ok(code <= 1, said);
    all = calendars(site);
    every = all.find(({ file }) => file === "calendar/all.ics");
  });

  test("is read by another program, whatever people have written", () => none(all.flatMap(problems)));

  test("has the same instants as data/handbook.json", () => {
    const { wrong, count } = differences(site, every);
    none(wrong);
    assert.ok(count > 550, `only ${count} sessions`);
  });

  for (const [id, { zone, spring, autumn }] of Object.entries(ZONES)) {
    test(`keeps the time on the wall in ${zone}`, () => {
      const visits = every.events.filter(({ uid }) => uid.startsWith(`visit.${id}.daily`));
      assert.equal(visits.length, 270);
      const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
      const days = visits.map(({ startDate, endDate }) => {
        const [day, start] = wall.format(instant(startDate)).split(" ");
        assert.equal(start, "05:30", day);
        assert.equal(instant(endDate) - instant(startDate), 90 * 60_000, day);
        return day;
      });
      assert.equal(new Set(days).size, 270, "no day twice, none left out");
      for (const day of ["2028-02-29", spring, autumn]) assert.ok(days.includes(day), `${day} is missing`);
      // The proof that the clock has changed in between: other hours of the world.
      const hours = new Set(visits.map(({ startDate }) => startDate.toJSDate().getUTCHours()));
      assert.equal(hours.size, 2);
    });
  }

  test("leaves out the months that have no such day", () => {
    const months = every.events.filter(({ uid }) => uid.startsWith("visit.london.monthly"));
    none(months.filter(({ startDate }) => startDate.toJSDate().getUTCDate() < 28).map(({ uid }) => uid));
    assert.ok(months.some(({ startDate }) => startDate.toString().startsWith("2028-02-29")), "29 February is missing");
  });

  test("leaves what people wrote as text", () => {
    const places = new Map(every.events.map(({ uid, location }) => [decodeURIComponent(uid), location]));
    for (const [id, place] of Object.entries(NASTY)) {
      const read = places.get(`visit.nasty.${id}.1 é@handbook.example`);
      assert.equal(read, kept(place).trim(), id);
    }
  });
});
