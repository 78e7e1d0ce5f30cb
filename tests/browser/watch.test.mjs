// The preview as a writer meets it: she saves, and the page that is open changes in place; she slips, and it says so.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { build, files, handbook, project } from "./handbook.mjs";
import { AXE, axe, RULES, sideways } from "./look.mjs";

const program = process.env.THROUGHLINE ?? join(project, "target", "release", "throughline");

const long = Array.from({ length: 40 }, (_, n) => `Paragraph ${n} says something.\n`).join("\n");

const contents = {
  "content/handbook.yaml": "title: Preview\nbrand: {logo: logo.svg}\neditor: \"myeditor://open?file={path}&line={line}\"\n",
  "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>',
  "content/index.md": "# Start\n\nSee [the guide](guides/long.md).\n",
  "content/guides/index.md": "# Guides\n",
  "content/guides/long.md": `# Long\n\nFirst words.\n\n${long}\n## A question\n\nLast words.\n`,
  "content/guides/other.md": "# Other\n\nOther words.\n",
};

let browser, folder, preview, origin;

/** Starts a preview of `folder`; resolves with its process and origin once it listens. */
function start(folder, port = 0) {
  const child = spawn(program, ["-C", folder, "watch", "--port", String(port)], { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.on("error", reject);
    child.on("close", () => reject(new Error(`the preview ended:\n${said}`)));
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /http:\/\/localhost:\d+/.exec(said);
      if (found && said.includes("Ctrl-C")) resolve({ child, origin: found[0], said: () => said });
    });
  });
}

function stop({ child }) {
  child.removeAllListeners("close");
  child.kill("SIGINT");
  return new Promise((done) => child.on("close", (code, signal) => done(signal ?? code)));
}

const at = (file) => join(folder, file);

/** Replaces `from` by `to` in a file, as an editor saves. */
function edit(file, from, to) {
  const text = readFileSync(at(file), "utf8");
  assert.ok(text.includes(from), `${file} has ${from}`);
  writeFileSync(at(file), text.replace(from, to));
}

/** A tab on `path` that has heard from the server. */
async function visit(path) {
  const tab = await open(browser, origin, {});
  await tab.page.goto(origin + path);
  await tab.page.waitForFunction(() => document.documentElement.dataset.tlVersion > 0);
  return tab;
}

const shows = (page, words) => page.waitForFunction((words) => document.querySelector("main").innerText.includes(words), words);

async function quiet(tab) {
  assert.deepEqual(tab.problems.splice(0), []);
  await tab.close();
}

before(async () => {
  browser = await launch();
  folder = handbook(contents);
  preview = await start(folder);
  origin = preview.origin;
});

after(async () => {
  await stop(preview);
  await browser.close();
});

test("a save changes the page in place: scroll, focus, selection and what was opened stay", async () => {
  const tab = await visit("/guides/long/");
  const { page } = tab;
  await page.evaluate(() => {
    window.sameDocument = true;
    const field = document.createElement("input");
    field.id = "typed";
    document.querySelector("main").append(field);
    field.value = "what I typed";
    field.focus({ preventScroll: true });
    document.documentElement.dataset.scheme = "dark";
    document.querySelector("header details").open = true;
    const [words] = document.querySelectorAll("main .prose p");
    getSelection().selectAllChildren(words);
    scrollTo(0, 700);
  });
  const second = await visit("/guides/long/");
  const scroll = await page.evaluate(() => scrollY);
  assert.ok(scroll > 300);
  edit("content/guides/long.md", "Last words.", "Changed words.");
  await shows(page, "Changed words.");
  const left = await page.evaluate(() => ({
    scroll: scrollY,
    same: window.sameDocument,
    focus: document.activeElement.id,
    typed: document.querySelector("#typed").value,
    scheme: document.documentElement.dataset.scheme,
    opened: document.querySelector("header details").open,
    selected: getSelection().toString(),
  }));
  assert.deepEqual(left, { scroll, same: true, focus: "typed", typed: "what I typed", scheme: "dark", opened: true, selected: "First words." });
  await shows(second.page, "Changed words.");
  await quiet(second);
  // A line more above moves nothing but the numbers of lines.
  edit("content/guides/long.md", "First words.", "First words.\n\nA new paragraph.");
  await shows(page, "A new paragraph.");
  assert.equal(await page.evaluate(() => window.sameDocument), true);
  const paragraphs = await page.evaluate(() => document.querySelectorAll("main .prose > p").length);
  const sent = await page.evaluate(() => fetch(location.pathname).then((answer) => answer.text()));
  assert.equal(paragraphs, (sent.match(/<p data-line/g) ?? []).length, "nothing twice, nothing lost");
  await quiet(tab);
});

test("each block's mark opens the line it was written on", async () => {
  const tab = await visit("/guides/other/");
  const block = tab.page.locator(".prose p");
  await block.hover();
  const mark = block.locator(".tl-mark");
  const path = at("content/guides/other.md").slice(1);
  assert.equal(await mark.getAttribute("href"), `myeditor://open?file=/${path}&line=3`);
  await tab.page.waitForFunction(() => getComputedStyle(document.querySelector(".prose p > .tl-mark")).opacity === "1");
  const heading = await tab.page.locator("h1 > .tl-mark").getAttribute("href");
  assert.ok(heading.endsWith("other.md&line=1"), heading);
  await quiet(tab);
});

test("a mistake leaves the page, is told in every tab, can be put aside, and goes when it is mended", async () => {
  const [own, other] = [await visit("/guides/other/"), await visit("/guides/long/")];
  edit("content/guides/other.md", "# Other\n", "---\ntitle: \"open\n---\n\n# Other\n");
  for (const { page } of [own, other]) await page.locator(".tl-panel").waitFor();
  const panel = own.page.locator(".tl-panel");
  const said = await panel.innerText();
  assert.match(said, /content\/guides\/other\.md line \d/);
  assert.match(said, /The page behind is as it was at \d\d:\d\d\./);
  assert.ok(await own.page.locator("main").innerText().then((text) => text.includes("Other words.")), "the last good page stays");
  assert.match(await panel.locator(".tl-button").innerText(), /Open at line \d/);
  await panel.locator(".tl-aside").click();
  await panel.waitFor({ state: "hidden" });
  assert.equal(await own.page.evaluate(() => document.activeElement.className), "tl-errors");
  assert.ok(await other.page.locator(".tl-panel").isVisible(), "put aside in one tab only");
  await own.page.locator(".tl-errors").click();
  await panel.waitFor();
  edit("content/guides/other.md", "---\ntitle: \"open\n---\n\n", "");
  for (const { page } of [own, other]) await page.locator(".tl-panel").waitFor({ state: "hidden" });
  // A reference that leads nowhere does not keep the page back.
  edit("content/guides/other.md", "Other words.", "Other words, [gone](missing.md).");
  await shows(own.page, "Other words, gone");
  await panel.waitFor();
  assert.match(await panel.innerText(), /missing\.md/);
  edit("content/guides/other.md", ", [gone](missing.md)", "");
  await panel.waitFor({ state: "hidden" });
  await quiet(own);
  await quiet(other);
});

test("another page that was saved is named, and the name can be put away", async () => {
  const tab = await visit("/guides/long/");
  edit("content/guides/other.md", "Other words.", "Other words, saved.");
  const note = tab.page.locator(".tl-note");
  await note.waitFor();
  assert.match(await note.innerText(), /Another page: Other/);
  await note.locator("button").click();
  await note.waitFor({ state: "hidden" });
  edit("content/guides/other.md", "Other words, saved.", "Other words.");
  await note.waitFor();
  await Promise.all([tab.page.waitForURL("**/guides/other/"), note.locator("a").click()]);
  await quiet(tab);
});

test("search finds a word that was saved a moment ago", async () => {
  const tab = await visit("/guides/long/");
  const { page } = tab;
  await page.keyboard.press("/");
  const field = page.locator("dialog.search input");
  await field.fill("Other");
  await page.locator("dialog.search [role=option]").first().waitFor();
  edit("content/guides/other.md", "Other words.", "Other words about a zebrafish.");
  await page.waitForFunction(() => document.querySelector(".tl-note").innerText.includes("Other"));
  assert.ok((await field.isVisible()) && (await field.inputValue()) === "Other", "the box stays open, and what was typed in it");
  await page.waitForFunction(() => !document.querySelector("head > script[src='/search/entry.js']"));
  await field.fill("zebrafish");
  await page.locator("dialog.search [role=option]", { hasText: "zebrafish" }).first().waitFor();
  edit("content/guides/other.md", " about a zebrafish.", ".");
  await quiet(tab);
});

/** What is wrong with the open page in both schemes, in a wide and in a narrow window. */
async function looked(page, what) {
  const problems = [];
  await page.evaluate(AXE);
  for (const [width, colorScheme] of [[1280, "light"], [320, "dark"], [320, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    problems.push(...(await axe(page, `${what} ${width} ${colorScheme}`, RULES)));
    problems.push(...(await page.evaluate(sideways)).map((problem) => `${what} ${width}: ${problem}`));
    const cut = await page.evaluate(() => [...document.querySelectorAll(".tl-panel, .tl-bar, .tl-drop")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
    }).map((one) => one.className));
    problems.push(...cut.map((name) => `${what} ${width}: .${name} is cut off`));
  }
  return problems;
}

/** Presses Tab until `selector` has the focus. */
async function reach(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`${selector} cannot be reached with the keyboard`);
}

test("the panel, the counter, the note and the marks can be seen and reached by everybody", async () => {
  const tab = await visit("/guides/other/");
  const { page } = tab;
  const problems = [];
  problems.push(...(await looked(page, "marks")));
  edit("content/guides/long.md", "## A question", "## The question");
  await page.locator(".tl-note").waitFor();
  problems.push(...(await looked(page, "note")));
  await reach(page, ".tl-note a");
  await reach(page, ".tl-note button");
  await page.keyboard.press("Enter");
  await page.locator(".tl-note").waitFor({ state: "hidden" });

  edit("content/guides/other.md", "Other words.", "Other words, [here](long.md).");
  const counter = page.locator(".tl-warnings");
  await counter.waitFor();
  assert.equal(await page.locator(".tl-panel").isVisible(), false, "a remark is not in the way");
  assert.ok(!(await page.locator(".tl-says").innerText()).includes("All well"), "nor is all well");
  await reach(page, ".tl-warnings summary");
  await page.keyboard.press("Enter");
  assert.match(await counter.locator(".tl-drop").innerText(), /content\/guides\/other\.md, line 3/);
  problems.push(...(await looked(page, "counter")));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".tl-drop a")), "its links follow");
  await page.keyboard.press("Escape");
  assert.equal(await counter.evaluate((one) => one.open), false);
  await reach(page, ".prose p > .tl-mark");
  assert.equal(await page.evaluate(() => getComputedStyle(document.activeElement).opacity), "1", "a mark is seen when it is reached");

  edit("content/guides/other.md", "[here](long.md)", "[the missing page](missing.md)");
  await page.locator(".tl-panel").waitFor();
  problems.push(...(await looked(page, "panel")));
  await page.evaluate(() => document.activeElement.blur());
  await reach(page, ".tl-aside");
  await reach(page, ".tl-panel .tl-button");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".tl-aside")), "and back");
  await page.keyboard.press("Enter");
  await page.locator(".tl-panel").waitFor({ state: "hidden" });
  edit("content/guides/other.md", ", [the missing page](missing.md)", "");
  edit("content/guides/long.md", "## The question", "## A question");
  await page.locator(".tl-errors").waitFor({ state: "hidden" });
  assert.deepEqual(problems, []);
  await quiet(tab);
});

test("styles change without loading the page again", async () => {
  const tab = await visit("/guides/long/");
  await tab.page.evaluate(() => {
    window.sameDocument = true;
    window.bare = 0;
    const dressed = () => [...document.styleSheets].some((sheet) => sheet.href && /assets\/site/.test(sheet.href));
    new MutationObserver(() => { if (!dressed()) window.bare += 1; }).observe(document.head, { childList: true });
  });
  edit("content/handbook.yaml", "logo.svg}", "logo.svg, colour: \"#7a1f5c\"}");
  await tab.page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--brand").trim() === "#7a1f5c");
  assert.equal(await tab.page.evaluate(() => window.sameDocument), true);
  await tab.page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet][href*='assets/site']").length === 1);
  assert.equal(await tab.page.evaluate(() => window.bare), 0, "the page is never seen without styles");
  edit("content/handbook.yaml", ", colour: \"#7a1f5c\"", "");
  // The next test begins on pages that nothing is about to change.
  await tab.page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--brand").trim() !== "#7a1f5c");
  await quiet(tab);
});

test("a page that is removed says so, offers the nearest, and comes back", async () => {
  const tab = await visit("/guides/other/");
  await tab.page.evaluate(() => { document.body.style.minHeight = "4000px"; scrollTo(0, 1500); });
  renameSync(at("content/guides/other.md"), at("content/guides/others.md"));
  await tab.page.locator(".tl-near").waitFor();
  await tab.page.waitForFunction(() => scrollY === 0);
  assert.match(await tab.page.locator(".tl-near").innerText(), /“Other” was here/);
  assert.equal(await tab.page.locator(".tl-near a").first().getAttribute("href"), "/guides/others/");
  await tab.page.waitForFunction(() => document.querySelector(".tl-says").innerText.includes("removed or renamed"));
  renameSync(at("content/guides/others.md"), at("content/guides/other.md"));
  await shows(tab.page, "Other words.");
  tab.problems.splice(0, tab.problems.length, ...tab.problems.filter((problem) => !problem.includes("404")));
  await quiet(tab);
});

test("a page that the theme cannot show any more stays as it was, and the mistake is told", async () => {
  const tab = await visit("/guides/other/");
  const template = readFileSync(join(project, "themes/default/templates/page.html"), "utf8");
  assert.ok(template.includes("<h1>"));
  mkdirSync(at("themes/default/templates"), { recursive: true });
  writeFileSync(at("themes/default/templates/page.html"), template.replace("<h1>", '{% if page.title == "Boom" %}{{ page.nothing }}{% endif %}<h1>'));
  await tab.page.waitForFunction(() => document.documentElement.dataset.tlVersion > 1);
  edit("content/guides/other.md", "# Other", "# Boom");
  await tab.page.locator(".tl-panel").waitFor();
  assert.match(await tab.page.locator(".tl-panel").innerText(), /There is nothing called “nothing” here/);
  assert.ok(await tab.page.locator("main").innerText().then((text) => text.includes("Other words.")), "the page is still there");
  assert.equal(await tab.page.locator("h1").innerText(), "Other");
  edit("content/guides/other.md", "# Boom", "# Other");
  await tab.page.locator(".tl-panel").waitFor({ state: "hidden" });
  const version = await tab.page.evaluate(() => Number(document.documentElement.dataset.tlVersion));
  rmSync(at("themes"), { recursive: true });
  await tab.page.waitForFunction((version) => Number(document.documentElement.dataset.tlVersion) > version, version);
  tab.problems.splice(0, tab.problems.length, ...tab.problems.filter((problem) => !problem.includes("500")));
  await quiet(tab);
});

test("a tab that slept, and one whose server went away, catch up", async () => {
  const tab = await visit("/guides/long/");
  // A hidden tab gives up its connection.
  await tab.page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  edit("content/guides/long.md", "Changed words.", "Words while asleep.");
  await tab.page.waitForFunction(() => fetch(location.pathname).then((answer) => answer.text()).then((text) => text.includes("Words while asleep.")));
  assert.ok(!(await tab.page.locator("main").innerText()).includes("Words while asleep."), "it slept");
  await tab.page.evaluate(() => {
    delete document.hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await shows(tab.page, "Words while asleep.");

  assert.equal(await stop(preview), "SIGINT", "Ctrl-C ends it at once");
  await tab.page.waitForFunction(() => "tlAway" in document.documentElement.dataset);
  edit("content/guides/long.md", "Words while asleep.", "Words while away.");
  preview = await start(folder, Number(new URL(origin).port));
  assert.equal(preview.origin, origin);
  await shows(tab.page, "Words while away.");
  tab.problems.splice(0, tab.problems.length, ...tab.problems.filter((problem) => !/ERR_|failed/.test(problem)));
  await quiet(tab);
});

test("another website can neither read the preview nor hear it", async () => {
  const foreign = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><title>foreign</title>"));
  await new Promise((ready) => foreign.listen(0, "127.0.0.1", ready));
  foreign.unref(); // a test that fails before it closes this keeps nobody waiting
  const token = await (async () => {
    const tab = await visit("/");
    const token = await tab.page.evaluate(() => document.querySelector("script[data-token]").dataset.token);
    await quiet(tab);
    return token;
  })();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${foreign.address().port}/`);
  const got = await page.evaluate(async ({ origin, token }) => {
    const read = await fetch(`${origin}/`).then(() => "read", () => "refused");
    const heard = await new Promise((done) => {
      const stream = new EventSource(`${origin}/.throughline/events/${token}`);
      stream.addEventListener("news", () => done("heard"));
      stream.onerror = () => done("refused");
    });
    const script = await new Promise((done) => {
      const element = document.createElement("script");
      element.onload = () => done("loaded");
      element.onerror = () => done("refused");
      element.src = `${origin}/.throughline/live.js`;
      document.head.append(element);
    });
    return { read, heard, script };
  }, { origin, token });
  assert.deepEqual(got, { read: "refused", heard: "refused", script: "refused" });
  await context.close();
  foreign.closeAllConnections();
  foreign.close();
});

test("a published site has nothing of the preview, and a preview writes nothing", async () => {
  assert.deepEqual(readdirSync(folder).sort(), ["content"]);
  const site = await build(folder);
  for (const { file, path } of files(site)) {
    const text = readFileSync(path, "utf8");
    for (const trace of [".throughline/", "data-line", "data-token", "localhost:"]) {
      assert.ok(!text.includes(trace), `${file} holds ${trace}`);
    }
  }
  rmSync(site, { recursive: true, force: true });
});
