// Handbooks that a designer did not draw: long German names, right to left, nothing written yet, hundreds of roles.
import { handbook } from "./handbook.mjs";

/** A page of these fields, one a line: lists and groups as YAML writes them, everything else as text. */
function page(fields, text = "") {
  const write = (value) => (/^[[{]|^true$/.test(value) ? value : JSON.stringify(value));
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${write(value)}`);
  return `---\n${lines.join("\n")}\nowner: person/h0\nreviewed: {on: 2026-08-01}\n---\n${text}\n`;
}

// Without an icon of its own a browser asks for one that is not there.
const LOGO = { "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><circle cx="10" cy="10" r="8"/></svg>' };

// Titles of sixty letters and more, as large organisations have them.
const WORK = ["Rechnungseingangsprüfung", "Lieferantenstammdatenpflege", "Kraftfahrzeuginstandhaltung", "Lebensmittelkennzeichnung", "Personaleinsatzplanung", "Qualitätssicherungsbeauftragung", "Nachtschichtkoordination", "Reklamationsbearbeitung", "Arbeitssicherheitsunterweisung", "Tiefkühllagerbewirtschaftung"];
const WHO = ["Sachbearbeiterin", "Hauptverantwortlicher", "Stellvertretende Leitung", "Fachkraft", "Koordinatorin", "Oberinspektor"];
const title = (at) => `${WHO[at % 6]} für ${WORK[at % 10]} und ${WORK[(at * 7 + 3) % 10]}`;

/** Visits that have been, are asked for and are free, in another zone than the handbook's. */
function germanVisits() {
  const place = 'place: "Verwaltungsgebäude, Besprechungsraum Lüneburger Heide, drittes Obergeschoss"';
  const debrief = 'debrief: {my_impact: "Meine Rechnungseingangsprüfung hält dort jeden Morgen zwei Wagen auf.", our_impact: "Die Nachtschichtkoordination ruft jetzt vorher an.", surprised_by: "Wie still es um halb fünf in der Tiefkühllagerbewirtschaftung ist.", shared_on: 2026-09-17}';
  const free = Array.from({ length: 6 }, (_, at) => `  - {id: s${at}, host: h${at}, start: 2027-01-${10 + at}T04:30, end: 2027-01-${10 + at}T08:30, ${place}, status: open}`);
  const taken = Array.from({ length: 6 }, (_, at) => `  - {id: b${at}, host: h${at}, guest: [h${at + 1}, h${at + 2}], start: 2026-09-${10 + at}T04:30, end: 2026-09-${10 + at}T08:30, ${place}, status: done, approved_by: h0, observe: [k0, k1], ${debrief}}`);
  return [...free, ...taken].join("\n");
}

/** `count` roles with long German names, and everything that their pages, starter packs and lists show. */
export function german(count = 60) {
  const files = {
    ...LOGO,
    "content/handbook.yaml": "title: Das Handbuch der Großbäckereigenossenschaft Südniedersachsen\norganisation: Großbäckereigenossenschaft\nlanguage: de\ndate: 2026-09-01\ntimezone: Europe/Berlin\nbrand: {logo: logo.svg}\n",
    "content/promise/versprechen.md": page({ title: "Versprechen", statement: "Ofenwarmes Brot vor jeder einzelnen Haustür, und zwar zuverlässig vor sieben Uhr morgens.", for: "[k0]", sponsor: "person/h0" }),
    "content/shadowing/herbst.md": `---\ntitle: Hospitieren im Herbst\ncycle: {from: 2026-09-01, to: 2027-02-28}\ntimezone: America/New_York\nclosed: [{from: 2026-12-21, to: 2027-01-06, why: Betriebsversammlungsvorbereitungszeitraum}]\nrules: {capacity: 2, host_per_month: 1, debrief_within: 7 days}\nowner: person/h0\nreviewed: {on: 2026-08-01}\nsessions:\n${germanVisits()}\n---\n`,
  };
  for (let at = 0; at < 6; at++) {
    files[`content/departments/a${at}.md`] = page({ title: `Abteilung ${WORK[at]} und ${WORK[at + 1]}`, lead: `person/h${at}`, function: `f${at}` });
    files[`content/promise/pillars/s${at}.md`] = page({
      title: `${WORK[at]} ohne Verzug`, claim: "Wir antworten, bevor jemand fragen muss", matters_to: "[k0]", proof: '[{text: "94 von 100 Türen", source: Fahrtenbuch, as_of: 2026-06-30}]',
      behaviours: `[${[0, 1, 2, 3, 4, 5].map((d) => `{department: a${d}, do: "Die ${WORK[at]} abschließen, bevor der Wagen vom Hof fährt", dont: "Unvollständige Unterlagen der Nachtschichtkoordination überlassen"}`).join(", ")}]`,
    });
    files[`content/personas/k${at}.md`] = page({
      name: ["Annegret-Friederike", "Maximilian", "Wilhelmine", "Karl-Theodor", "Mechthild", "Ottokar"][at], type: "customer", quote: "Ich brauche die Rechnung so, dass sie zu den Kisten passt, und zwar am selben Tag.", segment: "Gemeinschaftsverpflegungseinrichtungen",
      evidence: '{level: interviews, sources: [{what: Gespräche, n: 12, date: 2026-04-02}]}', who: "x", why_us: "x", how_they_use: "x", thinks: "x", jobs: "[x]", goals: "[x]", pains: "[x]", fit: "{needs_served: high, profitable: medium}", matters: "[s0, s1]",
    });
    files[`content/goals/z${at}.md`] = page({ title: `Rechtzeitigkeit der ${WORK[at]}`, statement: `Bis Jahresende ist die ${WORK[at]} in 96 von 100 Fällen am selben Arbeitstag abgeschlossen.`, period: "2026", pillars: "[s0]", measures: '[{name: "Abschluss am selben Tag", target: "96 %", now: "94 %", as_of: 2026-06-30}]' });
    files[`content/listening/l${at}.md`] = page({ title: `Anliegen zur ${WORK[at]}`, raised_by: at % 2 ? "customer" : "employee", question: "gets-in-the-way", said: `Die ${WORK[at]} kostet uns jeden Morgen eine halbe Stunde, die niemand hat.`, department: `a${at}`, on: "2026-08-12", theme: `${WORK[at % 3]}sangelegenheiten`, response: "{status: planned, did: Zwei Formulare werden eines., owner: person/h0, due: 2026-10-15}" });
    files[`content/recognition/d${at}.md`] = page({ title: `Dank für die ${WORK[at]}`, who: `[person/h${at}]`, behaviour: `Hat die ${WORK[at]} an einem Sonntag zu Ende gebracht, damit am Montag niemand wartet.`, for: at % 2 ? "customer" : "co-worker", pillar: `s${at}`, enabled_by: `[role/r${at}, person/h${at + 1}, role/r${(at + 2) % count}]`, on: "2026-08-20", consent: "true" });
    files[`content/activities/t${at}.md`] = page({ title: `Schulung ${WORK[at]} für Fortgeschrittene`, type: ["training", "team-building"][at % 2], pillars: `[s${at}, s${(at + 1) % 6}]`, departments: `[a${at}]`, on: "2026-05-01", teaches: `["${WORK[at]}"]` });
    files[`content/encounters/b${at}.md`] = page(at % 2
      ? { title: `Patenschaft „Fensterplatz ${at}“`, type: "adoption", persona: "k0", host: `h${at}`, since: "2026-01-01", cadence: "3 months", last_contact: "2026-05-01", needs_heard: "Weniger Formulare, dafür einen Namen, den man anrufen kann." }
      : { title: `Besuch in einer Gemeinschaftsverpflegungseinrichtung ${at}`, type: "visit", persona: "k1", host: `h${at}`, start: `2026-1${at % 3}-05T09:00`, end: `2026-1${at % 3}-05T11:00`, place: "Oberniedersachsenwerfen", purpose: "Sehen, wo das Etikett gelesen wird" });
  }
  for (let at = 0; at < Math.max(12, Math.min(count, 60)); at++) {
    files[`content/people/h${at}.md`] = page({ title: `Friederike-Wilhelmine Schulze-Hohenlimburg ${at}`, role: `r${at % count}`, hosts: "true" });
  }
  for (let at = 0; at < count; at++) {
    const receivers = at < count / 3 ? [`persona/k${at % 6}`, `persona/k${(at + 1) % 6}`, `role/r${(at * 5 + 1) % count}`, `role/r${(at + 2) % count}`] : [`role/r${at % Math.ceil(count / 3)}`, `role/r${(at * 11 + 2) % count}`];
    const serves = [...new Set(receivers)].filter((to) => to !== `role/r${at}`);
    files[`content/roles/r${at}.md`] = page({
      title: `${title(at)} (${at})`, description: "Sorgt dafür, dass niemand zweimal nach derselben Unterlage fragen muss.", department: `a${at % 6}`,
      expected: `["Jede ${WORK[at % 10]} ist bis 05:40 Uhr vollständig abgezeichnet", "Verzögerungen von mehr als zwölf Minuten erfährt die Leitstelle sofort", "Fehlende Unterlagen werden am selben Tag nachgefordert", "Was schiefging, steht bis zum Mittag ohne Namen an der Tafel"]`,
      goals: `[z${at % 6}, z${(at + 1) % 6}]`,
      needs: `[{skill: "${WORK[at % 6]}", status: gap}, {skill: "Gesprächsführung in Belastungssituationen", from: activity/t${at % 6}}, {tool: "Arbeitsplatzverbundanlage", status: ok}, {tool: "Dienstfahrzeugschlüsselkasten", status: gap}]`,
      serves: `[${serves.map((to) => `{to: ${to}, output: "eine vollständig geprüfte ${WORK[at % 10]}sliste", value: "niemand muss am nächsten Morgen noch einmal von vorne anfangen", standard: "bis 05:40 Uhr", pillar: s${at % 6}}`).join(", ")}]`,
    }, "Was die Arbeit ist.");
  }
  return handbook(files);
}

/** A small handbook in Hebrew, which runs from right to left. */
export function hebrew() {
  return handbook({
    ...LOGO,
    "content/handbook.yaml": "title: מדריך ההבטחה\norganisation: מאפיית הנמל\nlanguage: he\ndate: 2026-09-01\nbrand: {logo: logo.svg}\n",
    "content/promise/havtacha.md": page({ title: "ההבטחה", statement: "לחם חם בכל דלת עד שבע.", for: "[dina]", sponsor: "person/h0" }),
    "content/promise/pillars/bazman.md": page({ title: "בזמן", claim: "אנחנו באים לפני שמחכים", matters_to: "[dina]", proof: '[{text: "94 מתוך 100", source: יומן, as_of: 2026-06-30}]', behaviours: "[{department: mishloach, do: יוצאים עם רשימה בדוקה, dont: מנחשים מספר בית}]" }),
    "content/departments/mishloach.md": page({ title: "משלוחים", lead: "person/h0", function: "תפעול" }),
    "content/people/h0.md": page({ title: "עומר חדד", role: "nahag", hosts: "true", email: "omer@harbour.example" }),
    "content/people/h1.md": page({ title: "רות לוי", role: "ofa", hosts: "true" }),
    "content/departments/maafiya.md": page({ title: "המאפייה", lead: "person/h1" }),
    "content/roles/ofa.md": page({ title: "אופה", department: "maafiya", expected: "[לחם חם]", goals: "[ad-sheva]", serves: "[{to: role/nahag, output: ארגזים מלאים, value: יוצאים בזמן, standard: עד 05:40, pillar: bazman}]" }),
    "content/shadowing/stav.md": `---\ntitle: מחליפים מקומות בסתיו\ncycle: {from: 2026-09-01, to: 2027-02-28}\nowner: person/h0\nreviewed: {on: 2026-08-01}\nclosed: [{from: 2026-09-20, to: 2026-09-22, why: חג}]\nsessions:\n  - {id: a, host: h0, guest: h1, start: 2026-09-14T05:00, end: 2026-09-14T09:00, place: רציף 2, status: done, approved_by: h0, observe: dina, debrief: {my_impact: ארגז מלא מדי עוצר דלת., our_impact: מסמנים את הארגז האחרון., surprised_by: כמה שקט בחמש בבוקר., shared_on: 2026-09-20}}\n  - {id: b, host: h0, start: 2027-01-14T05:00, end: 2027-01-14T09:00, place: רציף 2, status: open}\n  - {id: c, host: h1, start: 2027-01-15T03:00, end: 2027-01-15T07:00, place: ליד התנור, status: open}\n---\n`,
    "content/personas/dina.md": page({ name: "דינה", type: "customer", quote: "אני צריכה אותו כשהילדים קמים.", segment: "משקי בית", evidence: "{level: interviews, sources: [{what: שיחות, n: 12, date: 2026-04-02}]}", who: "x", why_us: "x", how_they_use: "x", thinks: "x", jobs: "[x]", goals: "[x]", pains: "[x]", fit: "{needs_served: high, profitable: medium}", matters: "[bazman]" }),
    "content/goals/ad-sheva.md": page({ title: "עד שבע", statement: "96 מתוך 100 דלתות עד שבע.", period: "2026", pillars: "[bazman]" }),
    "content/roles/nahag.md": page({ title: "נהג", department: "mishloach", expected: "[כל דלת נסגרת בשקט]", goals: "[ad-sheva]", needs: "[{skill: תכנון מסלול, status: gap, from: activity/kurs}]", serves: "[{to: persona/dina, output: לחם חם, value: ארוחת הבוקר על השולחן, standard: עד 07:00, pillar: bazman}]" }),
    "content/listening/nora.md": page({ title: "הנורה במדרגות", raised_by: "employee", question: "gets-in-the-way", said: "הנורה כבויה מאז יום ראשון.", department: "mishloach", on: "2026-08-20", theme: "אור", response: "{status: planned, did: פנסי ראש., owner: person/h0, due: 2026-09-18}" }),
    "content/recognition/delatot.md": page({ title: "אחת עשרה הדלתות", who: "[person/h0]", behaviour: "לקח את אחת עשרה הדלתות האחרונות.", for: "customer", pillar: "bazman", persona: "dina", enabled_by: "[role/nahag]", on: "2026-08-20", consent: "true" }),
    "content/encounters/bikur.md": page({ title: "בוקר במטבח", type: "visit", persona: "dina", host: "h0", start: "2026-10-24T09:00", end: "2026-10-24T11:00", place: "העיר העליונה", purpose: "לראות איפה קוראים את התווית" }),
    "content/encounters/chalon.md": page({ title: "מקום ליד החלון", type: "adoption", persona: "dina", host: "h0", since: "2026-01-01", cadence: "2 months", last_contact: "2026-05-01", needs_heard: "הודעה אחת ביום." }),
    "content/activities/kurs.md": page({ title: "תכנון מסלול", type: "training", pillars: "[bazman]", departments: "[mishloach]", teaches: "[תכנון מסלול]" }),
  });
}

/** A handbook whose folders are there and hold nothing but their introductions. */
export function bare() {
  const files = { ...LOGO, "content/handbook.yaml": "title: A beginning\norganisation: Somebody\nlanguage: en-GB\ndate: 2026-09-01\nbrand: {logo: logo.svg}\n", "content/index.md": "# A beginning\n\nStart at [listening](listening/), [thanks](recognition/), [meetings](encounters/), [activities](activities/) or [visits](shadowing/).\n" };
  for (const folder of ["listening", "recognition", "encounters", "activities", "shadowing"]) files[`content/${folder}/index.md`] = `# ${folder}\n`;
  return handbook(files);
}
