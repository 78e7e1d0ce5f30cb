// What the search costs in Chromium: bytes until ten results, milliseconds of a warm question. No test depends on these
// figures; the bars stand in brackets.
//
//   node tests/browser/bench-search.mjs            a generated handbook of 1,000 pages, then one of 10,000
//   node tests/browser/bench-search.mjs FOLDER…    websites that are built already
//
// It asks for release builds: `cargo build --release --example benchmark` and `cargo build --release`. THROUGHLINE and
// BENCHMARK name others.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { launch, open as openTab } from "./browser.mjs";
import { build, files, project, scratch } from "./handbook.mjs";
import { FIELD, open, SETTLED } from "./searching.mjs";
import { serve } from "./server.mjs";

const generator = process.env.BENCHMARK ?? join(project, "target", "release", "examples", "benchmark");

/** How long people take from one letter to the next, in milliseconds: whoever types well, and whoever seeks the keys. */
const PACES = [120, 280];
const QUESTIONS = 40;
const ROUNDS = 5;

async function generated(pages) {
  const folder = join(scratch(), `${pages} pages`);
  execFileSync(generator, ["--pages", String(pages), "--code", "0", "--vocabulary", "40000", "corpus", folder]);
  return build(folder, "--portable");
}

// --- Questions that the pages can answer -----------------------------------------------------------------------

// The same numbers in every run.
function chance(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

/** Kinds of questions, each with `QUESTIONS` of them, out of texts of the index: `{name, bar, questions}`. */
function questions(site) {
  const next = chance(5);
  const records = [];
  const all = files(site).filter(({ file }) => /search\/parts\/texts\./.test(file));
  for (let at = 0; at < 200; at += 1) {
    const text = readFileSync(all[next(all.length)].path, "utf8");
    records.push(...JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"))));
  }
  const texts = records.flatMap(([, , , parts]) => parts.map(([, , text]) => text)).filter((text) => text.length > 200);
  const words = (least) => {
    for (;;) {
      const found = texts[next(texts.length)].toLowerCase().match(/\p{L}+/gu).filter((word) => word.length >= least);
      if (found.length > 1) return found;
    }
  };
  const one = (least = 4) => { const found = words(least); return found[next(found.length)]; };
  const pair = () => { const found = words(4), at = next(found.length - 1); return `${found[at]} ${found[at + 1]}`; };
  const phrase = () => {
    const found = texts[next(texts.length)].match(/\p{Ll}{3,} \p{Ll}{4,}/gu);
    return found ? `"${found[next(found.length)]}"` : phrase();
  };
  const slip = () => {
    const word = one(6), at = 1 + next(word.length - 3);
    const slips = [
      word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2), // two letters exchanged
      word.slice(0, at) + word.slice(at + 1), // one left out
      word.slice(0, at) + "x" + word.slice(at + 1), // the key beside it
    ];
    return slips[next(3)];
  };
  const many = (make) => Array.from({ length: QUESTIONS }, make);
  return [
    { name: "one word", bar: 10, questions: many(() => `${one()} `) },
    { name: "two words", bar: 10, questions: many(() => `${pair()} `) },
    { name: "a beginning", bar: 10, questions: many(() => one(6).slice(0, 2 + next(3))) },
    { name: "a word and a beginning", bar: 10, questions: many(() => pair().slice(0, -2)) },
    { name: "misspelt", bar: 60, questions: many(() => `${slip()} `) },
    { name: "misspelt, first letter", bar: 60, questions: many(() => `x${one(6).slice(1)} `) },
    { name: "a phrase", bar: 10, questions: many(phrase) },
  ];
}

// --- Measuring -------------------------------------------------------------------------------------------------

function share(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

const packed = new Map();
function weight(path) {
  if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path), { level: 9 }).length);
  return packed.get(path);
}

// What a fresh browser asks for until ten results stand there, by sort of file.
async function bytes(browser, place, site, query, type) {
  const tab = await openTab(browser, place.origin);
  const asked = new Set();
  tab.page.on("request", (request) => asked.add(request.url()));
  await tab.page.goto(place.start);
  await open(tab.page);
  await type(tab.page, query);
  const began = performance.now();
  // All that was typed is what is answered.
  await tab.page.locator(`${SETTLED} .place`).nth(9).waitFor();
  const waited = performance.now() - began;
  const sorts = {};
  for (const url of asked) {
    if (url.startsWith("data:")) continue;
    const path = decodeURIComponent(url.startsWith("file:") ? fileURLToPath(url.split(/[?#]/)[0]).slice(site.length) : new URL(url).pathname);
    const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
    const sort = /search\/parts\/(\w+)\./.exec(file)?.[1] ?? basename(file).replace(/\.[0-9a-f]{8,}\./, ".");
    sorts[sort] = { files: (sorts[sort]?.files ?? 0) + 1, bytes: (sorts[sort]?.bytes ?? 0) + weight(file) };
  }
  await tab.close();
  return { waited, sorts, total: Object.values(sorts).reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The first `most` of `questions` that bring at least ten pages. */
async function plentiful(browser, place, questions, most) {
  const tab = await openTab(browser, place.origin);
  await tab.page.goto(place.start);
  const totals = await tab.page.evaluate(
    (questions) => Promise.all(questions.map(async (question) => (await window.throughlineSearch.search(question)).total)),
    questions,
  );
  await tab.close();
  return questions.filter((_, at) => totals[at] >= 10).slice(0, most);
}

async function times(browser, place, kinds) {
  const tab = await openTab(browser, place.origin);
  await tab.page.goto(place.start);
  const rows = await tab.page.evaluate(
    async ([kinds, rounds]) => {
      const search = window.throughlineSearch;
      await search.ready();
      const timed = async (question) => {
        const began = performance.now();
        const { total } = await search.search(question, { limit: 10, prefix: true });
        return { took: performance.now() - began, total };
      };
      const rows = [];
      for (const { questions } of kinds) {
        const first = [], warm = [];
        let found = 0;
        for (const question of questions) {
          const { took, total } = await timed(question);
          first.push(took);
          found += total > 0;
        }
        for (let round = 0; round < rounds; round += 1) for (const question of questions) warm.push((await timed(question)).took);
        rows.push({ first, warm, found });
      }
      return rows;
    },
    [kinds, ROUNDS],
  );
  await tab.close();
  kinds.forEach(({ name, bar, questions }, at) => {
    const { first, warm, found } = rows[at];
    [first, warm].forEach((list) => list.sort((a, b) => a - b));
    const ms = (value) => value.toFixed(1).padStart(6);
    console.log(`   ${name.padEnd(24)} warm median ${ms(share(warm, 0.5))} [${bar}]  p95 ${ms(share(warm, 0.95))}   asked first ${ms(share(first, 0.5))}   answered ${found} of ${questions.length}`);
  });
}

async function measure(browser, site) {
  const pages = files(site).filter(({ file }) => /(^|\/)index\.html$/.test(file)).length;
  console.log(`\n${site}: ${pages} pages of HTML`);
  const kinds = questions(site);
  const server = await serve(site);
  const places = [
    { name: "http", origin: server.origin, start: `${server.origin}/` },
    { name: "file", origin: pathToFileURL(site).href, start: `${pathToFileURL(site).href}/index.html` },
  ];
  const pairs = await plentiful(browser, places[0], kinds[1].questions.map((question) => question.trim()), 6);
  console.log(` asked: ${pairs.join(", ")}`);
  for (const place of places) {
    console.log(` ${place.name}: bytes, gzipped, from nothing to ten results [130,000 at 1,000 pages, 200,000 at 10,000]`);
    const ways = [["set at once", (page, query) => page.locator(FIELD).fill(query)]];
    for (const pace of PACES) ways.push([`${pace} ms a letter`, (page, query) => page.keyboard.type(query, { delay: pace })]);
    for (const [name, type] of ways) {
      let most = null;
      const totals = [], waits = [];
      for (const query of pairs) {
        const one = await bytes(browser, place, site, query, type);
        totals.push(one.total);
        waits.push(one.waited);
        if (!most || one.total > most.total) most = one;
      }
      console.log(`   ${name.padEnd(18)} ${totals.join(" ")}   ready ${waits.map((ms) => Math.round(ms)).join(" ")} ms after the last letter`);
      console.log(`   ${"".padEnd(18)} most: ${Object.entries(most.sorts).sort(([, a], [, b]) => b.bytes - a.bytes).map(([sort, { files, bytes }]) => `${sort} ${bytes} in ${files}`).join(", ")}`);
    }
    console.log(` ${place.name}: milliseconds of a question [bar]`);
    await times(browser, place, kinds);
  }
  await server.close();
}

const given = process.argv.slice(2);
const browser = await launch();
try {
  for (const site of given.length > 0 ? given : [await generated(1000), await generated(10_000)]) await measure(browser, site);
} finally {
  await browser.close();
}
