// The pictures of the line of sight, as a browser draws them: what can be followed, what must not overlap, and what hard
// names and many roles do to them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { long, many, rightToLeft } from "./crowd.mjs";
import { build, handbook, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};
const WIDTHS = [320, 390, 768, 1024, 1280, 1920];

let browser;
const servers = [];

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  for (const server of servers) await server.close();
});

async function visit(site, options) {
  const server = await serve(site);
  servers.push(server);
  return { server, ...(await open(browser, server.origin, options)) };
}

describe("the map of the sample handbook", () => {
  let tab;
  before(async () => {
    tab = await visit(await sample());
  });
  after(() => tab.close());

  const on = (page) => page.$$eval(".map .node.on", (nodes) => nodes.map((node) => node.id).sort());
  const go = async (address) => {
    await tab.page.goto(`${tab.server.origin}${address}`);
  };

  test("is complete and quiet until somebody is chosen", async () => {
    await go("/line-of-sight/");
    assert.equal(await tab.page.$(".map[data-focus]"), null);
    assert.equal(await tab.page.$$eval(".map .node", (nodes) => nodes.length), 25, "20 roles, 4 customers, the promise");
    none(tab.problems.splice(0));
  });

  test("a role is followed forwards, and its way is told step by step", async () => {
    await tab.page.selectOption("#follow", "role-oven-engineer");
    const lit = await on(tab.page);
    assert.ok(lit.includes("role-night-baker") && lit.includes("persona-paula"), lit.join());
    assert.ok(!lit.includes("role-managing-director"), "nobody who only leads here");
    const steps = await tab.page.$$eval("[data-follow-answer]:not([hidden]) .who", (names) => names.map((name) => name.textContent));
    assert.deepEqual(steps.slice(0, 2), ["Oven engineer", "Night baker"]);
    assert.equal(steps.length, 5);
  });

  test("a customer is followed backwards", async () => {
    await tab.page.selectOption("#follow", "persona-joy");
    const lit = await on(tab.page);
    assert.ok(lit.includes("role-driver") && lit.includes("role-packer"), lit.join());
    assert.ok(!lit.includes("persona-paula") && !lit.includes("role-barista"), lit.join());
    // Some of them only by a handover that leads back at first.
    assert.equal(lit.filter((key) => key.startsWith("role-")).length, 19);
    assert.match(await tab.page.textContent("[data-follow-answer]:not([hidden])"), /19 roles reach Joy\. One of them/);
  });

  test("a department is followed as one", async () => {
    await tab.page.selectOption("#follow", "department-shop");
    const here = await tab.page.$$eval(".map .node.here", (nodes) => nodes.map((node) => node.id).sort());
    assert.deepEqual(here, ["role-barista", "role-shop-manager"]);
  });

  test("names can be reached by keyboard and light their line while they have the focus", async () => {
    await tab.page.selectOption("#follow", "");
    await tab.page.focus("#role-packer");
    assert.ok((await on(tab.page)).includes("role-driver"));
    await tab.page.focus("#follow");
    assert.deepEqual(await on(tab.page), []);
    await tab.page.focus("#role-packer");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL("**/roles/packer/");
  });

  test("a customer's page leads to her place on it", async () => {
    await go("/personas/paula/");
    await tab.page.click("#serves .more a");
    await tab.page.waitForURL("**/line-of-sight/#persona-paula");
    await tab.page.waitForSelector(".map[data-focus]");
    assert.equal(await tab.page.inputValue("#follow"), "persona-paula");
    none(tab.problems.splice(0));
  });

  test("gives way to the choice, the steps and the list on a phone", async () => {
    await tab.page.setViewportSize({ width: 390, height: 800 });
    await go("/line-of-sight/");
    assert.equal(await tab.page.isVisible(".map"), false);
    await tab.page.selectOption("#follow", "role-packer");
    assert.equal(await tab.page.isVisible("[data-follow-answer]:not([hidden]) .hops"), true);
    assert.equal(await tab.page.isVisible(".by-distance"), true);
    await go("/roles/packer/");
    assert.deepEqual(await tab.page.$$eval("svg.los", (all) => all.filter((svg) => svg.checkVisibility()).length), 0);
    assert.equal(await tab.page.isVisible(".paths .hops"), true);
    await tab.page.setViewportSize({ width: 1280, height: 800 });
  });

  test("paper has the compact picture of a role, and only that", async () => {
    await go("/roles/packer/");
    const shown = () => tab.page.$$eval("svg.los", (all) => all.filter((svg) => svg.checkVisibility()).map((svg) => svg.classList.contains("compact")));
    assert.deepEqual(await shown(), [false]);
    await tab.page.emulateMedia({ media: "print" });
    assert.deepEqual(await shown(), [true]);
    await tab.page.emulateMedia({ media: "screen" });
  });
});

test("without scripts the map is whole and nothing promises more", async () => {
  const tab = await visit(await sample(), { javaScriptEnabled: false });
  await tab.page.goto(`${tab.server.origin}/line-of-sight/`);
  assert.equal(await tab.page.isVisible(".map"), true);
  assert.equal(await tab.page.isVisible("#follow"), false);
  await tab.close();
});

const HARD = [
  { name: "200 roles", contents: many(200), pages: ["/line-of-sight/", "/line-of-sight/tables/", "/personas/paula/", "/roles/r3/", "/roles/r150/"] },
  { name: "names of sixty letters and 25 receivers", contents: long(), pages: ["/line-of-sight/", "/line-of-sight/tables/", "/roles/hub/", "/roles/far/", "/roles/r0/", "/personas/anna/"] },
  { name: "right to left", contents: rightToLeft(), pages: ["/line-of-sight/", "/roles/dispatcher/", "/roles/baker/", "/personas/layla/"] },
];

for (const { name, contents, pages } of HARD) {
  describe(name, () => {
    let tab;
    before(async () => {
      tab = await visit(await build(handbook(contents)));
    });
    after(() => tab.close());

    for (const address of pages) {
      test(`${address}: no two labels overlap, none leaves the picture`, async () => {
        await tab.page.setViewportSize({ width: 1280, height: 900 });
        await tab.page.goto(tab.server.origin + address);
        none(await tab.page.evaluate(overlaps));
        await tab.page.emulateMedia({ media: "print" });
        none(await tab.page.evaluate(overlaps));
        await tab.page.emulateMedia({ media: "screen" });
      });

      test(`${address}: nothing scrolls sideways, and axe finds nothing`, { timeout: 120_000 }, async () => {
        await tab.page.goto(tab.server.origin + address);
        for (const width of WIDTHS) {
          await tab.page.setViewportSize({ width, height: 800 });
          const [wide, room] = await tab.page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
          assert.ok(wide <= room, `${wide} in ${width}`);
        }
        await tab.page.evaluate(AXE);
        for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"]]) {
          await tab.page.setViewportSize({ width, height: 800 });
          await tab.page.emulateMedia({ colorScheme });
          const { violations } = await tab.page.evaluate((rules) => axe.run(document, rules), RULES);
          none(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${width} ${colorScheme} ${id}: ${node.html.slice(0, 200)}`)));
        }
        none(tab.problems.splice(0));
      });
    }
  });
}

// Texts of one picture that lie on each other, or beyond its edge. Runs in the browser.
function overlaps() {
  const problems = [];
  for (const svg of document.querySelectorAll("svg.los")) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    // Lines of one name stand close by design: a name is one box. Ascent and descent beyond the letters do not count.
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const spare = parseFloat(getComputedStyle(text).fontSize) * 0.2 * (frame.width / svg.viewBox.baseVal.width);
      return { words: text.textContent, left, right, top: top + spare, bottom: bottom - spare };
    });
    boxes.sort((a, b) => a.top - b.top);
    if (boxes.length < 3) problems.push(`only ${boxes.length} texts in a picture`);
    for (const [at, box] of boxes.entries()) {
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2) {
        problems.push(`"${box.words}" leaves the picture`);
      }
      for (let other = at + 1; other < boxes.length && boxes[other].top < box.bottom; other += 1) {
        const next = boxes[other];
        if (next.left < box.right && box.left < next.right) problems.push(`"${box.words}" lies on "${next.words}"`);
      }
    }
  }
  return problems;
}
