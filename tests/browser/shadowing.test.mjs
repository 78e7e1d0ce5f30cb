// The agenda of visits: what is over and what is still to come is told by the reader's clock, places can be asked for, and
// months lead into the agenda.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, sample } from "./handbook.mjs";
import { sideways } from "./look.mjs";
import { serve } from "./server.mjs";

// Dock two has been, dock three is free in winter, and New York lies five hours behind.
const SESSIONS = `sessions:
  - {id: been, host: omar, guest: [lena], start: 2026-09-14T05:00, end: 2026-09-14T09:00, place: Dock 2, status: confirmed, approved_by: omar, observe: [paula]}
  - {id: untaken, host: omar, start: 2026-09-16T05:00, end: 2026-09-16T09:00, place: Dock 2, status: open}
  - {id: soon, host: lena, guest: [omar], start: 2026-11-03T09:00, end: 2026-11-03T12:00, status: confirmed, approved_by: omar}
  - {id: free, host: omar, start: 2026-11-10T05:00, end: 2026-11-10T09:00, place: "Dock 3 & 4", status: open, objectives: [see a list made]}
  - {id: shy, host: ada, start: 2026-11-11T05:00, end: 2026-11-11T09:00, status: open}
  - {id: off, host: omar, guest: [lena], start: 2026-11-12T05:00, end: 2026-11-12T09:00, status: cancelled}
`;
const person = (name, role, more = "") => `---\ntitle: ${name}\nrole: ${role}\n${more}owner: person/omar\n---\n`;
const role = (title, department) => `---\ntitle: ${title}\ndepartment: ${department}\nexpected: [x]\ngoals: [seven]\nserves: [{to: persona/paula, output: bread, value: breakfast, pillar: care}]\nowner: person/omar\n---\n`;
const FILES = {
  "content/handbook.yaml": "title: The handbook\nlanguage: en-GB\ntimezone: Europe/London\ndate: 2026-09-01\nkeep_past: 3 years\nbrand: {logo: logo.svg}\n",
  "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
  "content/index.md": "# Start\n\n[Visits](shadowing/)\n",
  "content/departments/yard.md": "---\ntitle: The yard\nlead: omar\nowner: person/omar\n---\n",
  "content/departments/desk.md": "---\ntitle: The desk\nlead: lena\nowner: person/omar\n---\n",
  "content/people/omar.md": person("Omar Haddad", "driver", "hosts: true\nemail: omar+yard@harbour.example\n"),
  "content/people/lena.md": person("Lena Okafor", "adviser", "hosts: true\n"),
  "content/people/ada.md": person("Ada Byron", "adviser"),
  "content/personas/paula.md":
    "---\nname: Paula\ntype: customer\nquote: I need it by seven.\nevidence: {level: assumption}\nwho: x\nwhy_us: x\nhow_they_use: x\njobs: [x]\ngoals: [x]\npains: [x]\nfit: {needs_served: high, profitable: high}\nmatters: [care]\nowner: person/omar\n---\n",
  "content/promise/pillars/care.md": "---\ntitle: Care\nclaim: We care\nmatters_to: [paula]\nproof: [{text: x, source: log, as_of: 2026-08-01}]\nbehaviours: [{department: yard, do: x}, {department: desk, do: x}]\nowner: person/omar\n---\n",
  "content/goals/seven.md": "---\ntitle: By seven\nstatement: By seven\nperiod: 2026\npillars: [care]\nowner: person/omar\n---\n",
  "content/roles/driver.md": role("Driver", "yard"),
  "content/roles/adviser.md": role("Adviser", "desk"),
  "content/shadowing/autumn.md": `---\ntitle: Autumn\ncycle: {from: 2026-09-01, to: 2027-02-28}\nowner: person/ada\n${SESSIONS}---\n`,
  "content/shadowing/overseas.md":
    "---\ntitle: Overseas\ncycle: {from: 2026-09-01, to: 2027-02-28}\ntimezone: America/New_York\nowner: person/ada\nsessions: [{id: far, host: lena, guest: omar, start: 2026-11-20T20:00, end: 2026-11-20T23:00, status: confirmed, approved_by: omar}]\n---\n",
};
const small = await build(handbook(FILES));
const site = await sample();
const NOW = "2026-10-01T12:00:00Z";
let browser, server, bakery;
before(async () => {
  [server, bakery] = [await serve(small), await serve(site)];
  browser = await launch();
});
after(async () => {
  await browser.close();
  await Promise.all([server.close(), bakery.close()]);
});

/** The page at `address`, read at the moment `now`; nothing may have gone wrong when `work` is done. */
async function reading(origin, address, now, work, options = {}) {
  const tab = await open(browser, origin, options);
  await tab.page.clock.setFixedTime(new Date(now));
  await tab.page.goto(origin + address);
  await work(tab.page);
  none(tab.problems);
  await tab.close();
}
const here = (address, now, work, options) => reading(server.origin, address, now, work, options);
const coming = (page) => page.locator("#agenda [data-filtered] > .agenda-month li:visible h3").allTextContents();
const been = (page) => page.locator("#agenda .been li h3").allTextContents();

describe("the agenda", () => {
  test("holds what is still to come, and puts what has been behind a line, the newest first", () =>
    here("/shadowing/", NOW, async (page) => {
      assert.equal(await page.locator("#agenda h2").textContent(), "Coming up");
      assert.deepEqual(await coming(page), ["Omar Haddad with Lena Okafor", "A place with Omar Haddad", "A place with Ada Byron", "Lena Okafor with Omar Haddad", "Omar Haddad with Lena Okafor"]);
      assert.deepEqual(await been(page), ["A place with Omar Haddad", "Lena Okafor with Omar Haddad"]);
      assert.equal(await page.locator(".been summary").textContent(), "What has been 2");
      assert.equal(await page.locator(".been li:visible").count(), 0);
      await page.locator(".been summary").focus();
      await page.keyboard.press("Enter");
      assert.equal(await page.locator(".been li:visible").count(), 2);
      assert.equal(await page.locator("#visit-autumn-untaken .status").textContent(), "nobody came");
      assert.equal(await page.locator(".been .ask, .been .add").count(), 0, "what has been cannot be asked for");
    }));

  test("goes by the instant, wherever its reader is", async () => {
    // Nine in the morning in London, British summer time.
    for (const [now, left] of [["2026-09-14T07:59:00Z", true], ["2026-09-14T08:01:00Z", false]]) {
      for (const timezoneId of ["Europe/London", "Asia/Tokyo"]) {
        await here("/shadowing/", now, async (page) => assert.equal((await coming(page)).includes("Lena Okafor with Omar Haddad") && (await been(page)).length === 0, left, `${now} in ${timezoneId}`), { timezoneId });
      }
    }
  });

  test("says so where nothing is to come, and loses nothing", () =>
    here("/shadowing/", "2030-01-01T00:00:00Z", async (page) => {
      assert.deepEqual(await coming(page), []);
      assert.match(await page.locator("#agenda .nothing").textContent(), /No visit is coming up/);
      assert.equal((await been(page)).length, 7);
    }));

  test("is one list by date without a script", () =>
    here("/shadowing/", NOW, async (page) => {
      assert.equal(await page.locator("#agenda h2").textContent(), "All visits");
      assert.equal(await page.locator("#agenda li:visible").count(), 7);
      const days = await page.locator("#agenda time").evaluateAll((times) => times.map((time) => time.dateTime));
      assert.deepEqual(days, [...days].sort());
      assert.equal(await page.locator("[data-filters]:visible, .month-turn:visible").count(), 0);
      assert.equal(await page.locator(".month-figure:visible").count(), 2, "all months stand below each other");
    }, { javaScriptEnabled: false }));

  test("tells other zones' hours, and what the clock at home says then", () =>
    here("/shadowing/", NOW, async (page) => {
      assert.match(await page.locator("#visit-overseas-far").textContent(), /20:00 to 23:00, New York time \(21 November 2026, 01:00 to 04:00 in London\)/);
      assert.doesNotMatch(await page.locator("#visit-autumn-soon").textContent(), /time \(/);
    }));

  test("narrows to open places and to a department from the keyboard", () =>
    here("/shadowing/", NOW, async (page) => {
      const buttons = page.locator("[data-filters] button");
      assert.deepEqual(await buttons.allTextContents(), ["Everything 5", "Open places 1"]);
      await buttons.nth(1).focus();
      await page.keyboard.press("Space");
      assert.deepEqual(await coming(page), ["A place with Omar Haddad"]);
      assert.equal(await page.locator("[data-filter-result]").textContent(), "1 of 5 shown");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      await page.locator("select[data-filter=programme]").selectOption("overseas");
      assert.deepEqual(await coming(page), ["Omar Haddad with Lena Okafor"]);
    }));
});

describe("a free place", () => {
  const ask = (page) => page.locator("#visit-autumn-free .ask");
  test("is asked for by a mail that is begun already", () =>
    here("/shadowing/", NOW, async (page) => {
      const url = new URL(await ask(page).getAttribute("href"));
      assert.equal(url.protocol, "mailto:");
      assert.equal(decodeURIComponent(url.pathname), "omar+yard@harbour.example");
      assert.deepEqual([...url.searchParams.keys()], ["subject", "body"]);
      assert.equal(url.searchParams.get("subject"), "May I come along on 10 November 2026?");
      assert.match(url.searchParams.get("body"), /^Hello Omar Haddad,\r\n\r\n[^]*10 November 2026, 05:00 to 09:00\r\nWhere: Dock 3 & 4\r\nProgramme: Autumn\r\n/);
    }));

  test("of somebody who has not offered is not offered", () =>
    here("/shadowing/", NOW, async (page) => {
      const shy = page.locator("#visit-autumn-shy");
      assert.equal(await shy.locator(".ask").count(), 0);
      assert.equal(await shy.locator(".status").textContent(), "not on offer yet");
    }));

  test("stands on its host's page, and on no page once it is over", async () => {
    await here("/people/omar/", NOW, async (page) => assert.equal(await page.locator("#visits > .agenda .ask").count(), 1));
    await here("/people/omar/", "2027-01-01T00:00:00Z", async (page) => assert.equal(await page.locator(".ask").count(), 0));
    await here("/roles/driver/", NOW, async (page) => assert.equal(await page.locator("#places li:visible").count(), 1));
    await here("/roles/driver/", "2027-01-01T00:00:00Z", async (page) => assert.equal(await page.locator("#places:visible").count(), 0));
  });
});

describe("months", () => {
  test("open at the next one that has a visit, and turn from the keyboard", () =>
    here("/shadowing/", NOW, async (page) => {
      const shown = page.locator(".month-figure:visible h3");
      assert.deepEqual(await shown.allTextContents(), ["November 2026"]);
      const back = page.locator(".month-turn button:visible");
      assert.deepEqual(await back.allTextContents(), ["September 2026"]);
      await back.focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await shown.allTextContents(), ["September 2026"]);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "November 2026", "the focus is not lost at the end");
      assert.equal(await page.locator(".month-turn [role=status]").textContent(), "September 2026");
    }));

  test("mark the reader's own today", () =>
    here("/shadowing/", "2026-09-09T12:00:00Z", async (page) => assert.deepEqual(await page.locator(".today .n").allTextContents(), ["9 today"])));

  test("lead into the agenda, also to what is behind the line or left out", () =>
    here("/shadowing/", NOW, async (page) => {
      await page.locator("[data-filters] button").nth(1).click();
      await page.locator(".month-figure:visible a", { hasText: "Omar with Lena" }).first().click();
      await page.locator("#visit-autumn-soon:visible").waitFor();
      assert.equal(await page.locator("[data-filters] [aria-pressed=true]").textContent(), "Everything 5");
      await page.locator(".month-turn button:visible").click();
      await page.locator(".month-figure:visible a", { hasText: "05:00 Lena with Omar" }).click();
      await page.locator("#visit-autumn-been:visible").waitFor();
    }));

  test("leave out what is called off", () =>
    here("/shadowing/", NOW, async (page) => assert.equal(await page.locator("a.visit[href='#visit-autumn-off']").count(), 0)));
});

describe("the sample handbook", () => {
  test("every page of visits fits a phone of 320 px", async () => {
    for (const address of ["/shadowing/", "/shadowing/coverage/", "/shadowing/debriefs/", "/shadowing/winter-2026/", "/people/saskia/"]) {
      await reading(bakery.origin, address, NOW, async (page) => none(await page.evaluate(sideways)), { viewport: { width: 320, height: 700 } });
    }
  });

  test("what is to be told waits until its visit is over, and is overdue after its day", async () => {
    const waiting = async (now) => {
      let said;
      await reading(bakery.origin, "/shadowing/debriefs/", now, async (page) => (said = await page.locator("#waiting li:visible").allTextContents()));
      return said;
    };
    assert.deepEqual(await waiting("2026-09-09T05:00:00Z"), []);
    const after = await waiting("2026-09-10T08:00:00Z");
    assert.equal(after.length, 1);
    assert.doesNotMatch(after[0], /overdue/);
    assert.match((await waiting("2026-09-20T08:00:00Z"))[0], /overdue/);
  });

  test("prints the agenda as one list, without what narrows it", () =>
    reading(bakery.origin, "/shadowing/", NOW, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.ok((await page.locator("#agenda [data-filtered] > .agenda-month li:visible").count()) > 5);
      assert.equal(await page.locator("[data-filters]:visible, .months:visible, .ask:visible, .calendar-links:visible").count(), 0);
    }, { viewport: { width: 700, height: 1000 } }));
});
