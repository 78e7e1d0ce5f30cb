// The search box on a slow network: which answer is shown, what is asked, and what happens when nothing arrives. The search behind
// it is a stand-in that answers when the test says so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open as openTab } from "./browser.mjs";
import { none } from "./checks.mjs";
import { project, sample } from "./handbook.mjs";
import { DIALOG, FIELD, open, OPTIONS, titles } from "./searching.mjs";
import { serve } from "./server.mjs";

const STAND_IN = readFileSync(join(project, "tests", "browser", "fixtures", "slow-search.js"), "utf8");

let browser, server;
before(async () => {
  server = await serve(await sample());
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function on(work, address = "/") {
  const tab = await openTab(browser, server.origin);
  await tab.page.route("**/search/entry.js", (route) => route.fulfill({ contentType: "text/javascript", body: STAND_IN }));
  await tab.page.goto(server.origin + address);
  if (address === "/") {
    await open(tab.page);
    await tab.page.waitForFunction(() => window.asked);
  }
  await work(tab.page);
  none(tab.problems);
  await tab.close();
}
/** What was asked so far, once that is `least` questions. */
const asked = async (page, least = 0) => {
  await page.waitForFunction((least) => window.asked?.length >= least, least);
  return page.evaluate(() => window.asked.map(({ text }) => text));
};
const answer = async (page, at, ...found) => {
  await asked(page, at + 1);
  await page.evaluate(([at, found]) => window.asked[at].answer(found), [at, found]);
};

test("an older answer never takes the place of a newer one", () =>
  on(async (page) => {
    for (const [letter, typed] of [["a", "a"], ["b", "ab"], ["c", "abc"]]) {
      await page.keyboard.type(letter);
      await page.waitForFunction((typed) => window.asked.at(-1)?.text === typed, typed);
    }
    assert.deepEqual(await asked(page), ["a", "ab", "abc"]);
    await answer(page, 1, "second");
    await page.locator(`${OPTIONS}:has-text("second")`).waitFor();
    await answer(page, 2, "third");
    await page.locator(`${OPTIONS}:has-text("third")`).waitFor();
    await answer(page, 0, "first");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    assert.deepEqual(await titles(page), ["third"]);
  }));

test("keys that change nothing ask nothing", () =>
  on(async (page) => {
    await page.keyboard.type("a");
    await answer(page, 0, "one", "two");
    await page.locator(OPTIONS).first().waitFor();
    for (const key of ["ArrowDown", "ArrowUp", "ArrowLeft", "End", "Shift", "Space", "Backspace", "Control+a"]) await page.keyboard.press(key);
    assert.deepEqual(await asked(page), ["a"]);
  }));

test("letters typed while an answer is under way are one question, not many", () =>
  on(async (page) => {
    await page.clock.install();
    await page.keyboard.type("abcdef");
    assert.deepEqual(await asked(page, 1), ["a"]);
    await answer(page, 0, "one");
    await asked(page, 2);
    await page.keyboard.type("gh");
    await page.clock.runFor(1000);
    await page.keyboard.type("i");
    assert.deepEqual(await asked(page), ["a", "abcdef", "abcdefgh"], "a slow answer holds nobody up");
  }));

test("Enter pressed before the answer is there opens what then comes first", () =>
  on(async (page) => {
    await page.keyboard.type("w");
    await page.keyboard.press("Enter");
    assert.equal(page.url(), `${server.origin}/`);
    await answer(page, 0, "Welcome");
    await page.waitForURL(`${server.origin}/welcome/`);
  }));

test("an answer to what has been wiped out is not shown", () =>
  on(async (page) => {
    await page.keyboard.type("a");
    await page.locator(FIELD).fill("");
    await answer(page, 0, "late");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    assert.equal(await page.locator(OPTIONS).count(), 0);
    assert.ok(await page.locator(`${DIALOG} .search-hint`).isVisible());
  }));

test("a search that does not arrive is said so, and can be tried again", () =>
  on(async (page) => {
    await page.keyboard.type("a");
    await asked(page, 1);
    await page.evaluate(() => window.asked[0].fail());
    await page.locator(`${DIALOG} h2`).waitFor();
    assert.match(await page.locator(`${DIALOG} h2`).textContent(), /has not arrived/);
    await page.locator(`${DIALOG} .search-empty button`).click();
    assert.deepEqual(await asked(page, 2), ["a", "a"]);
    await answer(page, 1, "there");
    await page.locator(`${OPTIONS}:has-text("there")`).waitFor();
    assert.equal(await page.locator(`${DIALOG} .search-empty`).count(), 0);
  }));

test("Enter where nothing was found, or nothing arrived, opens no page later", () =>
  on(async (page) => {
    const stays = async () => {
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      assert.equal(page.url(), `${server.origin}/`);
    };
    const again = page.locator(`${DIALOG} .search-empty button`);
    await page.keyboard.type("a");
    await answer(page, 0);
    await page.locator(`${DIALOG} .search-empty`).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("b");
    await asked(page, 2);
    await page.keyboard.press("Enter");
    await page.evaluate(() => window.asked[1].fail());
    await again.click();
    await answer(page, 2, "after a failure");
    await page.locator(`${OPTIONS}:has-text("after a failure")`).waitFor();
    await stays();
    await page.keyboard.type("c");
    await asked(page, 4);
    await page.evaluate(() => window.asked[3].fail());
    await again.waitFor();
    await page.keyboard.press("Enter");
    await again.click();
    await answer(page, 4, "what is asked for now");
    await page.locator(`${OPTIONS}:has-text("what is asked for now")`).waitFor();
    await stays();
    await page.keyboard.type(" kind:role");
    await asked(page, 6);
    await answer(page, 5);
    await page.getByText("Look everywhere").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Look everywhere").click();
    await answer(page, 6, "everywhere");
    await page.locator(`${OPTIONS}:has-text("everywhere")`).waitFor();
    await stays();
  }));

test("the search page asks nothing without a question, and shows its lists instead", () =>
  on(async (page) => {
    await page.locator(".search-field").focus();
    assert.deepEqual(await asked(page), []);
    assert.ok(await page.locator("[data-directory]").isVisible());
    await page.keyboard.type("a");
    assert.deepEqual(await asked(page, 1), ["a"]);
    assert.ok(await page.locator("[data-directory]").isHidden());
    await page.locator(".search-field").fill("");
    assert.ok(await page.locator("[data-directory]").isVisible());
  }, "/search/"));
