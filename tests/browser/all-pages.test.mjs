// Every page of the sample handbook, as readers meet it: in light and dark, on a desk and on a phone. Its name comes early, since
// it takes longest and the others fit beside it.
import { after, before, describe, test } from "node:test";
import { launch, open, tabPool } from "./browser.mjs";
import { none } from "./checks.mjs";
import { onePerTemplate, pages, sample } from "./handbook.mjs";
import { AXE, axe, COLOURS, RULES, sideways } from "./look.mjs";
import { serve } from "./server.mjs";

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
// A page must not grow sideways on a phone, at 200 % zoom on a desk (640), on a tablet, or on a wide screen.
const WIDTHS = [320, 390, 640, 820, 1024, 1280, 1920];
const TABS = 2;

const site = await sample();
// The first of each template is looked at more closely: what a page has on a desk besides its colours is its template's.
const closely = new Set(onePerTemplate(site).map(({ file }) => file));
let browser, server, tabs;

before(async () => {
  server = await serve(site);
  browser = await launch();
  tabs = await tabPool(TABS, () => open(browser, server.origin));
});
after(async () => {
  await tabs.close();
  await browser.close();
  await server.close();
});

describe("every page", { concurrency: TABS }, () => {
  for (const { file, address } of pages(site).filter((page) => !page.redirect)) {
    test(file, { timeout: 300_000 }, () =>
      tabs.use(async ({ page, problems }) => {
        problems.length = 0;
        await page.emulateMedia({ colorScheme: "light" });
        await page.setViewportSize(DESK);
        await page.goto(server.origin + address);
        await page.evaluate(AXE);

        problems.push(...(await page.evaluate(outline)));
        // Every page gets every rule on a small phone, and its colours looked at in both schemes.
        problems.push(...(await axe(page, "1280 light", closely.has(file) ? RULES : COLOURS)));
        await page.emulateMedia({ colorScheme: "dark" });
        if (closely.has(file)) problems.push(...(await axe(page, "1280 dark", COLOURS)));
        await page.setViewportSize(PHONE);
        problems.push(...(await axe(page, "320 dark", RULES)));
        await page.emulateMedia({ colorScheme: "light" });
        if (closely.has(file)) problems.push(...(await axe(page, "320 light", COLOURS)));
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: PHONE.height });
          problems.push(...(await page.evaluate(sideways)).map((problem) => `${width} px: ${problem}`));
        }
        none(problems.splice(0));
      }),
    );
  }
});

// What a page must say of itself, whatever it is about. Runs in the browser.
function outline() {
  const problems = [];
  const headings = document.querySelectorAll("h1");
  if (headings.length !== 1) problems.push(`${headings.length} h1 instead of one`);
  if (!document.title.trim()) problems.push("no title");
  if (!document.documentElement.lang) problems.push("no language");
  for (const element of document.querySelectorAll("[style], body style, script:not([src])")) {
    problems.push(`inline style or script: ${element.outerHTML.slice(0, 120)}`);
  }
  return problems;
}
