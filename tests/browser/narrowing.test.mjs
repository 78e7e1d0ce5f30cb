// Lists that a reader can narrow: what was raised and answered, and the wall of thanks.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

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

async function on(address, work) {
  const tab = await open(browser, server.origin);
  await tab.page.goto(server.origin + address);
  await work(tab.page);
  none(tab.problems);
  await tab.close();
}
const shown = (page) => page.locator("[data-filter-item]:visible").count();
const all = (page) => page.locator("[data-filter-item]").count();
const says = (page) => page.locator("[data-filter-result]").textContent();

for (const address of ["/listening/", "/recognition/"]) {
  describe(address, () => {
    test("shows everything until something is asked for", () =>
      on(address, async (page) => {
        assert.ok((await all(page)) >= 10);
        assert.equal(await shown(page), await all(page));
        assert.equal(await says(page), "");
      }));

    test("each button shows as many as it says, tells how many, and the first one brings all back", () =>
      on(address, async (page) => {
        const group = page.locator("[data-filters] .choices").first();
        const buttons = await group.locator("button").all();
        assert.equal(buttons.length, 3);
        for (const button of buttons.slice(1)) {
          await button.click();
          const count = Number(await button.locator("b").textContent());
          assert.ok(count > 0 && count < (await all(page)));
          assert.equal(await shown(page), count);
          assert.equal(await button.getAttribute("aria-pressed"), "true");
          assert.equal(await group.locator("[aria-pressed=true]").count(), 1);
          assert.equal(await says(page), `${count} of ${await all(page)} shown`);
        }
        await buttons[0].click();
        assert.equal(await shown(page), await all(page));
      }));

    test("every choice of every select is one that something carries, or is said to be empty", () =>
      on(address, async (page) => {
        for (const select of await page.locator("select[data-filter]").all()) {
          for (const { value } of await select.locator("option").evaluateAll((options) => options.map(({ value }) => ({ value })))) {
            await select.selectOption(value);
            const left = await shown(page);
            if (!value) assert.equal(left, await all(page));
            else assert.equal(await says(page), left ? `${left} of ${await all(page)} shown` : "None of this sort.");
          }
          await select.selectOption("");
        }
      }));

    test("can be narrowed from the keyboard, twice over", () =>
      on(address, async (page) => {
        const button = page.locator("[data-filters] button").nth(1);
        await button.focus();
        await page.keyboard.press("Enter");
        const once = await shown(page);
        const select = page.locator("select[data-filter]").first();
        await select.focus();
        await page.keyboard.press("ArrowDown");
        const both = await shown(page);
        assert.ok(both <= once);
        const value = await select.inputValue();
        const name = await select.getAttribute("data-filter");
        const carried = await page.locator("[data-filter-item]:visible").evaluateAll((items, name) => items.map((item) => item.dataset[name]), name);
        assert.ok(carried.every((one) => one.split(" ").includes(value)), `${carried} is not all ${value}`);
      }));
  });
}

describe("/listening/", () => {
  test("a heading whose concerns are all hidden is hidden with them", () =>
    on("/listening/", async (page) => {
      const headings = () => page.locator("[data-filter-group] > h3:visible").allTextContents();
      const before = await headings();
      assert.ok(before.includes("done") && before.includes("we will not"));
      const open = page.locator("button[data-filter=open]");
      await open.click();
      assert.deepEqual(await headings(), ["will be done", "under way"]);
      await open.click();
      assert.deepEqual(await headings(), before, "a button that stands alone is switched off again");
    }));
});

test("without a script there is nothing to narrow with, and nothing is missing", async () => {
  const tab = await open(browser, server.origin, { javaScriptEnabled: false });
  for (const address of ["/listening/", "/recognition/"]) {
    await tab.page.goto(server.origin + address);
    assert.equal(await tab.page.locator("[data-filters]:visible").count(), 0);
    assert.equal(await shown(tab.page), await all(tab.page));
  }
  none(tab.problems);
  await tab.close();
});
