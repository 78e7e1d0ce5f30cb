// A web server for a built folder, as an intranet would run one: `index.html` for a folder, `404.html` for what is
// missing, and the headers that the build wrote into `_headers`.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

/** Serves `site` on a free port of this machine; `origin` has no slash at its end. */
export async function serve(site) {
  const rules = headerRules(site);
  const server = createServer((request, response) => {
    const path = decoded(request.url);
    const file = path === undefined ? undefined : fileAt(site, path);
    for (const [name, value] of headersFor(rules, path ?? "/")) response.setHeader(name, value);
    if (file === undefined) {
      const missing = join(site, "404.html");
      response.writeHead(404, { "Content-Type": TYPES[".html"] });
      response.end(existsSync(missing) ? readFileSync(missing) : "not here");
    } else if (file === "folder") {
      response.writeHead(308, { Location: `${path}/` }).end();
    } else {
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(readFileSync(file));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))),
  };
}

function decoded(url) {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
}

// The file behind a path, "folder" for a folder asked for without its slash, or nothing.
function fileAt(site, path) {
  const full = normalize(join(site, path));
  if (full !== site && !full.startsWith(site.endsWith(sep) ? site : site + sep)) return undefined;
  if (!existsSync(full)) return undefined;
  if (!statSync(full).isDirectory()) return path.endsWith("/") ? undefined : full;
  if (!existsSync(join(full, "index.html"))) return undefined;
  return path.endsWith("/") ? join(full, "index.html") : "folder";
}

/** `_headers` as a list of `{pattern, headers}`: a path on a line of its own, its headers indented below it. */
export function headerRules(site) {
  const file = join(site, "_headers");
  if (!existsSync(file)) return [];
  const rules = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    if (/^\s/.test(line)) {
      const colon = line.indexOf(":");
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    } else {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/:\w+/g, "[^/]+");
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return rules;
}

/** The headers for `path`. Hosts that read `_headers` join what two rules say of one name with a comma. */
export function headersFor(rules, path) {
  const headers = new Map();
  for (const rule of rules) {
    if (!rule.pattern.test(path)) continue;
    for (const [name, value] of rule.headers) {
      const key = name.toLowerCase();
      headers.set(key, headers.has(key) ? `${headers.get(key)}, ${value}` : value);
    }
  }
  return headers;
}
