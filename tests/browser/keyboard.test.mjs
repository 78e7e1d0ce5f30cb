// The handbook without a mouse.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { onePerTemplate, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

// Enough to walk through the header and well into the text of any page.
const STEPS = 40;

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

const focus = (page) =>
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
      href: element.getAttribute("href"),
      marked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none" || drawn,
      visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });

describe("with the keyboard alone", () => {
  for (const { file, address } of onePerTemplate(site)) {
    test(`${file} shows where I am at every step`, async () => {
      const { page, problems, close } = await open(browser, server.origin);
      await page.goto(server.origin + address);
      for (let step = 0; step < STEPS; step += 1) {
        await page.keyboard.press("Tab");
        const { html, isBody, marked, visible } = await focus(page);
        if (isBody) break; // past the last one
        if (!visible) problems.push(`out of sight: ${html}`);
        else if (!marked) problems.push(`not marked: ${html}`);
      }
      none(problems);
      await close();
    });
  }

  test("the first step offers to skip to the text, and does", async () => {
    const { page, close } = await open(browser, server.origin);
    await page.goto(`${server.origin}/`);
    await page.keyboard.press("Tab");
    const { href, visible } = await focus(page);
    assert.match(href, /^#./);
    assert.ok(visible, "the offer cannot be seen");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "still before the text");
    await close();
  });

  test("the menu opens, and closes on Escape, where it was opened", async () => {
    const { page, close } = await open(browser, server.origin, { viewport: { width: 320, height: 640 } });
    await page.goto(`${server.origin}/`);
    const summary = page.locator("header details > summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("header details nav a").first().isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("header details nav a").first().isHidden());
    assert.ok(await summary.evaluate((element) => element === document.activeElement), "the place is lost");
    await close();
  });
});
