// The built handbook under test: where it lies, which pages it has, and how to build another one.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const project = fileURLToPath(new URL("../..", import.meta.url));

const program = process.env.THROUGHLINE ?? join(project, "target", "release", "throughline");

const vanishing = [];
process.on("exit", () => vanishing.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that vanishes when this test file has run. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "throughline-browser."));
  vanishing.push(folder);
  return folder;
}

/** Runs `throughline -C folder …`, and answers with its exit code and what it said. */
export function throughline(folder, ...words) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ["-C", folder, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (bytes) => (said += bytes));
    child.stderr.on("data", (bytes) => (said += bytes));
    child.on("error", (error) => reject(new Error(`${program} does not start: ${error.message}`)));
    child.on("close", (code) => resolve({ code, said }));
  });
}

/** Builds the handbook in `folder` and answers with the folder of its website; anything but a clean build throws. */
export async function build(folder, ...options) {
  const target = join(scratch(), "site");
  const { code, said } = await throughline(folder, "build", "-o", target, ...options);
  if (code !== 0) throw new Error(`throughline build ${options.join(" ")} ended with ${code}:\n${said}`);
  return target;
}

/** A handbook of the given files, `{"content/index.md": "…"}`, in a folder that vanishes. */
export function handbook(contents) {
  const folder = scratch();
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** The website of `content/`: `SITE` where `tests/run` has built it already, a fresh build otherwise. */
export async function sample() {
  return process.env.SITE ?? build(project);
}

/** Every file of a website as `{file, path}`, the file relative with forward slashes, in a fixed order. */
export function files(site) {
  return readdirSync(site, { recursive: true })
    .map((name) => join(site, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ file: relative(site, path).split(sep).join("/"), path }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

// An old address that sends its visitor on: a page only in name.
const isRedirect = (html) => /<meta[^>]+http-equiv=["']?refresh/i.test(html);

/** The website's pages, `{file, address, html}`; redirects are told apart by `redirect`. */
export function pages(site) {
  const found = files(site)
    .filter(({ file }) => file.endsWith(".html"))
    .map(({ file, path }) => {
      const html = readFileSync(path, "utf8");
      return { file, address: address(file), html, redirect: isRedirect(html) };
    });
  if (found.length === 0) throw new Error(`${site} holds no page`);
  return found;
}

/** One page of each template: the start page, every section and view, the first page of each, all of the section `whole`. */
export function onePerTemplate(site, whole) {
  const seen = new Set();
  return pages(site).filter(({ file, redirect }) => {
    if (redirect) return false;
    const [section, ...rest] = file.split("/");
    if (section === whole || (rest.length <= 1 && section !== "print")) return true;
    const folder = file.split("/").slice(0, -2).join("/");
    return !seen.has(folder) && seen.add(folder);
  });
}

/** The address a file is served at: `roles/driver/index.html` → `/roles/driver/`. */
export function address(file) {
  return `/${file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/")}`;
}
