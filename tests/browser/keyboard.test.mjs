// The handbook without a mouse.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { onePerTemplate, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

// Enough to walk through the header and well into the text of any page.
const STEPS = 25;

const site = await sample();
let browser, server, page, problems;
before(async () => {
  server = await serve(site);
  browser = await launch();
  ({ page, problems } = await open(browser, server.origin));
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Presses Tab, and tells where that has led. */
async function step() {
  await page.keyboard.press("Tab");
  return focus();
}

const focus = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // In a picture an outline would cross the line: there the name is underlined.
    const underlined = (text) => getComputedStyle(text).textDecorationLine.includes("underline");
    const drawn = element.ownerSVGElement !== undefined && [...element.querySelectorAll("text")].some(underlined);
    return {
      html: element.outerHTML.slice(0, 120),
      isBody: element === document.body,
      header: element.closest("body > header") !== null,
      href: element.getAttribute("href"),
      marked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none" || drawn,
      visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });

describe("with the keyboard alone", () => {
  for (const { file, address } of onePerTemplate(site)) {
    test(`${file} shows where I am at every step`, async () => {
      await page.goto(server.origin + address);
      for (let steps = 0; steps < STEPS; steps += 1) {
        const { html, isBody, marked, visible } = await step();
        if (isBody) break; // past the last one
        if (!visible) problems.push(`out of sight: ${html}`);
        else if (!marked) problems.push(`not marked: ${html}`);
      }
      none(problems.splice(0));
    });
  }

  test("the first step offers to skip to the text, and does", async () => {
    await page.goto(`${server.origin}/`);
    const { href, visible } = await step();
    assert.match(href, /^#./);
    assert.ok(visible, "the offer cannot be seen");
    await page.keyboard.press("Enter");
    const { html, header } = await step();
    assert.ok(!header, `still in the header: ${html}`);
  });

  test("the menu opens, and closes on Escape, where it was opened", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${server.origin}/`);
    const summary = page.locator("header details > summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("header details nav a").first().isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("header details nav a").first().isHidden());
    assert.ok(await summary.evaluate((element) => element === document.activeElement), "the place is lost");
  });
});
