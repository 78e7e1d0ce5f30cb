// The Nu validator over every page of the sample handbook, in one run.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { none } from "./checks.mjs";
import { pages, sample } from "./handbook.mjs";

const JAR = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build", "dist", "vnu.jar");

// Files have no origin, so to the validator nothing of theirs is `'self'`. Chromium judges the policy, in all-pages.test.mjs.
const NO_ORIGIN = /^Resource violates Content Security Policy/;

test("the Nu validator finds no error on any page", { timeout: 600_000 }, async (context) => {
  const site = await sample();
  const messages = await validate(pages(site).map(({ file }) => join(site, file)));
  const [errors, warnings] = [[], new Map()];
  for (const { type, url, lastLine, firstColumn, message, extract } of messages) {
    const place = `${relative(site, fileURLToPath(url))}:${lastLine}:${firstColumn ?? 1}`;
    if (type !== "info") errors.push(`${place}: ${message} …${(extract ?? "").replace(/\s+/g, " ").trim()}…`);
    else if (!NO_ORIGIN.test(message)) warnings.set(message, [...(warnings.get(message) ?? []), place]);
  }
  for (const [message, places] of warnings) context.diagnostic(`warning, ${places.length} times, first at ${places[0]}: ${message}`);
  none(errors);
});

test("and it does find one where there is one", async () => {
  const fixture = fileURLToPath(new URL("fixtures/invalid.html", import.meta.url));
  const errors = (await validate([fixture])).filter(({ type }) => type === "error");
  assert.deepEqual(
    errors.map(({ message }) => message),
    ["Duplicate ID “a”."],
  );
});

/** What the validator says about `files`: `{type: "error" | "info", url, lastLine, firstColumn, message, extract}`. */
function validate(files) {
  return new Promise((resolve, reject) => {
    const java = spawn("java", ["-Xss2m", "-jar", JAR, "--format", "json", ...files], { stdio: ["ignore", "ignore", "pipe"] });
    let told = "";
    java.stderr.on("data", (bytes) => (told += bytes));
    java.on("error", (error) => reject(new Error(`the validator needs Java: ${error.message}`)));
    java.on("close", () => {
      try {
        resolve(JSON.parse(told.slice(told.indexOf("{"))).messages); // Java may say something first
      } catch {
        reject(new Error(`the validator broke off: ${told.slice(0, 2000)}`));
      }
    });
  });
}
