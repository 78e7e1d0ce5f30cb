// A handbook made of attacks, in `tests/handbooks/hostile`: every one is a call of `alert` with a number of its own,
// and none of them may ever be made. The browser is told to ignore the content security policy, which is the second
// wall: the first one, what the program writes, has to hold alone.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { none } from "./checks.mjs";
import { files, pages, project, scratch, throughline } from "./handbook.mjs";
import { serve } from "./server.mjs";

const FIXTURE = join(project, "tests", "handbooks", "hostile");
const ATTACKS = 200; // at least so many are in the fixture

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const html of ["text", "sanitised"]) {
  const { site, said } = await buildHostile(html);

  describe(`html: ${html}`, () => {
    let server, tab;
    before(async () => {
      server = await serve(site);
      tab = await open(browser, server.origin, { bypassCSP: true });
      await tab.context.addInitScript(() => {
        window.__fired = [];
        for (const name of ["alert", "confirm", "prompt"]) window[name] = (what) => void window.__fired.push(`${name}(${what})`);
      });
    });
    after(async () => {
      await tab.close();
      await server.close();
    });

    for (const { file, address } of pages(site).filter((page) => !page.redirect)) {
      test(`${file} does nothing it was told to`, async () => {
        tab.problems.length = 0;
        await tab.page.goto(server.origin + address);
        const problems = await tab.page.evaluate(dangers);
        await tab.page.evaluate(provoke);
        problems.push(...(await tab.page.evaluate(() => window.__fired)));
        problems.push(...tab.problems.filter((problem) => problem.startsWith("asks another host")));
        none(problems);
      });
    }

    test("what is harmless survives", async () => {
      await tab.page.goto(`${server.origin}/harmless/`);
      const main = tab.page.locator("main");
      for (const href of ["https://www.example.org/?a=1&b=2", "mailto:someone@example.org", "tel:+441632960000", "#kept-heading"]) {
        assert.ok((await main.locator(`a[href="${href}"]`).count()) > 0, `${href} is lost`);
      }
      assert.equal(await main.locator("#kept-heading").count(), 1);
      assert.match(await main.textContent(), /Five < seven > three & .quotes. are only characters, and <script> in code/);
    });

    test("the writer is told of each unsafe link", () => {
      for (const place of ["links.md", "pictures.md", "headings.md", "notes-and-tables.md"]) {
        assert.match(said, new RegExp(`${place}:\\d+:\\d+`), `nothing is said about ${place}`);
      }
      assert.match(said, /unsafe-link/);
    });
  });
}

test("HTML in a page is shown as it was written", async (context) => {
  const { site } = await buildHostile("text");
  const server = await serve(site);
  context.after(() => server.close());
  const tab = await open(browser, server.origin);
  await tab.page.goto(`${server.origin}/html-blocks/`);
  assert.match(await tab.page.locator("main").textContent(), /<script>alert\(300\)<\/script>/);
  await tab.close();
});

test("a drawing that carries scripts is refused, and not a byte of it published", async () => {
  const folder = copy("text");
  const site = join(folder, "site");
  const { code, said } = await throughline(folder, "build", "-o", site, "--keep-going");
  assert.equal(code, 1);
  assert.match(said, /content\/scripted\.svg/);
  const drawings = existsSync(site) ? files(site).filter(({ file }) => file.endsWith(".svg")) : [];
  for (const { file, path } of drawings) assert.doesNotMatch(readFileSync(path, "utf8"), /alert|<script/, file);
});

test("the fixture is as hostile as it claims", () => {
  const numbers = new Set();
  for (const { path } of files(FIXTURE)) {
    for (const [, number] of readFileSync(path, "utf8").matchAll(/alert(?:\(|&lpar;)(\d+)/g)) numbers.add(number);
  }
  assert.ok(numbers.size >= ATTACKS, `${numbers.size} attacks`);
});

/** A copy of the fixture that treats HTML as told, with file names that no project should keep. */
function copy(html) {
  const folder = scratch();
  cpSync(FIXTURE, folder, { recursive: true });
  appendFileSync(join(folder, "content", "handbook.yaml"), `html: ${html}\n`);
  const odd = join(folder, "content", `odd" onmouseover="alert(980)`);
  mkdirSync(odd);
  writeFileSync(join(odd, `<img src=x onerror=alert(981)>.md`), "# A name that breaks out\n");
  writeFileSync(join(folder, "content", "javascript:alert(982).md"), "# A name like an address\n");
  return folder;
}

/** Builds such a copy, all but the drawing, which is refused as a file and has a test of its own. */
async function buildHostile(html) {
  const folder = copy(html);
  rmSync(join(folder, "content", "scripted.svg"));
  const site = join(folder, "site");
  const { code, said } = await throughline(folder, "build", "-o", site, "--keep-going");
  assert.equal(code, 1, `unsafe links stop a build, and --keep-going publishes all the same; it said:\n${said}`);
  return { site, said };
}

// What must not be in a page, whatever was asked for. Runs in the browser.
function dangers() {
  const problems = [];
  const tell = (what, element) => problems.push(`${what}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
  const everywhere = "script:not([src]), iframe, frame, object, embed, applet, base, math, foreignObject, [srcdoc], [style], body style";
  const inMain = "main :is(script, style, link, meta, template, noscript, marquee, audio, video, textarea, plaintext, xmp, set, animate)";
  for (const element of document.querySelectorAll(`${everywhere}, ${inMain}`)) tell("element", element);
  for (const script of document.scripts) {
    if (new URL(script.src, location.href).origin !== location.origin) tell("script from elsewhere", script);
  }
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "cite", "background"]);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) tell("handler", element);
      if (!addresses.has(name)) continue;
      const scheme = /^[^/?#]*?:/.exec(value.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f]/g, ""))?.[0].toLowerCase();
      const picture = /^data:image\/(png|gif|jpeg|webp);/i.test(value) && element.localName === "img";
      const icon = /^data:image\//i.test(value) && element.matches("head link[rel~=icon]");
      if (scheme && !["http:", "https:", "mailto:", "tel:"].includes(scheme) && !picture && !icon) tell("address", element);
    }
  }
  return problems;
}

// Does to every element what a reader might, without ever leaving the page. Runs in the browser.
async function provoke() {
  for (const type of ["click", "submit", "auxclick"]) addEventListener(type, (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll("*")) {
    for (const type of ["mouseover", "mouseenter", "pointerdown", "focus", "click", "toggle", "animationstart", "begin", "error", "load", "input", "start"]) {
      element.dispatchEvent(new Event(type, { cancelable: true }));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
