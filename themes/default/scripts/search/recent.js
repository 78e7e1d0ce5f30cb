// What was looked for before, in this browser and this handbook only.

var RECENT = 6;

function recentKey() { return "throughline:searched:" + new URL(root || "./", location.href).pathname; }

function recent() {
  try {
    var kept = JSON.parse(localStorage.getItem(recentKey()) || "[]");
    return Array.isArray(kept) ? kept.filter(function (text) { return typeof text === "string"; }).slice(0, RECENT) : [];
  } catch (error) { return []; }
}

function keepRecent(text) {
  var clean = text.trim();
  if (!clean || clean.length > 200) return;
  var kept = [clean].concat(recent().filter(function (other) { return other.toLowerCase() !== clean.toLowerCase(); }));
  try { localStorage.setItem(recentKey(), JSON.stringify(kept.slice(0, RECENT))); } catch (error) { /* a private window remembers nothing */ }
}

function forgetRecent() {
  try { localStorage.removeItem(recentKey()); } catch (error) { /* nothing was kept */ }
}
