// The pages of people on handbooks that a designer did not draw: long German names, right to left, nothing written yet.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build } from "./handbook.mjs";
import { AXE, axe, COLOURS, RULES, sideways } from "./look.mjs";
import { serve } from "./server.mjs";
import { bare, german, hebrew } from "./ugly.mjs";

const VIEWS = ["listening/", "recognition/", "encounters/", "activities/", "shadowing/"];
const VISITS = ["shadowing/coverage/", "shadowing/debriefs/"];
const WIDTHS = [320, 390, 820, 1280];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, make, addresses] of [
  ["long German names", () => german(60), ["", ...VIEWS, ...VISITS, "shadowing/herbst/", "roles/r0/", "people/h1/", "departments/a1/", "recognition/d1/", "encounters/b1/", "print/roles/r1/"]],
  ["from right to left", hebrew, ["", ...VIEWS, ...VISITS, "shadowing/stav/", "roles/nahag/", "people/h0/", "departments/mishloach/", "print/roles/nahag/"]],
  ["nothing written yet", bare, ["", ...VIEWS]],
]) {
  const site = await build(make());
  describe(name, () => {
    let server, tab;
    before(async () => {
      server = await serve(site);
      tab = await open(browser, server.origin);
    });
    after(async () => {
      await tab.close();
      await server.close();
    });
    for (const address of addresses) {
      test(`/${address}`, async () => {
        const { page, problems } = tab;
        problems.length = 0;
        await page.emulateMedia({ colorScheme: "light" });
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(`${server.origin}/${address}`);
        const choice = page.locator("[data-chooser] option").nth(1);
        if (await choice.count()) await page.locator("[data-chooser] select").selectOption(await choice.evaluate((one) => one.value));
        await page.evaluate(AXE);
        problems.push(...(await axe(page, "1280 light", RULES)));
        await page.emulateMedia({ colorScheme: "dark" });
        problems.push(...(await axe(page, "1280 dark", COLOURS)));
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 700 });
          problems.push(...(await page.evaluate(sideways)).map((problem) => `${width} px: ${problem}`));
          problems.push(...(await page.evaluate(overlaps)).map((problem) => `${width} px: ${problem}`));
        }
        none(problems.splice(0));
      });
    }
  });
}

describe("an empty page", async () => {
  const site = await build(bare());
  let server, tab;
  before(async () => {
    server = await serve(site);
    tab = await open(browser, server.origin);
  });
  after(async () => {
    await tab.close();
    await server.close();
  });
  for (const [address, begins] of [
    ["listening/", "Here stands what colleagues and customers raised"],
    ["recognition/", "Here stands whose care"],
    ["encounters/", "Here stand the days on which we meet real customers"],
    ["activities/", "Here stands what we do so that the promise stays alive"],
    ["shadowing/", "Here stand visits to colleagues elsewhere"],
  ]) {
    test(`${address} says what would stand there, and how it begins`, async () => {
      await tab.page.goto(`${server.origin}/${address}`);
      const would = tab.page.locator(".would").first();
      assert.ok((await would.locator(".lead").textContent()).startsWith(begins));
      assert.match(await would.locator(".quiet").textContent(), /^It begins with/);
      assert.equal(await tab.page.locator("main table, main [data-filters]").count(), 0, "tables of nothing");
    });
  }
});

test("the line runs from right to left where the words do", async () => {
  const server = await serve(await build(hebrew()));
  const tab = await open(browser, server.origin);
  await tab.page.goto(`${server.origin}/recognition/delatot/`);
  const at = (station) => tab.page.locator(`.hops.across > li:${station}`).evaluate((it) => it.getBoundingClientRect().left);
  assert.ok((await at("first-child")) > (await at("last-child")), "the first station stands at the left");
  await tab.close();
  await server.close();
});

// Texts of one row that lie over each other. Runs in the browser.
function overlaps() {
  const found = [];
  for (const row of document.querySelectorAll(".agenda > li, .split, .say-do, .tick > li, .toolbar, .folio")) {
    const parts = [...row.children].map((part) => [part, part.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1);
    for (const [at, [part, box]] of parts.entries()) {
      for (const [other, next] of parts.slice(at + 1)) {
        if (box.right > next.left + 1 && next.right > box.left + 1 && box.bottom > next.top + 1 && next.bottom > box.top + 1) {
          found.push(`"${part.textContent.trim().slice(0, 30)}" lies over "${other.textContent.trim().slice(0, 30)}"`);
        }
      }
    }
  }
  return found.slice(0, 5);
}
