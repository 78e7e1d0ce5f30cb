// The start page: what "I am a …" answers, what it remembers, and how heavy it is with hundreds of roles.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, files, project, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";
import { german } from "./ugly.mjs";

const HEAVIEST = 60_000; // bytes, gzipped: the page with its styles and scripts, at 200 roles
const SELECT = "[data-chooser] select";

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

async function onStart(now, work) {
  const tab = await open(browser, server.origin);
  await tab.page.clock.setFixedTime(new Date(now));
  await tab.page.goto(`${server.origin}/`);
  await work(tab.page);
  none(tab.problems);
  await tab.close();
}
const answer = (page, role) => page.locator(`[data-answers] [data-answer="${role}"]`);

describe("the answer", () => {
  test("is the role's way to a customer, goals, free places and news", () =>
    onStart("2026-09-01T09:00:00", async (page) => {
      await page.locator(SELECT).selectOption("night-baker");
      assert.match(await page.locator(".reach-line:visible").textContent(), /and my work reaches Gareth in 3 steps: two rounds can still be swapped\./);
      const mine = answer(page, "night-baker");
      assert.deepEqual((await mine.locator(".hops .who").allTextContents()).map((name) => name.trim()), ["Night baker", "Dispatcher", "Driver", "Gareth"]);
      assert.deepEqual(await mine.locator("h2:visible").allTextContents(), ["Where we are headed", "Places to shadow", "New for me"]);
      for (const list of await mine.locator(".answer > section").all()) assert.ok((await list.locator("li a").count()) >= 1);
    }));

  test("offers no place that has passed", async () => {
    const places = async (now) => {
      let found;
      await onStart(now, async (page) => {
        await page.locator(SELECT).selectOption("night-baker");
        found = await answer(page, "night-baker").locator(".visits li:visible").count();
      });
      return found;
    };
    assert.equal(await places("2026-09-01T09:00:00"), 3);
    assert.equal(await places("2026-10-15T09:00:00"), 3, "what is over makes room for the next");
    assert.equal(await places("2027-03-05T09:00:00"), 1);
    assert.equal(await places("2031-01-01T09:00:00"), 0);
  });

  test("offers places outside the role's own department only", () =>
    onStart("2026-09-01T09:00:00", async (page) => {
      await page.locator(SELECT).selectOption("dispatcher");
      const hosts = (await answer(page, "dispatcher").locator(".visits a").allTextContents()).join();
      assert.ok(!/Saskia|Alun|Omar/.test(hosts), hosts);
    }));
});

test("a role that is gone is asked for again, and nobody is greeted by its name", () =>
  onStart("2026-09-01T09:00:00", async (page) => {
    await page.evaluate(() => localStorage.setItem("throughline:me", JSON.stringify({ id: "lamplighter", name: "Lamplighter", address: "roles/lamplighter/" })));
    await page.reload();
    assert.equal(await page.locator(SELECT).inputValue(), "");
    assert.ok(await page.locator("[data-me]").isHidden());
  }));

test("a role whose page has moved leads to its new address", () =>
  onStart("2026-09-01T09:00:00", async (page) => {
    await page.evaluate(() => localStorage.setItem("throughline:me", JSON.stringify({ id: "driver", name: "Van driver", address: "roles/van-driver/" })));
    await page.reload();
    assert.match(await page.locator("[data-me]").evaluate((link) => link.href), /\/roles\/driver\/$/);
    assert.equal(await page.locator("[data-me-name]").textContent(), "Driver");
  }));

test("both halves have their own words, a figure with its range and number, and what became of concerns", () =>
  onStart("2026-09-01T09:00:00", async (page) => {
    const halves = await page.locator(".halves > section").allTextContents();
    assert.equal(halves.length, 2);
    for (const half of halves) {
      assert.match(half, /“.+”/s);
      assert.match(half, /[+−-]?\d+\s*would recommend .*between/s);
      assert.match(half, /\d+ of \d+ things (they|we) raised have an answer/);
    }
  }));

describe("many roles", () => {
  const heavy = (site) => {
    const needed = files(site).filter(({ file }) => file === "index.html" || /^assets\/site\..+\.(css|js)$/.test(file));
    assert.equal(needed.length, 3, needed.map(({ file }) => file).join());
    return needed.reduce((sum, { path }) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
  };

  for (const count of [60, 200, 300]) {
    test(`${count} with long names stay under ${HEAVIEST / 1000} kB`, async (context) => {
      const built = await build(german(count));
      const bytes = heavy(built);
      context.diagnostic(`${bytes} bytes`);
      assert.ok(bytes <= HEAVIEST, `${bytes} bytes`);
    });
  }

  test("beyond what one page carries, the sentence ends in a link to the chosen role", async (context) => {
    const other = await serve(await build(german(310)));
    context.after(() => other.close());
    const tab = await open(browser, other.origin);
    await tab.page.goto(`${other.origin}/`);
    assert.equal(await tab.page.locator("[data-answer]").count(), 0);
    await tab.page.locator(SELECT).selectOption("r305");
    const link = tab.page.locator("[data-go] a");
    assert.match(await link.evaluate((it) => it.href), /\/roles\/r305\/$/);
    await tab.page.reload();
    assert.equal(await tab.page.locator(SELECT).inputValue(), "r305");
    await link.click();
    await tab.page.waitForURL(/\/roles\/r305\/$/);
    none(tab.problems);
    await tab.close();
  });
});

test("chosen in a folder, without a server, it is remembered as well", async () => {
  const portable = await build(project, "--portable");
  const tab = await open(browser, `file://${portable}`);
  await tab.page.goto(`file://${portable}/index.html`);
  await tab.page.locator(SELECT).selectOption("driver");
  await tab.page.goto(`file://${portable}/listening/index.html`);
  assert.match(await tab.page.locator("[data-me]").evaluate((link) => link.href), /\/roles\/driver\/index\.html$/);
  await tab.page.goto(`file://${portable}/index.html`);
  assert.equal(await tab.page.locator(SELECT).inputValue(), "driver");
  await tab.close();
});
