// The portable edition, opened as a folder: from a network share, from a zip, without a server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, onePerTemplate, project, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

let browser, server, folder, tab;
before(async () => {
  const site = await build(project, "--portable");
  folder = pathToFileURL(site).href;
  server = await serve(await sample());
  browser = await launch();
  tab = await open(browser, folder);
});
after(async () => {
  await browser.close();
  await server.close();
});

// What a page looks like, in a few figures. Runs in the browser.
function looks() {
  const of = (selector) => {
    const element = document.querySelector(selector);
    if (!element) return null;
    const { fontFamily, fontSize, color, backgroundColor } = getComputedStyle(element);
    return { fontFamily, fontSize, color, backgroundColor, left: Math.round(element.getBoundingClientRect().left) };
  };
  return { body: of("body"), h1: of("h1"), link: of("main a") };
}

describe("from a folder", () => {
  test("pages look as they do from a server, and nothing is refused", async () => {
    const served = await open(browser, server.origin);
    for (const { file, address } of onePerTemplate(await sample())) {
      if (file === "404.html") continue; // only a server shows it
      await tab.page.goto(`${folder}/${file}`);
      await served.page.goto(server.origin + address);
      assert.deepEqual(await tab.page.evaluate(looks), await served.page.evaluate(looks), file);
    }
    none(tab.problems.splice(0));
    await served.close();
  });

  test("a reader walks the whole navigation by clicking", async () => {
    const { page, problems } = tab;
    await page.goto(`${folder}/index.html`);
    const places = page.locator("header nav a:visible");
    const count = await places.count();
    assert.ok(count >= 3, `only ${count} places to go`);
    for (let at = 0; at < count; at += 1) {
      await page.goto(`${folder}/index.html`);
      const href = await places.nth(at).evaluate((link) => link.href);
      await places.nth(at).click();
      await page.waitForURL(href);
      assert.match(href, /\.html(#.*)?$/);
      await page.locator("main h1").waitFor();
    }
    none(problems.splice(0));
  });

  test("light and dark are remembered", async () => {
    const { page, problems } = tab;
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto(`${folder}/index.html`);
    const light = await background();
    await page.locator("[data-scheme-switch]").first().click();
    await page.reload();
    assert.notEqual(await background(), light);
    none(problems.splice(0));
  });
});
