// Every link of the sample handbook leads somewhere: served, and as a folder on a network share.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, files, pages, project, sample } from "./handbook.mjs";

const ORIGIN = "http://handbook.test";

let browser, reader;
before(async () => {
  browser = await launch();
  reader = await browser.newPage();
});
after(() => browser.close());

test("every link leads to a page, a file or an anchor that is there", async () => {
  const site = await sample();
  const { problems, links } = await follow(site, (path) => {
    if (path.endsWith("/")) return `${path}index.html`;
    return path;
  });
  none(problems);
  assert.ok(links > pages(site).length, `only ${links} links on ${pages(site).length} pages`);
});

describe("the portable edition", () => {
  test("links to files only, relative to the page", async () => {
    const site = await build(project, "--portable");
    const { problems } = await follow(site, (path) => path, { portable: true });
    none(problems);
  });
});

/** Resolves every link of every page; `toFile` says which file answers for a path. */
async function follow(site, toFile, { portable = false } = {}) {
  const all = new Set(files(site).map(({ file }) => `/${file}`));
  const facts = new Map();
  for (const page of pages(site)) facts.set(`/${page.file}`, { ...page, ...(await reader.evaluate(read, page.html)) });

  const problems = [];
  let links = 0;
  for (const [file, page] of facts) {
    // 404.html is served at any depth, so it alone starts its links at the root.
    const rooted = page.file === "404.html";
    if (portable && rooted) continue;
    for (const { element, value } of page.links) {
      links += 1;
      const told = (problem) => problems.push(`${page.file}: ${element} ${JSON.stringify(value)} ${problem}`);
      if (/^(mailto|tel|data):/.test(value) && (element === "a" || value.startsWith("data:image/"))) continue;
      // Our own calendars, for programs that follow them at the address where the handbook is published.
      if (value.startsWith("webcal:")) {
        const calendar = /^webcal:\/\/[\w.-]+(:\d+)?(\/[^?#]*)?(\/calendar\/[^?#]+\.ics)$/.exec(value)?.[3];
        if (element !== "a" || portable || !all.has(decodeURIComponent(calendar ?? ""))) told("is no calendar of ours");
        continue;
      }
      let url;
      try {
        url = new URL(value, `${ORIGIN}${portable ? file : page.address}`);
      } catch {
        told("is no address");
        continue;
      }
      if (url.origin !== ORIGIN) {
        if (!["http:", "https:"].includes(url.protocol)) told("has a scheme that has no place here");
        else if (element !== "a" && element !== "link canonical") told("loads from another host");
        continue;
      }
      if (value.startsWith("/") && !rooted) told("starts at the root, so the site could not be moved");
      const target = toFile(decodeURIComponent(url.pathname));
      if (!all.has(target)) {
        told(`leads nowhere (${target})`);
        continue;
      }
      const anchor = decodeURIComponent(url.hash.slice(1));
      const there = facts.get(target);
      if (anchor && there && !there.ids.includes(anchor)) told("names an anchor that is not there");
    }
    for (const id of page.repeated) problems.push(`${page.file}: the id "${id}" is there twice`);
  }
  return { problems, links };
}

// A page's links and ids. Runs in the browser, which knows HTML best; nothing is loaded.
function read(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const links = [];
  for (const element of page.querySelectorAll("[href], [src], [srcset], [action], [data], [poster]")) {
    const rel = element.localName === "link" ? ` ${element.rel}` : "";
    for (const name of ["href", "src", "action", "data", "poster"]) {
      if (element.hasAttribute(name)) links.push({ element: element.localName + rel, value: element.getAttribute(name) });
    }
    for (const candidate of (element.getAttribute("srcset") ?? "").split(",").filter((text) => text.trim())) {
      links.push({ element: element.localName, value: candidate.trim().split(/\s+/)[0] });
    }
  }
  for (const meta of page.querySelectorAll("meta[http-equiv=refresh i]")) {
    links.push({ element: "a", value: meta.content.replace(/^\s*\d+\s*;\s*url=/i, "") });
  }
  const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
  return { links, ids, repeated: ids.filter((id, at) => ids.indexOf(id) !== at) };
}
