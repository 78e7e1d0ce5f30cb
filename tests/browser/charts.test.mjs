// Drawings of figures: what they show is what their tables say, at every width, in both schemes and on paper.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, project, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] };
const WIDTHS = [320, 390, 820, 1280];
// The smallest letters that may be shown, in pixels: axes are set at 12.5 units, and larger where a drawing is narrower.
const SMALLEST = 11.5;

const site = await sample();
let browser, server, tab;
before(async () => {
  server = await serve(site);
  browser = await launch();
  tab = await open(browser, server.origin);
});
after(async () => {
  await browser.close();
  await server.close();
});

const show = async (page, width, colorScheme = "light") => {
  await page.emulateMedia({ media: "screen", colorScheme });
  await page.setViewportSize({ width, height: 800 });
};

describe("what people tell us", () => {
  test("every value of a drawing is in its table, and the other way round", async () => {
    await show(tab.page, 1280);
    await tab.page.goto(`${server.origin}/voice/`);
    const trends = await tab.page.evaluate(readTrends);
    assert.ok(trends.length >= 5, `${trends.length} trends are drawn`);
    for (const { heading, series } of trends) {
      for (const { name, drawn, said, hidden } of series) {
        assert.equal(drawn.length, said.length, `${heading}, ${name}: ${drawn} drawn, ${said} in the table`);
        drawn.forEach((value, at) => {
          // A value is rounded in the table, and a place is rounded to a tenth of a unit in the drawing.
          assert.ok(Math.abs(value - said[at]) <= 1, `${heading}, ${name}: ${value} drawn, ${said[at]} in the table`);
        });
        assert.ok(hidden >= 0);
      }
    }
    const fields = trends.reduce((sum, trend) => sum + trend.fields, 0);
    const hidden = trends.flatMap((trend) => trend.series).reduce((sum, series) => sum + series.hidden, 0);
    assert.ok(fields > 0 && fields <= hidden, `${fields} fields say too few, ${hidden} cells do`);
  });

  test("nothing is found by axe with all tables open, in both schemes", async () => {
    for (const scheme of ["light", "dark"]) {
      for (const width of [320, 1280]) {
        await show(tab.page, width, scheme);
        await tab.page.goto(`${server.origin}/voice/`);
        await tab.page.evaluate(() => document.querySelectorAll("details.values").forEach((details) => (details.open = true)));
        await tab.page.evaluate(AXE);
        const { violations } = await tab.page.evaluate((rules) => axe.run(document, rules), RULES);
        none(violations.map(({ id, nodes }) => `${scheme} ${width}: ${id}: ${nodes[0].html.slice(0, 160)}`));
      }
    }
    none(tab.problems.splice(0));
  });

  for (const address of ["/voice/", "/voice/employee-survey-2026-04/"]) {
    test(`${address} fits every width, and no words of a drawing meet`, async () => {
      for (const width of WIDTHS) {
        await show(tab.page, width);
        await tab.page.goto(server.origin + address);
        await tab.page.evaluate(() => document.querySelectorAll("details.values").forEach((details) => (details.open = true)));
        none((await tab.page.evaluate(readDrawings, SMALLEST)).map((problem) => `${width} px: ${problem}`));
      }
    });
  }

  test("one drawing is shown at a time", async () => {
    for (const [width, shown] of [[390, "narrow"], [1280, "wide"]]) {
      await show(tab.page, width);
      await tab.page.goto(`${server.origin}/voice/`);
      const first = tab.page.locator(".trend").first();
      assert.equal(await first.locator("svg.chart:visible").count(), 1);
      assert.ok(await first.locator(`svg.chart.${shown}`).isVisible(), `${shown} at ${width}`);
    }
  });

  test("on paper every table is there, open or not", async () => {
    await tab.page.goto(`${server.origin}/voice/`);
    await tab.page.emulateMedia({ media: "print" });
    const heights = await tab.page.evaluate(() => [...document.querySelectorAll(".trend table")].map((table) => table.getBoundingClientRect().height));
    assert.ok(heights.length >= 5 && heights.every((height) => height > 40), heights.join(", "));
    const drawings = await tab.page.locator(".trend svg.chart:visible").count();
    assert.equal(drawings, heights.length, "one drawing beside each table");
  });
});

describe("too few", () => {
  const survey = (period, yes, no, more = "") =>
    `---\nsource: survey\nperiod: ${period}\nasked: employees\ndepartments: [shop, yard, office]\nowner: department/shop\nmeasures:\n` +
    `  - {measure: refer-a-friend, yes: ${yes}, no: ${no}}\n${more}---\n# Asked in ${period}\n`;
  const department = (name) => `---\nlead: person/omar\nowner: person/omar\n---\n# ${name}\n`;
  const small = join(project, "tests", "diagnostics", "small");
  const files = {
    ...Object.fromEntries(readdirSync(small, { recursive: true }).filter((name) => /\.(md|yaml)$/.test(name)).map((name) => [name, readFileSync(join(small, name), "utf8")])),
    "content/departments/shop.md": department("Shop"),
    "content/departments/office.md": department("Office"),
    "content/voice/a.md": survey("2025-Q1", 61, 9),
    "content/voice/b.md": survey("2025-Q2", 3, 1),
    "content/voice/c.md": survey(
      "2025-Q3",
      64,
      16,
      "  - {measure: refer-a-friend, department: shop, yes: 40, no: 11}\n  - {measure: refer-a-friend, department: yard, yes: 21, no: 4}\n  - {measure: refer-a-friend, department: office, yes: 3, no: 1}\n",
    ),
  };

  test("is said, breaks the line, and is not the same as nobody asked", async (context) => {
    const built = await build(handbook(files));
    const other = await serve(built);
    context.after(() => other.close());
    await show(tab.page, 1280);
    await tab.page.goto(`${other.origin}/voice/`);
    const trend = tab.page.locator("#asked-refer-a-friend");
    const svg = trend.locator("svg.chart:visible");
    assert.equal(await svg.locator("rect.two-dot").count(), 2);
    assert.equal(await svg.locator("path.two").count(), 0, "no line crosses the gap");
    assert.equal(await svg.locator("rect.hidden-zone").count(), 1);
    assert.match(await trend.innerText(), /too few to show/);
    const text = await tab.page.locator("main").innerText();
    assert.match(text, /yard and Office|Office and The yard/i, "a second department is left out");
    // 24 of 29 would let the two be told apart from the total; neither they nor their percentages are anywhere.
    for (const secret of ["84 %", "(25)", "75 %", "(4)"]) assert.ok(!text.includes(secret), `${secret} is shown`);
    // The tab belongs to another website.
    tab.problems.length = 0;
  });
});

// The trends of the page: what is drawn, worked out from the places of points and lines, and what the table says. Runs in
// the browser.
function readTrends() {
  const number = (text) => parseFloat(text.replace("−", "-").replace("+", "").replace(",", ""));
  return [...document.querySelectorAll(".trend")].flatMap((section) => {
    const svg = [...section.querySelectorAll("svg.chart")].find((svg) => svg.checkVisibility());
    if (!svg) return [];
    const lines = [...svg.querySelectorAll("path.axis, path.grid")].map((path) => {
      const y = number(path.getAttribute("d").split(" ")[1]);
      const label = [...svg.querySelectorAll('text[text-anchor="end"]')].find((text) => Math.abs(number(text.getAttribute("y")) - 4 - y) < 0.2);
      return label && { y, value: number(label.textContent) };
    }).filter(Boolean).sort((a, b) => a.y - b.y);
    const [top, bottom] = [lines[0], lines.at(-1)];
    const value = (y) => bottom.value + ((bottom.y - y) / (bottom.y - top.y)) * (top.value - bottom.value);
    const drawn = {
      Customers: [...svg.querySelectorAll("circle.one-dot")].map((dot) => value(number(dot.getAttribute("cy")))),
      Colleagues: [...svg.querySelectorAll("rect.two-dot")].map((dot) => value(number(dot.getAttribute("y")) + 4)),
    };
    const table = section.querySelector("table");
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    const column = (name) => [...table.querySelectorAll("tbody tr")].map((row) => row.children[heads.indexOf(name)]).reverse();
    const series = ["Customers", "Colleagues"].filter((name) => heads.includes(name)).map((name) => ({
      name,
      drawn: drawn[name],
      said: column(name).filter((cell) => cell.querySelector("a")).map((cell) => number(cell.querySelector("a").textContent)),
      hidden: column(name).filter((cell) => cell.classList.contains("few")).length,
    }));
    return [{ heading: section.querySelector("h2").textContent, series, fields: svg.querySelectorAll(".hidden-zone").length }];
  });
}

// Whatever does not fit: a page that scrolls sideways, words that meet, leave the window or are too small. Runs in the browser.
function readDrawings(smallest) {
  const problems = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) problems.push(`scrolls sideways: ${page.scrollWidth} in ${page.clientWidth}`);
  for (const svg of [...document.querySelectorAll("svg.chart")].filter((svg) => svg.checkVisibility())) {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const words = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect(), size: parseFloat(getComputedStyle(text).fontSize) * scale }));
    for (const { text, box, size } of words) {
      if (box.right > page.clientWidth + 0.5 || box.left < -0.5) problems.push(`"${text}" leaves the window`);
      if (size < smallest) problems.push(`"${text}" is ${size.toFixed(1)} px high`);
    }
    words.forEach((one, at) =>
      words.slice(at + 1).forEach((other) => {
        const apart = one.box.right <= other.box.left || other.box.right <= one.box.left || one.box.bottom <= other.box.top + 3 || other.box.bottom <= one.box.top + 3;
        if (!apart) problems.push(`"${one.text}" meets "${other.text}"`);
      }),
    );
  }
  return problems;
}
