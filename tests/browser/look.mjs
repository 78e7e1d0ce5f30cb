// What every page is looked at for: rules of accessibility, in which scheme and width, and that nothing scrolls sideways.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** axe-core, to be evaluated in a page before `axe`. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA and best practice. */
export const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};
/** The rules that a colour scheme can break, all other things being equal. */
export const COLOURS = { ...RULES, runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** The problems that axe finds on the open page, one a line. */
export async function axe(page, where, rules) {
  const { violations } = await page.evaluate((rules) => axe.run(document, rules), rules);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `axe ${where}: ${id} (${help}): ${node.html.slice(0, 160)}; ${node.failureSummary}`),
  );
}

/** The elements that make a page wider than the window, if it is. Runs in the browser. */
export function sideways() {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const contained = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > page.clientWidth + 1 && !contained(element),
  );
  const names = wide.slice(0, 4).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
  return [`scrolls sideways (${page.scrollWidth} in ${page.clientWidth}) because of ${names.join(", ") || "hidden content"}`];
}
