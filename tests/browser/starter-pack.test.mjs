// Each role's starter pack, on real paper: two sheets of A4 or of Letter, and nothing on them is cut.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, pages, sample } from "./handbook.mjs";
import { serve } from "./server.mjs";
import { german, hebrew } from "./ugly.mjs";

// Paper in millimetres, less the margins of print.css: 18 at the sides and at the top, 20 at the foot.
const PAPERS = { A4: [210, 297], Letter: [215.9, 279.4] };
const px = (millimetres) => Math.floor((millimetres / 25.4) * 96);
const ROLES = 12; // of the sixty German ones: each list of texts occurs among them

const packs = (site) => pages(site).filter(({ file }) => /^print\/roles\/[^/]+\//.test(file));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, make, count] of [
  ["the sample handbook", sample, 20],
  ["sixty roles with long German names", async () => build(german(60)), ROLES],
  ["a handbook that runs from right to left", async () => build(hebrew()), 1],
]) {
  const site = await make();
  describe(name, () => {
    let server, tab;
    before(async () => {
      server = await serve(site);
      tab = await open(browser, server.origin);
      await tab.page.clock.setFixedTime(new Date("2026-09-01T09:00:00"));
      await tab.page.emulateMedia({ media: "print" });
    });
    after(async () => {
      await tab.close();
      await server.close();
    });

    test("has a starter pack for every role", () => {
      const roles = pages(site).filter(({ file, redirect }) => !redirect && /^roles\/[^/]+\//.test(file));
      assert.equal(packs(site).length, roles.length);
      for (const { html } of roles) assert.match(html, /href="[^"]*print\/roles\//);
    });

    for (const { file, address } of packs(site).slice(0, count)) {
      test(file, async () => {
        tab.problems.length = 0;
        await tab.page.goto(server.origin + address);
        for (const [format, [width, height]] of Object.entries(PAPERS)) {
          const room = { width: px(width - 36), height: px(height - 38) };
          await tab.page.setViewportSize({ width: room.width, height: room.height });
          tab.problems.push(...(await tab.page.evaluate(cut, room)).map((problem) => `${format}: ${problem}`));
          const pdf = (await tab.page.pdf({ format })).toString("latin1");
          const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
          if (sheets !== 2) tab.problems.push(`${format}: ${sheets} sheets instead of two`);
        }
        none(tab.problems.splice(0));
      });
    }
  });
}

// What a sheet loses: rows and lists over its edges. Runs in the browser.
function cut(room) {
  const problems = [];
  for (const [number, sheet] of [...document.querySelectorAll(".sheet")].entries()) {
    const box = sheet.getBoundingClientRect();
    if (box.height > room.height) problems.push(`sheet ${number + 1} is ${Math.round(box.height)} px high, and the paper has ${room.height}`);
    for (const part of sheet.querySelectorAll("*")) {
      const { left, right, width } = part.getBoundingClientRect();
      const name = `<${part.localName} class="${part.className}"> "${part.textContent.trim().slice(0, 40)}"`;
      if (width > 1 && (right > box.right + 1 || left < box.left - 1)) problems.push(`runs over the edge of the sheet: ${name}`);
    }
  }
  return problems.slice(0, 8);
}
