// What the handbook remembers in this browser: the colours, and who I am.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { pages, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

const SWITCH = "[data-scheme-switch]";
const CHOOSER = "[data-chooser] select";

const site = await sample();
const elsewhere = pages(site).find(({ file, redirect }) => file.split("/").length === 3 && !redirect).address;
let browser, server;
before(async () => {
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
/** The roles whose answers are shown. */
const answered = async (page) => {
  const roles = await page.locator("[data-answers] [data-answer]:visible").evaluateAll((all) => all.map((one) => one.dataset.answer));
  return [...new Set(roles)];
};

/** A tab on the start page; nothing may have gone wrong when `work` is done. */
async function onStart(options, work) {
  const tab = await open(browser, server.origin, options);
  await tab.page.goto(`${server.origin}/`);
  await work(tab.page, tab);
  none(tab.problems);
  await tab.close();
}

describe("light and dark", () => {
  test("follow the reader's system until the switch is used", () =>
    onStart({ colorScheme: "light" }, async (page) => {
      const light = await background(page);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.notEqual(await background(page), light);
    }));

  for (const [system, other] of [["light", "dark"], ["dark", "light"]]) {
    test(`the switch turns ${system} into ${other}, here and on other pages, and back`, () =>
      onStart({ colorScheme: system }, async (page) => {
        const asIs = await background(page);
        await page.locator(SWITCH).first().click();
        const switched = await background(page);
        assert.notEqual(switched, asIs);
        await page.reload();
        assert.equal(await background(page), switched, "forgotten on reload");
        await page.goto(server.origin + elsewhere);
        assert.equal(await background(page), switched, "forgotten on another page");
        await page.locator(SWITCH).first().click();
        assert.equal(await background(page), asIs, "does not switch back");
      }));
  }

  test("the remembered colours are there before the page is drawn", () =>
    onStart({ colorScheme: "light" }, async (page) => {
      await page.locator(SWITCH).first().click();
      const dark = await background(page);
      // The first frame that can be drawn already has them: no flash of the other ones.
      await page.addInitScript(() => {
        requestAnimationFrame(function look() {
          if (!document.body) return requestAnimationFrame(look);
          window.__first = getComputedStyle(document.body).backgroundColor;
        });
      });
      await page.reload();
      await page.waitForFunction(() => window.__first !== undefined);
      assert.equal(await page.evaluate(() => window.__first), dark);
    }));
});

describe("I am a …", () => {
  test("shows the answer for my role, and still does when I come back", () =>
    onStart({}, async (page) => {
      const roles = await page.locator(`${CHOOSER} option[value]:not([value=""])`).evaluateAll((all) => all.map((one) => one.value));
      assert.ok(roles.length >= 2, `only ${roles.length} roles to choose from`);
      assert.deepEqual(await answered(page), [], "answers before anybody asked");
      for (const role of roles) {
        await page.locator(CHOOSER).selectOption(role);
        assert.deepEqual(await answered(page), [role]);
      }
      await page.goto(server.origin + elsewhere);
      await page.goto(`${server.origin}/`);
      assert.equal(await page.locator(CHOOSER).inputValue(), roles.at(-1), "forgotten");
      assert.deepEqual(await answered(page), [roles.at(-1)]);
    }));

  test("leads to my page from every other page", () =>
    onStart({}, async (page) => {
      const role = await page.locator(`${CHOOSER} option[value]:not([value=""])`).first().evaluate((one) => ({ id: one.value, name: one.text }));
      assert.ok(await page.locator("[data-me]").isHidden(), "knows me before I have said anything");
      await page.locator(CHOOSER).selectOption(role.id);
      await page.goto(server.origin + elsewhere);
      const mine = await page.locator("[data-me]").evaluate((link) => link.href);
      await page.locator("[data-me]").click();
      await page.waitForURL(mine);
      assert.ok((await page.locator("main h1").textContent()).includes(role.name));
    }));

  test("can be taken back", () =>
    onStart({}, async (page) => {
      await page.locator(CHOOSER).selectOption({ index: 1 });
      await page.locator(CHOOSER).selectOption("");
      assert.deepEqual(await answered(page), []);
      await page.reload();
      assert.equal(await page.locator(CHOOSER).inputValue(), "");
    }));

  test("can be answered from the keyboard", () =>
    onStart({}, async (page) => {
      await page.locator(CHOOSER).focus();
      const before = await page.locator(CHOOSER).inputValue();
      await page.keyboard.press("ArrowDown");
      assert.notEqual(await page.locator(CHOOSER).inputValue(), before);
    }));
});

test("a browser that refuses to remember still shows everything", async () => {
  const tab = await open(browser, server.origin);
  await tab.context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await tab.page.goto(`${server.origin}/`);
  const before = await background(tab.page);
  await tab.page.locator(SWITCH).first().click();
  assert.notEqual(await background(tab.page), before);
  none(tab.problems);
  await tab.close();
});
