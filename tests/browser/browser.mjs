// One Chromium for a test file, and tabs that write down everything that goes wrong in them.
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

// How long to wait for what should be there at once, in milliseconds. Pipelines are busy machines.
const PATIENCE = 15_000;

/** Starts Chromium: no sandbox, since pipelines run as root, and silent towards the network. */
export function launch() {
  return chromium.launch({
    executablePath: EXECUTABLE,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--font-render-hinting=none",
    ],
  });
}

/**
 * A new tab with a list of its `problems`: errors and warnings of the console, scripts that throw, breaches of the
 * content security policy, requests that fail or go to another host. Take them with `tab.problems.splice(0)`.
 *
 * `options` are those of Playwright's `newContext`. Motion is reduced, so that nothing is judged half-way through.
 */
export async function open(browser, origin, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that is left before all of it has come gives up the rest.
    if (why !== "net::ERR_ABORTED") problems.push(`request failed: ${request.url()} (${why})`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) problems.push(`asks another host: ${url}`);
  });
  if (options.javaScriptEnabled !== false && !options.bypassCSP) {
    await context.exposeBinding("__breach", (_, breach) => problems.push(`policy: ${breach}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.__breach(`${event.effectiveDirective} forbids ${event.blockedURI || event.sample}`);
      });
    });
  }
  return { page, context, problems, close: () => context.close() };
}

/** `count` tabs that tests running side by side share: `tabs.use(async (tab) => …)`. */
export async function tabPool(count, make) {
  const idle = await Promise.all(Array.from({ length: count }, make));
  const waiting = [];
  return {
    async use(work) {
      const tab = idle.pop() ?? (await new Promise((next) => waiting.push(next)));
      try {
        return await work(tab);
      } finally {
        if (waiting.length > 0) waiting.shift()(tab);
        else idle.push(tab);
      }
    },
    close: () => Promise.all(idle.map((tab) => tab.close())),
  };
}
