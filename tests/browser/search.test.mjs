// The search as people use it, from a server and from a folder: by keyboard, with typing errors, with facets, into a section.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, open as openTab } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, project, sample } from "./handbook.mjs";
import { active, ask, DIALOG, FIELD, ITEMS, marked, open, OPTIONS, PLACES, stopTime, titles } from "./searching.mjs";
import { serve } from "./server.mjs";

let browser, server;
const folder = pathToFileURL(await build(project, "--portable")).href;
before(async () => {
  server = await serve(await sample());
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

for (const [where, place] of [
  ["from a server", () => ({ origin: server.origin, at: (address) => `${server.origin}/${address}` })],
  ["from a folder", () => ({ origin: folder, at: (address) => `${folder}/${address}index.html` })],
]) {
  describe(where, () => {
    async function on(address, work, query = "") {
      const { origin, at } = place();
      const tab = await openTab(browser, origin);
      await tab.page.goto(at(address) + query);
      await work(tab.page, at);
      none(tab.problems);
      await tab.close();
    }

    test("a page is found and opened without a mouse", () =>
      on("welcome/", async (page) => {
        await open(page);
        await ask(page, "dispatcher");
        assert.equal((await titles(page))[0], "Dispatcher");
        const first = await active(page);
        assert.deepEqual([first.at, first.selected], [0, "true"]);
        await page.keyboard.press("ArrowDown");
        assert.equal((await active(page)).at, 1);
        assert.equal(await page.locator(`${OPTIONS}[aria-selected=true]`).count(), 1);
        await page.keyboard.press("End");
        assert.equal((await active(page)).at, (await page.locator(OPTIONS).count()) - 1);
        await page.keyboard.press("ArrowDown");
        assert.equal((await active(page)).at, 0, "after the last comes the first");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("Home");
        assert.equal((await active(page)).at, 0);
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/roles\/dispatcher\//);
      }));

    test("Escape closes it where it was opened, and the question is still there, with the caret at its end", () =>
      on("welcome/", async (page) => {
        const link = page.locator("main a").first();
        await link.focus();
        await open(page);
        await ask(page, "late delivery");
        await page.keyboard.press("Escape");
        assert.ok(await page.locator(DIALOG).isHidden());
        assert.ok(await link.evaluate((it) => it === document.activeElement), "the focus has not come back");
        await page.keyboard.press("Control+k");
        await page.keyboard.type("!");
        assert.equal(await page.locator(FIELD).inputValue(), "late delivery!");
      }));

    test("a typing error is forgiven, and said", () =>
      on("", async (page) => {
        await open(page);
        await ask(page, "alergens", `${PLACES}:has-text("Allergens")`);
        assert.match(await page.locator(`${DIALOG} .search-note`).textContent(), /“alergens”.*allergens/);
        await page.keyboard.press("Enter");
        await page.waitForURL(/allergens/);
        assert.ok((await marked(page)).some((word) => /^allergens$/i.test(word)), "what was meant is not marked");
      }));

    test("a facet narrows to as many as it says, and widens again", () =>
      on("", async (page) => {
        await open(page);
        await ask(page, "late");
        const chip = page.locator(`${DIALOG} [data-chip^="kind:role"]`);
        const count = Number(await chip.locator("b").textContent());
        const all = await page.locator(`${DIALOG} .search-foot a`).textContent();
        await chip.click();
        await page.locator(`${DIALOG} [data-chip^="kind:role"][aria-pressed=true]`).waitFor();
        assert.equal(await page.locator(PLACES).count(), Math.min(count, 10));
        for (const text of await page.locator(`${PLACES} .where`).allTextContents()) assert.match(text, /^Role/);
        await page.locator(`${DIALOG} [data-chip=":"]`).click();
        await page.locator(`${DIALOG} [data-chip=":"][aria-pressed=true]`).waitFor();
        assert.equal(await page.locator(`${DIALOG} .search-foot a`).textContent(), all);
        // "Everything" says what it would bring, whatever narrows.
        const everything = Number(await page.locator(`${DIALOG} [data-chip=":"] b`).textContent());
        assert.match(all, new RegExp(`\\b${everything}\\b`));
        const department = page.locator(`${DIALOG} [data-chip^="department:"]`).first();
        assert.ok(Number(await department.locator("b").textContent()) < everything);
        await department.click();
        await page.locator(`${DIALOG} [data-chip^="department:"][aria-pressed=true]`).waitFor();
        assert.equal(Number(await page.locator(`${DIALOG} [data-chip=":"] b`).textContent()), everything);
      }));

    test("a place inside a page is landed on, its words marked, its address clean, the marks put away", () =>
      on("", async (page) => {
        await open(page);
        await ask(page, "telephone doorstep neighbour", `${OPTIONS}[href*="#"]`);
        const option = page.locator(`${OPTIONS}[href*="#"]`).first();
        const href = await option.evaluate((link) => link.href);
        await option.click();
        await page.waitForURL(href);
        const landed = await page.evaluate(() => {
          const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
          const { top } = target.getBoundingClientRect();
          return { inView: top >= -1 && top < innerHeight, query: location.search };
        });
        assert.ok(landed.inView, "the section is out of sight");
        assert.equal(landed.query, "");
        const words = await marked(page);
        assert.ok(words.length > 0, "nothing is marked");
        for (const word of words) assert.match(word, /telephone|phone|doorstep|neighbour/i);
        const text = await page.locator("main").evaluate((main) => main.querySelector(".found-bar").nextSibling && main.innerText.length);
        await page.locator(".found-bar button").click();
        assert.deepEqual(await marked(page), []);
        assert.ok(text > 0);
        await page.reload();
        assert.deepEqual(await marked(page), [], "a page that is opened again is marked again");
      }));

    test("an address with a question can be shared; typing replaces it, a facet can be taken back", () =>
      on("search/", async (page) => {
        const query = () => new URL(page.url()).search;
        const length = () => page.evaluate(() => history.length);
        await page.locator(ITEMS).first().waitFor();
        assert.equal(await page.locator(".search-field").inputValue(), "late");
        const [before, found] = [await length(), await page.locator(".search-count").textContent()];
        await page.locator(".search-field").press("End");
        await page.keyboard.type(" delivery");
        await page.waitForURL((url) => url.search === "?q=late+delivery");
        assert.equal(await length(), before, "letters are no history");
        await page.locator(".search-field").fill("late");
        await page.waitForFunction((found) => document.querySelector(".search-count").textContent === found, found);
        await page.locator('[data-chip^="kind:role"]').click();
        await page.locator('[data-chip^="kind:role"][aria-pressed=true]').waitFor();
        assert.match(query(), /^\?q=late&kind=role/);
        assert.equal(await length(), before + 1);
        const narrowed = await page.locator(".search-count").textContent();
        assert.notEqual(narrowed, found);
        await page.goBack();
        await page.waitForFunction((found) => document.querySelector(".search-count").textContent === found, found);
        assert.equal(query(), "?q=late");
        assert.equal(await page.locator("[data-chip][aria-pressed=true]").count(), 0);
        await page.goForward();
        await page.waitForFunction((narrowed) => document.querySelector(".search-count").textContent === narrowed, narrowed);
        await page.reload();
        await page.waitForFunction((narrowed) => document.querySelector(".search-count").textContent === narrowed, narrowed);
      }, "?q=late"));

    test("more pages are shown when asked for, and whoever comes back from one finds the list as it was left", () =>
      on("search/", async (page) => {
        await page.locator(ITEMS).nth(9).waitFor();
        assert.equal(await page.locator(ITEMS).count(), 10);
        await page.locator(".search-more button").click();
        await page.locator(ITEMS).nth(19).waitFor();
        assert.ok(await page.locator(`${ITEMS}:nth-child(11) h2 a`).evaluate((link) => link === document.activeElement), "the focus is not on the first new page");
        const link = page.locator(`${ITEMS}:nth-child(15) h2 a`);
        await link.scrollIntoViewIfNeeded();
        const scrolled = await page.evaluate(() => Math.round(scrollY));
        assert.ok(scrolled > 100);
        const here = page.url();
        await link.click();
        await page.waitForURL((url) => url.href !== here);
        await page.goBack();
        await page.locator(ITEMS).nth(19).waitFor();
        await page.waitForFunction((scrolled) => Math.abs(scrollY - scrolled) < 5, scrolled);
      }, "?q=the"));

    test("what was looked for is offered again, and forgotten when asked to", () =>
      on("", async (page) => {
        await open(page);
        await ask(page, "snow");
        await page.keyboard.press("Enter");
        await page.locator(DIALOG).waitFor({ state: "hidden" });
        await open(page);
        if (await page.locator(FIELD).inputValue()) await page.locator(FIELD).fill("");
        await page.locator(`${OPTIONS}:has-text("snow")`).waitFor();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.locator(PLACES).first().waitFor();
        assert.equal(await page.locator(FIELD).inputValue(), "snow");
        await page.locator(FIELD).fill("");
        await page.locator(`${DIALOG} .search-foot button`).click();
        await page.locator(`${DIALOG} .search-hint`).waitFor();
        assert.equal(await page.locator(OPTIONS).count(), 0);
      }));
  });
}

describe("in the dialog", () => {
  test("what is typed to narrow down is a facet, and can be taken off like one", () =>
    on(async (page) => {
      await open(page);
      await ask(page, "kind:role late", `${DIALOG} [data-chip="kind:role"][aria-pressed=true]`);
      for (const text of await page.locator(`${PLACES} .where`).allTextContents()) assert.match(text, /^Role/);
      await page.locator(`${DIALOG} [data-chip="kind:role"]`).click();
      await page.locator(`${DIALOG} [data-chip=":"][aria-pressed=true]`).waitFor();
      assert.equal(await page.locator(FIELD).inputValue(), "late");
      await ask(page, "kind:role xqzzyv", `${DIALOG} .search-empty`);
      await page.getByText("Look everywhere").click();
      assert.equal(await page.locator(FIELD).inputValue(), "xqzzyv");
    }));

  async function on(work, options) {
    const tab = await openTab(browser, server.origin, options);
    await tab.page.goto(`${server.origin}/`);
    await work(tab.page, tab);
    none(tab.problems);
    await tab.close();
  }

  test("a chosen page opens in a new tab where the keyboard says so, and the search stays", () =>
    on(async (page, { context }) => {
      await open(page);
      await ask(page, "dispatcher");
      const [other] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
      await other.waitForURL(/roles\/dispatcher/);
      await other.locator("mark.found").first().waitFor();
      assert.ok(await page.locator(DIALOG).isVisible());
    }));

  test("who presses Enter has typed enough, however fast", () =>
    on(async (page) => {
      await open(page);
      await page.evaluate(() => window.throughlineSearch.ready());
      await stopTime(page);
      await page.keyboard.type("dispatcher ");
      assert.equal(await page.locator(`${DIALOG} [role=listbox]`).getAttribute("aria-busy"), "true");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/roles\/dispatcher\//);
    }));

  test("a word with a sign inside is marked as a whole where it leads, and its pieces are not", async (context) => {
    const other = await serve(await build(handbook({
      "content/handbook.yaml": "title: Test\nlanguage: en\nbrand: {logo: logo.svg}\n",
      "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
      "content/index.md": "# Start\n\nWelcome.\n",
      "content/rules.md": "# Rules\n\nWe don't keep the guest's change: t, don, 1 and 000 are no words. Up to £1,000 is 1'000, or a guest at l'Hôtel.\n",
    })));
    context.after(() => other.close());
    const tab = await openTab(browser, other.origin);
    for (const [query, words] of [["don't", ["don’t"]], ["1000", ["1,000", "1’000"]], ["guest", ["guest", "guest"]], ["hotel", ["Hôtel"]]]) {
      await tab.page.goto(`${other.origin}/search/?q=${query}`);
      await tab.page.locator(`${ITEMS} h2 a`).first().click();
      await tab.page.locator("main mark.found").first().waitFor();
      assert.deepEqual(await marked(tab.page), words, query);
    }
    none(tab.problems);
    await tab.close();
  });

  test("a slash in a field is a slash", () =>
    on(async (page) => {
      await page.locator("[data-chooser] select").focus();
      await page.keyboard.press("/");
      assert.equal(await page.locator(`${DIALOG}[open]`).count(), 0);
      await page.keyboard.press("Control+k");
      await page.locator(`${FIELD}:focus`).waitFor();
      await page.keyboard.type("a/b");
      assert.equal(await page.locator(FIELD).inputValue(), "a/b");
    }));

  test("how many were found is told to whoever cannot see it", () =>
    on(async (page) => {
      await open(page);
      await ask(page, "late delivery");
      await page.waitForFunction(() => /\d+ pages found/.test(document.querySelector("dialog.search [role=status]").textContent));
      await page.locator(FIELD).fill("xqzzyv");
      await page.waitForFunction(() => /nothing on “xqzzyv”/.test(document.querySelector("dialog.search [role=status]").textContent));
      assert.equal(await page.locator(FIELD).getAttribute("aria-expanded"), "false");
    }));

  test("where nothing was found, there is a way on: fewer words, wider choices, the lists, a person", () =>
    on(async (page) => {
      await open(page);
      await ask(page, "xqzzyv", `${DIALOG} .search-empty`);
      const help = page.locator(`${DIALOG} .search-empty`);
      assert.match(await help.locator("h2").textContent(), /“xqzzyv”/);
      assert.ok((await help.locator('a[href*="search/"]').count()) >= 1);
      assert.match(await help.locator('a[href*="people/"]').textContent(), /Ximena/);
      await page.locator(FIELD).fill("dispatcher");
      await page.locator(PLACES).first().waitFor();
      await page.locator(`${DIALOG} [data-chip^="kind:"]`).first().click();
      await page.locator(`${DIALOG} [data-chip^="kind:"][aria-pressed=true]`).waitFor();
      await page.locator(FIELD).fill("xqzzyv");
      await help.waitFor();
      await help.getByText("Look everywhere").click();
      await page.waitForFunction(() => !document.querySelector("dialog.search [data-chip][aria-pressed=true]:not([data-chip=':'])"));
    }));

  test("words that stand nowhere side by side are looked for without the marks", () =>
    on(async (page) => {
      await open(page);
      await ask(page, "\"dispatcher of snow\"", `${DIALOG} .search-empty`);
      assert.match(await page.locator(`${DIALOG} .search-empty`).textContent(), /on “dispatcher of snow”.*nowhere side by side/);
      await page.getByText("without the quotation marks").click();
      await page.locator(PLACES).first().waitFor();
      assert.equal(await page.locator(FIELD).inputValue(), "dispatcher of snow");
    }));

  test("where nothing was found, what was meant and what else was looked for are said", () =>
    on(async (page) => {
      await open(page);
      await ask(page, "kind:pillar grumble", `${DIALOG} .search-empty`);
      assert.match(await page.locator(`${DIALOG} .search-note`).textContent(), /Also looked for “complaint/);
      await ask(page, "kind:voice alergens", `${DIALOG} .search-empty`);
      await page.locator(`${DIALOG} .search-empty button`, { hasText: /^allergens$/ }).click();
      await page.locator(PLACES).first().waitFor();
      assert.equal(await page.locator(FIELD).inputValue(), "allergens");
    }));

  test("it opens by a tap, fills a phone, and closes by its button", () =>
    on(
      async (page) => {
        await page.locator(".find").tap();
        await page.locator(`${FIELD}:focus`).waitFor();
        const box = await page.locator(DIALOG).boundingBox();
        assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 390, 844]);
        await ask(page, "late");
        await page.locator(".search-close").tap();
        assert.ok(await page.locator(DIALOG).isHidden());
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ));
});

test("the search page tells whoever cannot see it what was found, what was not, and what did not arrive", async () => {
  const tab = await openTab(browser, server.origin);
  await tab.page.goto(`${server.origin}/search/?q=late+delivry`);
  const heard = (words) => tab.page.waitForFunction((words) => document.querySelector(".search-page [role=status]").textContent.includes(words), words);
  await heard("pages found. Nothing is called “delivry”");
  await tab.page.locator(".search-field").fill("xqzzyv");
  await heard("The handbook has nothing on “xqzzyv”");
  await tab.page.locator(".search-field").fill("");
  await tab.page.waitForFunction(() => document.querySelector(".search-page [role=status]").textContent === "");
  none(tab.problems.splice(0));
  await tab.page.route("**/search/parts/{words,lists,texts}.*.js", (route) => route.fulfill({ status: 404, body: "" }));
  await tab.page.reload();
  await tab.page.locator(".search-field").fill("dispatcher");
  await heard("The search has not arrived");
  await tab.close();
});

test("a missing page asks for the words of its address", async () => {
  const tab = await openTab(browser, server.origin);
  await tab.page.goto(`${server.origin}/roles/despatcher/`);
  assert.equal(await tab.page.locator("form[data-lost] input").inputValue(), "despatcher");
  await tab.page.locator("form[data-lost] button").click();
  await tab.page.waitForURL(/\/search\/\?q=despatcher$/);
  await tab.page.locator(`${ITEMS}:has-text("Dispatcher")`).first().waitFor();
  none(tab.problems.filter((problem) => !/404/.test(problem)));
  await tab.close();
});
