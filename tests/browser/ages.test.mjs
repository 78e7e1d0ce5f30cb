// What ages after the build is decided in the reader's browser: how long ago, overdue, still to come.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";
import { german } from "./ugly.mjs";

const site = await sample();
let browser, server;
before(async () => {
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** The page at `address`, read on the day `now`; nothing may have gone wrong when `work` is done. */
async function reading(origin, address, now, work, options = {}) {
  const tab = await open(browser, origin, options);
  await tab.page.clock.setFixedTime(new Date(now));
  await tab.page.goto(origin + address);
  await work(tab.page);
  none(tab.problems);
  await tab.close();
}
const titles = (page, list) => page.locator(`${list} h3`).allTextContents();
/** The concern that says `words`. */
const concern = (page, words) => page.locator("[data-filter-item]", { hasText: words });

describe("a concern", () => {
  test("is due until the end of its day, and overdue from the next one on", async () => {
    await reading(server.origin, "/listening/", "2026-09-18T23:30:00", async (page) => {
      const due = concern(page, "Chapel Steps").locator("[data-due]");
      assert.equal(await due.locator(".status").count(), 0);
      assert.match(await due.textContent(), /18 September 2026 \(today\)/);
    });
    await reading(server.origin, "/listening/", "2026-09-19T00:30:00", async (page) => {
      const due = concern(page, "Chapel Steps").locator("[data-due]");
      assert.equal(await due.locator(".status").textContent(), "overdue");
      assert.match(await due.textContent(), /\(yesterday\)/);
    });
  });

  test("says how long it has been open, in words that people use", async () => {
    for (const [now, said] of [["2026-08-27", "today"], ["2026-09-08", "12 days ago"], ["2026-10-08", "6 weeks ago"], ["2027-02-27", "6 months ago"], ["2029-03-01", "2 years ago"]]) {
      await reading(server.origin, "/listening/", `${now}T09:00:00`, async (page) => {
        assert.equal(await concern(page, "Chapel Steps").locator(".say-do > div:first-child .ago").textContent(), `(${said})`, now);
      });
    }
  });

  test("that is closed has no age, only how long it took", () =>
    reading(server.origin, "/listening/", "2026-09-01T09:00:00", async (page) => {
      const closed = concern(page, "punctually to the gulls");
      assert.equal(await closed.locator(".ago, .overdue").count(), 0);
      assert.match(await closed.textContent(), /12 June 2026, after 25 days/);
    }));
});

describe("meetings", () => {
  test("are parted into those to come, the soonest first, and those that have been, the newest first", () =>
    reading(server.origin, "/encounters/", "2026-09-01T09:00:00", async (page) => {
      assert.deepEqual(await page.locator("#agenda h2").allTextContents(), ["Coming up", "What has been"]);
      assert.deepEqual(await titles(page, "#agenda ol:nth-of-type(1)"), ["Listening in, September", "The kitchen again, with whoever prints the labels"]);
      assert.deepEqual(await titles(page, "#agenda ol:nth-of-type(2)"), ["The regatta breakfast", "Listening in, July", "A morning in a school kitchen"]);
    }));

  test("are over when they end, to the minute", async () => {
    const coming = async (now) => {
      let found;
      await reading(server.origin, "/encounters/", now, async (page) => (found = await titles(page, "#agenda ol:nth-of-type(1)")));
      return found.includes("Listening in, September");
    };
    assert.equal(await coming("2026-09-23T09:59:00"), true);
    assert.equal(await coming("2026-09-23T10:01:00"), false);
  });

  test("none to come is said, and none is lost", () =>
    reading(server.origin, "/encounters/", "2030-01-01T09:00:00", async (page) => {
      assert.match(await page.locator("#agenda").textContent(), /Nothing is planned at the moment/);
      assert.equal((await titles(page, "#agenda ol")).length, 5);
    }));

  test("are all there in one list without a script", () =>
    reading(server.origin, "/encounters/", "2026-09-01T09:00:00", async (page) => {
      assert.deepEqual(await page.locator("#agenda h2").allTextContents(), ["Visits and events"]);
      assert.equal((await titles(page, "#agenda ol")).length, 5);
      assert.equal(await page.locator(".ago, .overdue").count(), 0);
    }, { javaScriptEnabled: false }));
});

describe("an adopted customer", () => {
  test("is to be met again by a day, and overdue after it", async () => {
    const overdue = (page) => page.locator(".adopted > li", { has: page.locator(".overdue") }).locator("h3").allTextContents();
    await reading(server.origin, "/encounters/", "2026-08-11T20:00:00", async (page) => assert.deepEqual(await overdue(page), []));
    await reading(server.origin, "/encounters/", "2026-08-12T08:00:00", async (page) => {
      assert.deepEqual(await overdue(page), ["“Window seat”, a household on the Point"]);
    });
    await reading(server.origin, "/encounters/", "2026-12-01T08:00:00", async (page) => assert.equal((await overdue(page)).length, 3));
  });
});

test("ages are told in the page's language", async (context) => {
  const other = await serve(await build(german(6)));
  context.after(() => other.close());
  await reading(other.origin, "/listening/", "2026-10-16T09:00:00", async (page) => {
    const first = page.locator("[data-filter-item]").first();
    assert.match(await first.textContent(), /\(vor 9 Wochen\)/);
    assert.match(await first.locator("[data-due]").textContent(), /\(gestern\)\s+überfällig/);
  });
});
