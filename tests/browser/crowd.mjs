// Handbooks that are hard to draw: very many roles, very long names, a script that runs from right to left.

const OWNER = "owner: person/ada\nreviewed: {on: 2026-08-01}\n";

/** The files of a handbook with `roles` (`{id, title, department, serves}`) and `customers` (`{id, name}`). */
export function crowd({ language = "en-GB", title = "Crowd", departments, roles, customers, pillars, statement }) {
  const files = {
    "content/handbook.yaml": `title: ${title}\nlanguage: ${language}\ndate: 2026-09-01\nbrand: {logo: logo.svg}\n`,
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
    "content/people/ada.md": `---\ntitle: Ada\nrole: ${roles[0].id}\n${OWNER}---\n`,
    "content/promise/promise.md": page(
      `title: ${statement}\nstatement: ${statement}\nfor: [${customers[0].id}]\nsponsor: person/ada\n`,
    ),
    "content/goals/goal.md": page(
      `title: ${title}\nstatement: ${title}\nperiod: 2026\npillars: [${pillars[0].id}]\n`,
    ),
  };
  for (const { id, title } of departments) files[`content/departments/${id}.md`] = page(`title: ${title}\nlead: person/ada\n`);
  for (const { id, title } of pillars) {
    const behaviours = departments.map((department) => `  - {department: ${department.id}, do: ${title}}`).join("\n");
    files[`content/promise/pillars/${id}.md`] = page(
      `title: ${title}\nclaim: ${title}\nmatters_to: [${customers[0].id}]\n` +
        `proof: [{text: ${title}, source: log, as_of: 2026-06-30}]\nbehaviours:\n${behaviours}\n`,
    );
  }
  for (const { id, name } of customers) {
    files[`content/personas/${id}.md`] = page(
      `name: ${name}\ntype: customer\nquote: ${name}\nsegment: ${name}\nwho: ${name}\nwhy_us: ${name}\nhow_they_use: ${name}\n` +
        "evidence: {level: interviews, sources: [{what: talks, n: 5, date: 2026-05-01}]}\n" +
        `jobs: [${name}]\ngoals: [${name}]\npains: [${name}]\nfit: {needs_served: high, profitable: high}\nmatters: [${pillars[0].id}]\n`,
    );
  }
  for (const { id, title, department, serves } of roles) {
    const edges = serves.map(
      ({ to, output = "what is done", pillar = pillars[0].id }) =>
        `  - {to: ${to}, output: ${output}, value: it matters, standard: on time, pillar: ${pillar}}`,
    );
    files[`content/roles/${id}.md`] = page(
      `title: ${title}\ndepartment: ${department}\nexpected: [${title}]\ngoals: [goal]\nserves:\n${edges.join("\n")}\n`,
    );
  }
  return files;
}

const page = (fields) => `---\n${fields}${OWNER}---\n`;

/** `count` roles in ten departments who serve each other over four steps, six customers, four pillars. */
export function many(count) {
  const departments = named("department", ["Sales", "Stores", "Service desk", "Yard", "Bakehouse", "Office", "Fleet", "Night shift", "Tools", "Training"]);
  const customers = ["Paula", "Mirela", "Joy", "Gareth", "Ben", "Sam"].map((name) => ({ id: name.toLowerCase(), name }));
  const pillars = named("pillar", ["On time", "Candour", "Care", "Craft"]);
  const jobs = ["Clerk", "Planner", "Team lead", "Technician", "Buyer", "Assistant", "Coordinator for quality and returns", "Night supervisor"];
  const front = Math.ceil(count / 8);
  const roles = Array.from({ length: count }, (_, n) => {
    // A step further away for each doubling; everybody serves two of those a step nearer, and one somewhere.
    const nearer = n < front ? null : Math.floor((n - front) / 2.4);
    const serves = nearer === null
      ? [{ to: `persona/${customers[n % 6].id}` }, { to: `persona/${customers[(n * 5 + 1) % 6].id}`, pillar: pillars[n % 4].id }]
      : [{ to: `role/r${nearer}` }, { to: `role/r${Math.floor(nearer * 0.8)}`, pillar: pillars[n % 4].id }, { to: `role/r${(n * 37) % count}` }];
    const seen = new Set([`role/r${n}`]);
    return {
      id: `r${n}`,
      title: `${jobs[n % jobs.length]} ${n}`,
      department: departments[(n * 7) % 10].id,
      serves: serves.filter(({ to }) => !seen.has(to) && seen.add(to)),
    };
  });
  return crowd({ departments, customers, pillars, roles, statement: "Every door by seven", title: "Many" });
}

/** Names of sixty letters in German compounds, a role with 25 receivers, and a line over four colleagues. */
export function long() {
  const title = (n) => `Sachbearbeitung Rechnungsprüfung und Lieferantenbetreuung ${String(n).padStart(2, "0")}`;
  const departments = named("department", ["Lebensmittelqualitätssicherungsabteilung für den Norden", "Verwaltung"]);
  const customers = [
    { id: "anna", name: "Annegret-Friederike von Schwartzenberg-Hohenlohe und Langen" },
    { id: "bo", name: "Donaudampfschifffahrtsgesellschaftskapitänswitwe" },
  ];
  const pillars = named("pillar", ["Zuverlässigkeitsversprechen gegenüber allen Nachbarn", "Nähe"]);
  const roles = Array.from({ length: 25 }, (_, n) => ({
    id: `r${n}`,
    title: title(n),
    department: departments[n % 2].id,
    serves: [{ to: n < 3 ? `persona/${customers[n % 2].id}` : `role/r${n % 3}`, output: "eine vollständig geprüfte Rechnungszusammenstellung", pillar: pillars[n % 2].id }],
  }));
  roles.push({ id: "hub", title: title(99), department: departments[0].id, serves: roles.map(({ id }) => ({ to: `role/${id}` })) });
  roles.push({ id: "far", title: "Weit weg", department: departments[1].id, serves: [{ to: "role/hub" }] });
  return crowd({ language: "de", departments, customers, pillars, roles, title: "Lang", statement: "Jede Rechnung stimmt und jeder Nachbar weiß warum" });
}

/** The same sort of handbook in Arabic. */
export function rightToLeft() {
  const departments = named("department", ["المخبز", "التوصيل"]);
  const customers = [{ id: "layla", name: "ليلى" }, { id: "omar", name: "عمر" }];
  const pillars = named("pillar", ["في الموعد", "الصدق"]);
  const roles = [
    { id: "driver", title: "سائق التوصيل", department: departments[1].id, serves: [{ to: "persona/layla", output: "خبز دافئ عند الباب" }, { to: "persona/omar", output: "صواني قبل السابعة", pillar: pillars[1].id }] },
    { id: "dispatcher", title: "منسق", department: departments[1].id, serves: [{ to: "role/driver", output: "قائمة مراجعة" }, { to: "persona/layla", output: "مكالمة عند التأخير" }] },
    { id: "baker", title: "Baker of the night", department: departments[0].id, serves: [{ to: "role/dispatcher", output: "الصينية الأولى" }] },
  ];
  return crowd({ language: "ar", departments, customers, pillars, roles, title: "دليل", statement: "خبز دافئ لكل باب" });
}

const named = (prefix, titles) => titles.map((title, n) => ({ id: `${prefix}-${n}`, title }));
