// The server settings that the build writes: what they promise a browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sample } from "./handbook.mjs";
import { serve } from "./server.mjs";

// The policy of every page. Two walls: nothing is inline, and no script may write HTML outside the one named policy.
const POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'self'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "throughline",
};

let server;
before(async () => (server = await serve(await sample())));
after(() => server.close());

const headersOf = async (path) => (await fetch(server.origin + path)).headers;

for (const path of ["/", "/404.html", "/no/such/page/"]) {
  test(`${path} is sent with the whole policy`, async () => {
    const headers = await headersOf(path);
    assert.deepEqual(directives(headers.get("content-security-policy")), POLICY);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.match(headers.get("permissions-policy"), /camera=\(\).*microphone=\(\).*geolocation=\(\)/);
    for (const name of headers.keys()) assert.doesNotMatch(name, /^access-control-/);
  });
}

test("pages are asked for anew, files named by their content are kept", async () => {
  assert.equal((await headersOf("/")).get("cache-control"), "no-cache");
  const start = await (await fetch(`${server.origin}/`)).text();
  const style = /<link[^>]+rel="?stylesheet"?[^>]*>/.exec(start)[0];
  const address = new URL(/href="?([^" >]+)/.exec(style)[1], `${server.origin}/`).pathname;
  assert.match((await headersOf(address)).get("cache-control"), /max-age=31536000, immutable$/);
});

function directives(policy) {
  assert.ok(policy, "no policy is sent");
  return Object.fromEntries(
    policy
      .split(";")
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]),
  );
}
