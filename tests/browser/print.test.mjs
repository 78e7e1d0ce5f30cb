// The handbook on paper: what only helps on a screen is gone, and everything fits and can be read.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { contrast, none } from "./checks.mjs";
import { build, handbook, onePerTemplate, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

// A4 less margins of 18 mm, at 96 pixels an inch.
const PAPER = { width: Math.round(((210 - 36) / 25.4) * 96), height: 1000 };
const READABLE = 4.5; // WCAG 2.2 AA for text

const site = await sample();
let browser, server, tab;
before(async () => {
  server = await serve(site);
  browser = await launch();
  // Whoever reads in the dark still prints on white.
  tab = await open(browser, server.origin, { colorScheme: "dark", viewport: PAPER });
  await tab.page.emulateMedia({ media: "print", colorScheme: "dark" });
});
after(async () => {
  await browser.close();
  await server.close();
});

describe("on paper", () => {
  for (const { file, address } of onePerTemplate(site, "print")) {
    test(file, async () => {
      tab.problems.length = 0;
      await tab.page.goto(server.origin + address);
      const { width, wide, screenOnly, texts, h1 } = await tab.page.evaluate(paper);
      const problems = tab.problems.splice(0);
      if (width > PAPER.width + 1) problems.push(`runs off the paper: ${width} of ${PAPER.width} px, because of ${wide.join(", ")}`);
      for (const part of screenOnly) problems.push(`prints what only a screen can use: ${part}`);
      for (const { text, colour } of texts) {
        if (contrast(colour, "rgb(255, 255, 255)") < READABLE) problems.push(`too pale for paper: ${colour} "${text}"`);
      }
      if (!h1) problems.push("prints no heading");
      assert.ok(texts.length > 0, "prints no text");
      none(problems);
    });
  }

  test("where a link leads is written out beside it", async (context) => {
    const address = "https://www.example.org/bread/and/more";
    const built = await build(handbook({ "content/index.md": `# Start\n\nSee [the bread](${address}) for more.\n` }));
    const other = await serve(built);
    context.after(() => other.close());
    await tab.page.goto(`${other.origin}/`);
    const after = await tab.page.locator(`main a[href="${address}"]`).evaluate((link) => getComputedStyle(link, "::after").content);
    assert.ok(after.includes(address) || after.includes("attr(href)"), `only ${after} follows the link`);
  });

  test("the start page makes a PDF of real pages", async () => {
    await tab.page.goto(`${server.origin}/`);
    const pdf = (await tab.page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(sheets >= 1 && sheets <= 12, `${sheets} sheets`);
  });
});

// What the paper shows. Runs in the browser.
function paper() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const name = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`;
  const page = document.scrollingElement;
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => shown(element) && element.getBoundingClientRect().right > page.clientWidth + 1)
    .slice(0, 4)
    .map(name);
  const screenOnly = [...document.querySelectorAll("body > header, body > footer nav, button, select, dialog, input[type=search], body > a[href^='#']")]
    .filter(shown)
    .map(name);
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !shown(element) || element.closest("svg")) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 2 && box.height > 2) texts.push({ text: text.slice(0, 40), colour: getComputedStyle(element).color });
  }
  const h1 = [...document.querySelectorAll("h1")].some(shown);
  return { width: page.scrollWidth, wide, screenOnly, texts, h1 };
}
