// How the search looks and what it is without a script: contrast, names and order for screen readers, phones, right to left,
// and the lists of all pages.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open as openTab } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, pages, sample } from "./handbook.mjs";
import { AXE, axe, COLOURS, RULES, sideways } from "./look.mjs";
import { ask, DIALOG, ITEMS, open } from "./searching.mjs";
import { serve } from "./server.mjs";
import { german, hebrew } from "./ugly.mjs";

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

/** Both schemes, a desk and a small phone: every rule where it can be broken. */
async function looked(page, problems, where) {
  await page.evaluate(AXE);
  for (const [width, height] of [[1280, 800], [320, 640]]) {
    await page.setViewportSize({ width, height });
    problems.push(...(await page.evaluate(sideways)).map((problem) => `${where}, ${width} px: ${problem}`));
    await page.emulateMedia({ colorScheme: "light" });
    problems.push(...(await axe(page, `${where}, ${width} light`, RULES)));
    await page.emulateMedia({ colorScheme: "dark" });
    problems.push(...(await axe(page, `${where}, ${width} dark`, COLOURS)));
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("the open dialog in each of its states", async () => {
  const { page, problems, close } = await openTab(browser, server.origin);
  await page.goto(`${server.origin}/welcome/`);
  await open(page);
  await looked(page, problems, "nothing asked");
  await ask(page, "late delivry");
  await looked(page, problems, "corrected");
  await ask(page, "xqzzyv", `${DIALOG} .search-empty`);
  await looked(page, problems, "nothing found");
  none(problems);
  await close();
});

test("the search page, what was found and what was not, and the marks on a page that was chosen", async () => {
  const { page, problems, close } = await openTab(browser, server.origin);
  await page.goto(`${server.origin}/search/?q=late`);
  await page.locator(ITEMS).first().waitFor();
  await looked(page, problems, "found");
  await page.locator(`${ITEMS} h2 a`).first().click();
  await page.locator("mark.found").first().waitFor();
  await looked(page, problems, "marked");
  await page.goto(`${server.origin}/search/?q=xqzzyv&kind=role`);
  await page.locator(".search-page .search-empty").waitFor();
  await looked(page, problems, "nothing found");
  none(problems);
  await close();
});

for (const [name, make, query] of [["long German names", () => german(30), "Rechnungseingangsprüfung"], ["from right to left", hebrew, "נהג"]]) {
  test(name, async (context) => {
    const other = await serve(await build(make()));
    context.after(() => other.close());
    const { page, problems, close } = await openTab(browser, other.origin);
    await page.goto(`${other.origin}/`);
    await open(page);
    await ask(page, query);
    await looked(page, problems, "dialog");
    await page.goto(`${other.origin}/search/?q=${encodeURIComponent(query)}`);
    await page.locator(ITEMS).first().waitFor();
    await looked(page, problems, "page");
    none(problems);
    await close();
  });
}

test("paper shows neither the search nor its marks", async () => {
  const { page, problems, close } = await openTab(browser, server.origin);
  await page.goto(`${server.origin}/`);
  await open(page);
  await ask(page, "late delivery");
  await page.keyboard.press("Enter");
  await page.locator("mark.found").first().waitFor();
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".found-bar").isHidden());
  assert.equal(await page.locator("mark.found").first().evaluate((mark) => getComputedStyle(mark).backgroundColor), "rgba(0, 0, 0, 0)");
  none(problems);
  await close();
});

describe("without scripts", () => {
  const inLists = (page) => page.locator(".titles a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

  async function on(origin, work) {
    const tab = await openTab(browser, origin, { javaScriptEnabled: false });
    await work(tab.page);
    none(tab.problems);
    await tab.close();
  }

  test("the header leads to a list of every page, by title and by kind", () =>
    on(server.origin, async (page) => {
      await page.goto(`${server.origin}/`);
      await page.locator(".find").click();
      await page.waitForURL(`${server.origin}/search/`);
      assert.equal(await page.locator(".search-page").innerText(), "");
      const titles = await inLists(page);
      // Every page that a writer wrote can be changed at a place of its own.
      const written = pages(site).filter(({ html, redirect }) => !redirect && /class="edit"/.test(html)).map(({ address }) => address);
      assert.ok(written.length > 100);
      assert.deepEqual(written.filter((address) => !titles.includes(address)), []);
      assert.equal(new Set(titles).size, titles.length, "a page is listed twice");
      const byKind = [];
      for (const href of await page.locator(".counted a").evaluateAll((links) => links.map((link) => link.href))) {
        await page.goto(href);
        byKind.push(...(await inLists(page)));
      }
      assert.deepEqual(byKind.sort(), titles.sort());
    }));

  test("a large handbook is cut into lists, and no page is lost between them", async (context) => {
    const files = { "content/handbook.yaml": "title: Large\nlanguage: en\nbrand: {logo: logo.svg}\n", "content/index.md": "# Start\n",
      "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>' };
    for (let at = 0; at < 700; at += 1) files[`content/all/p${at}.md`] = `# ${String.fromCharCode(65 + (at % 26))} page ${at}\n\nText.\n`;
    const other = await serve(await build(handbook(files)));
    context.after(() => other.close());
    await on(other.origin, async (page) => {
      await page.goto(`${other.origin}/search/`);
      const lists = await page.locator("#a-z .plain-list a").evaluateAll((links) => links.map((link) => link.href));
      assert.equal(lists.length, 3);
      assert.equal(await page.locator(".titles a").count(), 0);
      const titles = [];
      for (const href of lists) {
        await page.goto(href);
        const here = await inLists(page);
        assert.ok(here.length <= 300);
        titles.push(...here);
        assert.equal(await page.locator("nav .plain-list a").count(), 2, "the other lists are not offered");
      }
      assert.equal(new Set(titles).size, 701);
      const letters = await page.locator(".titles h3").allTextContents();
      assert.deepEqual(letters, [...letters].sort());
    });
  });
});
