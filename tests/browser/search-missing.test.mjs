// The search on a page that is older than the handbook, or whose network lost a part: no box stays dead, and no question is lost.
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open as openTab } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, sample, scratch } from "./handbook.mjs";
import { ask, DIALOG, FIELD, ITEMS, open, PLACES } from "./searching.mjs";
import { serve } from "./server.mjs";

const SCRIPT = "**/assets/search.*.js";

let browser, server;
before(async () => {
  server = await serve(await sample());
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Works in a tab in which something is missing, which browsers say on their console. */
async function on(origin, work) {
  const tab = await openTab(browser, origin);
  await work(tab.page);
  none(tab.problems.filter((problem) => !/status of 404|search\/parts\/.* is not executable/.test(problem)));
  await tab.close();
}

describe("where the script of the box does not arrive", () => {
  const lost = (page) => page.route(SCRIPT, (route) => route.fulfill({ status: 404, body: "" }));

  test("the search page takes the question over", () =>
    on(server.origin, async (page) => {
      let arrives;
      const waiting = new Promise((go) => (arrives = go));
      await page.route(SCRIPT, async (route) => (await waiting, route.fulfill({ status: 404, body: "" })));
      await page.goto(`${server.origin}/welcome/`);
      await open(page);
      await page.keyboard.type("dispatcher & co");
      await page.keyboard.press("Enter");
      assert.ok(await page.locator(DIALOG).isVisible(), "the box closes without a word");
      arrives();
      await page.waitForURL(`${server.origin}/search/?q=dispatcher%20%26%20co`);
      await page.locator("[data-directory]").waitFor();
      assert.equal(await page.locator(".search-field").inputValue(), "dispatcher & co");
      // What was lost once may be there the next time.
      await page.unroute(SCRIPT);
      await page.locator(".search-field").press("Enter");
      await page.locator(`${ITEMS}:has-text("Dispatcher")`).first().waitFor();
    }));

  test("the search page shows its lists, question or not", () =>
    on(server.origin, async (page) => {
      await lost(page);
      for (const query of ["", "?q=late", "?kind=role"]) {
        await page.goto(`${server.origin}/search/${query}`);
        await page.locator("[data-directory]").waitFor();
      }
    }));

  test("a page that nobody searches from stays as it is, and asks for it again", () =>
    on(server.origin, async (page) => {
      await lost(page);
      await page.goto(`${server.origin}/welcome/`);
      await Promise.all([page.waitForResponse(SCRIPT), page.locator(".find").hover()]);
      await page.waitForFunction(() => !document.head.querySelector("script[src*='search.']"));
      assert.equal(page.url(), `${server.origin}/welcome/`);
      await page.unroute(SCRIPT);
      await open(page);
      await ask(page, "dispatcher");
    }));
});

test("Enter pressed before the script is there loses nothing", () =>
  on(server.origin, async (page) => {
    let arrives;
    const waiting = new Promise((go) => (arrives = go));
    await page.route(SCRIPT, async (route) => (await waiting, route.continue()));
    await page.goto(`${server.origin}/welcome/`);
    await open(page);
    await page.keyboard.type("dispatcher");
    await page.keyboard.press("Enter");
    arrives();
    await page.locator(`${PLACES} .title:has-text("Dispatcher")`).first().waitFor();
    assert.ok(await page.locator(DIALOG).isVisible());
  }));

test("a page older than the handbook leads to a fresh one with its question and its filters", async (context) => {
  const files = (word) => ({
    "content/handbook.yaml": "title: Test\nlanguage: en\nbrand: {logo: logo.svg}\n",
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
    "content/index.md": "# Start\n\nWelcome.\n",
    "content/news.md": `---\ntags: [Kitchen]\n---\n# News\n\nToday there is ${word}.\n`,
  });
  const [before, after, site] = [await build(handbook(files("marzipan"))), await build(handbook(files("marmalade"))), join(scratch(), "site")];
  cpSync(before, site, { recursive: true });
  const published = await serve(site);
  context.after(() => published.close());
  await on(published.origin, async (page) => {
    for (const [address, box] of [["", DIALOG], ["search/?tag=kitchen", ".search-page"]]) {
      rmSync(site, { recursive: true });
      cpSync(before, site, { recursive: true });
      await page.goto(`${published.origin}/${address}`);
      if (box === DIALOG) await open(page);
      else await page.locator(ITEMS).first().waitFor();
      await page.evaluate(() => window.throughlineSearch.ready());
      rmSync(site, { recursive: true });
      cpSync(after, site, { recursive: true });
      await page.locator(`${box} input`).fill("marmalade");
      const notice = page.locator(`${box} .search-empty`);
      await notice.locator("h2", { hasText: "has not arrived" }).waitFor();
      await notice.getByText("Try again").click();
      await notice.locator("h2", { hasText: "has not arrived" }).waitFor();
      const narrowed = box === DIALOG ? "" : "&tag=kitchen";
      await notice.getByText("Ask on a fresh page").click();
      await page.locator(`${ITEMS}:has-text("marmalade")`).waitFor();
      assert.equal(page.url(), `${published.origin}/search/?q=marmalade${narrowed}`);
    }
  });
});
