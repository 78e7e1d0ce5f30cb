// The handbook without scripts: read, walk and open the menu.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { onePerTemplate, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };

const site = await sample();
let browser, server, page, problems;
before(async () => {
  server = await serve(site);
  browser = await launch();
  ({ page, problems } = await open(browser, server.origin, { javaScriptEnabled: false, viewport: DESK }));
});
after(async () => {
  await browser.close();
  await server.close();
});

const navigation = () => page.locator("header nav a:visible");

describe("without scripts", () => {
  for (const { file, address } of onePerTemplate(site)) {
    test(`${file} shows all it has`, async () => {
      await page.goto(server.origin + address);
      assert.ok(await page.locator("main h1").isVisible(), "the heading is hidden");
      // Choices and their answers wait for a script; on the start page the roles themselves are listed instead (see below),
      // under the map all of it stands in words. So do the controls that narrow a list, which is whole without them, and the field on the page for what is missing.
      // The free places of which an answer takes three are all of them on the page of visits.
      const waiting = ["[data-chooser]", "[data-answer]", "[data-follow]", "[data-follow-answer]", "[data-filters]", "[data-lost]", "[data-places]"];
      const not = waiting.flatMap((choice) => [choice, `${choice} *`]).join(", ");
      for (const hidden of await page.locator(`main [hidden]:not(${not})`).all()) {
        const text = (await hidden.textContent()).trim();
        if (text) problems.push(`hidden until a script shows it: ${text.slice(0, 80)}`);
      }
      for (const control of await page.locator("button:visible, main select:visible").all()) {
        problems.push(`does nothing without a script: ${(await control.evaluate((it) => it.outerHTML)).slice(0, 120)}`);
      }
      none(problems.splice(0));
    });
  }

  test("a list of every role stands in for the chooser", async () => {
    await page.goto(`${server.origin}/`);
    const choices = await page.locator("[data-chooser] option:not([value=''])").allTextContents();
    assert.ok(choices.length >= 2, "there is no choice to stand in for");
    assert.deepEqual((await page.locator("[data-without-choice] a:visible").allTextContents()).sort(), choices.sort());
  });

  test("the navigation leads on", async () => {
    await page.goto(`${server.origin}/`);
    const titles = await navigation().allTextContents();
    assert.ok(titles.length >= 3, `only ${titles.length} places to go`);
    for (const at of titles.keys()) {
      await page.goto(`${server.origin}/`);
      const href = await navigation().nth(at).evaluate((link) => link.href);
      await navigation().nth(at).click();
      await page.waitForURL(href);
      await page.locator("main h1").waitFor();
    }
    none(problems.splice(0));
  });

  test("on a phone, the menu opens and leads to the same places", async () => {
    await page.goto(`${server.origin}/`);
    const places = async () => (await navigation().evaluateAll((links) => links.map((link) => link.href))).sort();
    const onDesk = await places();
    await page.setViewportSize(PHONE);
    await page.locator("header details > summary:visible").click();
    const onPhone = await places();
    assert.deepEqual(onDesk.filter((place) => !onPhone.includes(place)), [], "lost on a phone");
    const last = await navigation().last().evaluate((link) => link.href);
    await navigation().last().click();
    await page.waitForURL(last);
    await page.locator("main h1").waitFor();
    none(problems.splice(0));
  });
});
