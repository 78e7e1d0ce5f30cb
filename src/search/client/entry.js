// The one file of search whose name never changes, and the only one that knows the others' names. It tells them to nobody
// but the handbook's own pages: on its own origin, on this machine, or opened from a folder.
(function () {
  "use strict";
  var core = $CORE, manifest = $MANIFEST, origin = $ORIGIN;
  var script = document.currentScript;
  if (!script || !allowed()) return;
  var root = (script.getAttribute("src") || "").replace(/search\/entry\.js([?#].*)?$/, "");
  var waiting = new Map(), loaded = new Map(), opened = null, policy = null;

  // `location` cannot be made to lie.
  function allowed() {
    if (location.protocol === "file:") return true;
    if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(location.hostname)) return sameOrigin();
    if (origin === "") return sameOrigin();
    try { return new URL(origin).origin === location.origin; } catch (error) { return false; }
  }

  function sameOrigin() {
    try { return new URL(script.src).origin === location.origin; } catch (error) { return false; }
  }

  // Addresses of scripts go through one door, and only these names pass it.
  function address(name) {
    if (!/^[a-z]+\.[0-9a-f]{12}\.js$/.test(name)) throw new TypeError("no part of search is called " + name);
    return root + "search/parts/" + name;
  }

  function trusted(name) {
    if (!window.trustedTypes) return address(name);
    if (!policy) policy = window.throughlinePolicy = window.throughlinePolicy || trustedTypes.createPolicy("throughline", { createScriptURL: address });
    return policy.createScriptURL(name);
  }

  // Every part is a script that calls this once.
  window.throughlineShard = function (value) {
    var take = waiting.get(document.currentScript);
    if (take) take(value);
  };

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise(function (resolve, reject) {
        var part = document.createElement("script");
        part.onerror = part.onload = function () {
          // Whatever was there to take has been taken.
          if (waiting.delete(part)) { loaded.delete(name); reject(new Error("a part of search is not there: " + name)); }
          part.remove();
        };
        waiting.set(part, function (value) { waiting.delete(part); resolve(value); });
        part.src = trusted(name);
        document.head.append(part);
      }));
    }
    return loaded.get(name);
  }

  function opening() {
    if (!opened) {
      opened = load(core).then(function (open) { return open(load, manifest); });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  window.throughlineSearch = {
    root: root,
    ready: function () { return opening().then(function (search) { return search.ready(); }); },
    search: function (text, options) { return opening().then(function (search) { return search.search(text, options); }); },
  };
})();
