// The search and those who mean harm: hostile questions, hostile pages, other people's websites; and a network that goes away.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, open as openTab } from "./browser.mjs";
import { none } from "./checks.mjs";
import { build, handbook, sample, scratch } from "./handbook.mjs";
import { ask, DIALOG, FIELD, ITEMS, open, OPTIONS, PLACES, SETTLED, stopTime } from "./searching.mjs";
import { serve } from "./server.mjs";

const HOSTILE = [
  "<img src=x onerror=__fire(1)>", "<script>__fire(2)</script>", '"><svg onload=__fire(3)>', "'-__fire(4)-'", "javascript:__fire(5)",
  "<iframe srcdoc='<script>parent.__fire(6)</script>'>", "</title><script>__fire(7)</script>", "<a href=javascript:__fire(8)>x</a>",
  "<math><mtext><table><mglyph><style><img src=x onerror=__fire(9)>", "<svg><use href='data:image/svg+xml,<svg id=x onload=__fire(10)>#x'>",
  "{{constructor.constructor('__fire(11)')()}}", "${__fire(12)}", "#{__fire(13)}", "\\u003cimg src=x onerror=__fire(14)\\u003e", "%3Cimg%20src=x%20onerror=__fire(15)%3E",
  "&lt;img src=x onerror=__fire(16)&gt;", "<details open ontoggle=__fire(17)>", "<input autofocus onfocus=__fire(18)>", "<body onload=__fire(19)>", "<style>@import 'https://example.org/20'</style>",
  "<link rel=stylesheet href=https://example.org/21>", "<base href=https://example.org/>", "<meta http-equiv=refresh content='0;url=https://example.org/23'>", "<form action=https://example.org><button>24",
  "kind:<img src=x onerror=__fire(25)>", '"<img src=x onerror=__fire(26)>"', "__proto__ constructor toString", "kind:__proto__ role:constructor", "a".repeat(5000), "\u202e<gmi\u0000\ufeff\ud800",
  "](javascript:__fire(31))", "*".repeat(300), '"'.repeat(99), "(((((((((", "\\", "[a-z", "kind: role: tag: :", "%", "%E0%A4%A", "?q=x&q=y#z",
];

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

async function guarded(origin) {
  const tab = await openTab(browser, origin);
  await tab.context.addInitScript(() => {
    window.fired = [];
    window.__fire = (which) => void window.fired.push(which);
  });
  return tab;
}

describe("a hostile question", () => {
  test("in an address stays a text", async () => {
    const { page, problems, close } = await guarded(server.origin);
    for (const query of HOSTILE) {
      await page.goto(`${server.origin}/search/?q=${encodeURIComponent(query.toWellFormed())}&kind=${encodeURIComponent(query.toWellFormed().slice(0, 500))}&tag=%3Csvg%20onload=__fire(0)%3E`);
      await page.locator(".search-page :is(.search-empty h2, .results > li)").first().waitFor();
      const seen = await page.evaluate(() => ({
        fired: window.fired,
        value: document.querySelector(".search-field").value,
        strange: [...document.querySelectorAll(".search-page *")].filter((it) => !/^(form|svg|path|circle|input|p|div|button|b|ol|ul|li|h2|a|span|small|mark)$/.test(it.localName)).map((it) => it.localName),
      }));
      assert.deepEqual([seen.fired, seen.strange], [[], []], query);
      assert.doesNotMatch(await page.locator(".search-page").innerText(), /has not arrived/, query);
      // What a line cannot hold is left out by the browser itself.
      assert.equal(seen.value, query.toWellFormed().replace(/[\r\n]/g, ""), query);
    }
    none(problems);
    await close();
  });

  test("typed into the dialog stays a text, and is offered again as one", async () => {
    const { page, problems, close } = await guarded(server.origin);
    await page.goto(`${server.origin}/`);
    await open(page);
    for (const query of HOSTILE.slice(0, 20)) {
      await page.locator(FIELD).fill(query);
      await page.locator(`${DIALOG} :is(.search-empty h2, .place)`).first().waitFor();
    }
    await page.evaluate((kept) => localStorage.setItem("throughline:searched:/", JSON.stringify(kept)), HOSTILE.slice(0, 6));
    await page.locator(FIELD).fill("");
    await page.locator(OPTIONS).first().waitFor();
    assert.deepEqual(await page.locator(OPTIONS).allTextContents(), HOSTILE.slice(0, 6));
    assert.deepEqual(await page.evaluate(() => window.fired), []);
    none(problems);
    await close();
  });

  test("and a hostile note in this browser mark nothing but words", async () => {
    const { page, problems, close } = await guarded(server.origin);
    await page.goto(`${server.origin}/`);
    await page.evaluate((hostile) => {
      const note = { at: Date.now(), to: "/welcome/", words: ["welcome", 7, null, ...hostile], text: hostile[0], label: hostile[1], away: hostile[2] };
      localStorage.setItem("throughline:found", JSON.stringify([null, 3, { at: "x" }, note]));
    }, HOSTILE);
    await page.goto(`${server.origin}/welcome/`);
    assert.match(await page.locator(".found-bar").textContent(), /<img src=x onerror=__fire\(1\)>/);
    assert.ok((await page.locator("mark.found").count()) > 0);
    assert.deepEqual(await page.evaluate(() => window.fired), []);
    for (const broken of ["{", "null", "7", '"x"', '[{"to":"/welcome/","words":["a"],"at":9e99}]']) {
      await page.evaluate((broken) => localStorage.setItem("throughline:found", broken), broken);
      await page.reload();
    }
    none(problems);
    await close();
  });
});

test("code and markup in a page are quoted as they were written", async (context) => {
  const text = 'Type `<img src=x onerror="__fire(1)">` into the marmalade form, then <b>save</b>. & &amp; &lt;i&gt;';
  const folder = handbook({
    "content/handbook.yaml": "title: Test\nlanguage: en\nbrand: {logo: logo.svg}\n",
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
    "content/index.md": "# Start\n\nWelcome.\n",
    "content/form.md": `---\ntitle: "The <script>__fire(2)</script> marmalade form"\n---\n\n## A heading with \`<svg onload=__fire(3)>\`\n\n${text}\n`,
  });
  const other = await serve(await build(folder));
  context.after(() => other.close());
  const { page, problems, close } = await guarded(other.origin);
  await page.goto(`${other.origin}/search/?q=marmalade`);
  await page.locator(ITEMS).first().waitFor();
  const shown = await page.locator(ITEMS).first().textContent();
  assert.match(shown, /The <script>__fire\(2\)<\/script> marmalade form/);
  assert.match(shown, /<img src=x onerror=["“]__fire\(1\)["”]>/);
  await page.goto(`${other.origin}/`);
  await open(page);
  await ask(page, "marmalade");
  await page.keyboard.press("Enter");
  await page.locator("mark.found").first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.fired), []);
  none(problems);
  await close();
});

describe("a page of another website", () => {
  // The page stands on another port: another origin for a browser, and the one that is easiest to have on one machine.
  async function stranger(origin, work) {
    const foreign = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end(`<!doctype html><title>x</title><link rel="icon" href="data:,"><script src="${origin}/search/entry.js"></script><p>here`);
    });
    await new Promise((ready) => foreign.listen(0, "127.0.0.1", ready));
    const tab = await openTab(browser, `http://127.0.0.1:${foreign.address().port}`);
    const asked = [];
    tab.page.on("request", (request) => asked.push(request.url()));
    await tab.page.goto(`http://127.0.0.1:${foreign.address().port}/`);
    await work(tab.page, asked.filter((url) => url.startsWith(origin)));
    await tab.close();
    await new Promise((done) => foreign.close(done));
  }

  test("is not given the script", () =>
    stranger(server.origin, async (page, asked) => {
      assert.equal(await page.evaluate(() => typeof window.throughlineSearch), "undefined");
      assert.equal(asked.length, 1);
    }));

  test("gets nothing from it, even where the server forgot to say so", async (context) => {
    const bare = scratch();
    cpSync(join(site, "search"), join(bare, "search"), { recursive: true });
    const other = await serve(bare);
    context.after(() => other.close());
    assert.equal((await fetch(`${other.origin}/search/entry.js`)).headers.get("cross-origin-resource-policy"), null);
    await stranger(other.origin, async (page, asked) => {
      assert.equal(await page.evaluate(() => typeof window.throughlineSearch), "undefined");
      assert.equal(asked.length, 1, `more was asked for: ${asked}`);
    });
  });
});

test("when the network goes away, what was asked before is still answered, and the rest is said not to have arrived", async (context) => {
  const leaving = await serve(site);
  const tab = await openTab(browser, leaving.origin);
  context.after(() => Promise.all([leaving.close(), tab.close()]));
  const [dispatcher, snow] = [`${PLACES}:first-child .title:has-text("Dispatcher")`, `${PLACES} .title:has-text("Ice and storms")`];
  await tab.page.goto(`${leaving.origin}/`);
  await open(tab.page);
  await ask(tab.page, "dispatcher", dispatcher);
  await ask(tab.page, "snow", snow);
  none(tab.problems.splice(0));
  await leaving.close();
  await ask(tab.page, "dispatcher", dispatcher);
  await ask(tab.page, "snow", snow);
  none(tab.problems.splice(0));
  await tab.page.locator(FIELD).fill("kreuzworträtsel");
  await tab.page.locator(`${DIALOG} h2:has-text("has not arrived")`).waitFor();
  await ask(tab.page, "snow", snow);
  none(tab.problems.splice(0).filter((problem) => !/ERR_CONNECTION/.test(problem)));
});

describe("a handbook of 1,000 pages", () => {
  const LIGHT = 130_000; // bytes, gzipped, until the first ten results stand there: page, styles, scripts, index
  const LETTERS = 120; // milliseconds from one letter to the next

  let large, atOnce;
  before(async () => {
    large = await serve(await build(thousand()));
  });
  after(() => large.close());

  /** What a browser asks for that has never been here before, until ten results answer what `type` has typed. */
  async function fetched(context, type) {
    const tab = await openTab(browser, large.origin);
    const bodies = new Map();
    tab.page.on("response", (response) => bodies.set(response.url(), response.body()));
    await tab.page.goto(`${large.origin}/`);
    await open(tab.page);
    await type(tab.page);
    await tab.page.locator(`${SETTLED} .place`).nth(9).waitFor();
    assert.equal(await tab.page.locator(FIELD).inputValue(), QUERY);
    const sizes = await Promise.all([...bodies].map(async ([url, body]) => [new URL(url).pathname, gzipSync(await body, { level: 9 }).length]));
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    context.diagnostic(`${total} bytes in ${sizes.length} files`);
    assert.ok(sizes.some(([path]) => /\/parts\/texts/.test(path)), "nothing of the index was counted");
    assert.ok(total <= LIGHT, `${total} bytes: ${sizes.filter(([, size]) => size > 3000).map(([path, size]) => `${path} ${size}`).join(", ")}`);
    none(tab.problems);
    await tab.close();
    return sizes.map(([path]) => path).sort();
  }

  test(`costs at most ${LIGHT / 1000} kB until the first ten results`, async (context) => {
    atOnce = await fetched(context, (page) => page.locator(FIELD).fill(QUERY));
  });

  test("and no file more where the question is typed letter by letter", async (context) => {
    const typed = await fetched(context, async (page) => {
      await page.evaluate(() => window.throughlineSearch.ready());
      await stopTime(page);
      for (const letter of QUERY) {
        await page.keyboard.type(letter);
        await page.clock.runFor(LETTERS);
      }
      assert.equal(await page.locator(PLACES).count(), 0, "something was fetched for a word that was half typed");
      await page.clock.runFor(LETTERS);
    });
    assert.deepEqual(typed, atOnce);
  });

  test("what is here already answers at once, in the middle of a word", async () => {
    const tab = await openTab(browser, large.origin);
    await tab.page.goto(`${large.origin}/`);
    await tab.page.evaluate(async (query) => {
      for (let end = 3; end <= query.length; end += 1) await window.throughlineSearch.search(query.slice(0, end), { limit: 10, prefix: true });
    }, QUERY);
    await open(tab.page);
    await stopTime(tab.page); // so that nobody has rested
    for (let end = 3; end <= QUERY.length; end += 1) {
      await tab.page.locator(FIELD).fill(QUERY.slice(0, end));
      await tab.page.locator(`${SETTLED} .place`).first().waitFor();
    }
    none(tab.problems);
    await tab.close();
  });
});

// The word at this place of a made-up language: two to four syllables, the frequent ones short.
function vocabulary(at) {
  const syllables = ["ba", "ken", "lo", "mir", "ta", "sel", "ro", "dun", "fi", "gar", "no", "pel", "sha", "ter", "vi", "zo", "win", "cas", "hel", "jun"];
  let word = "", rest = at * 7 + 3;
  do {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return word;
}
const QUERY = `${vocabulary(31)} ${vocabulary(77)}`;

// A thousand pages of 450 words out of 40,000, the frequent ones as frequent as in any language (Zipf).
function thousand() {
  const files = {
    "content/handbook.yaml": "title: A thousand pages\nlanguage: en\nbrand: {logo: logo.svg}\n",
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>',
    "content/index.md": "# Start\n\nWelcome.\n",
  };
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const word = () => vocabulary(Math.floor(40_000 ** random()));
  const words = (count) => Array.from({ length: count }, word).join(" ");
  for (let at = 0; at < 1000; at += 1) {
    const sections = Array.from({ length: 5 }, () => `## ${words(3)}\n\n${words(87)}.\n`).join("\n");
    files[`content/part-${at % 20}/page-${at}.md`] = `---\ntitle: Page ${at} ${words(3)}\n---\n\n${sections}`;
  }
  return handbook(files);
}
