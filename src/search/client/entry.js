// The one file of search whose name never changes, and the only one that knows the others' names. It tells them to nobody
// but the handbook's own pages: on its own origin, on this machine, or opened from a folder.
(function () {
  "use strict";
  var core = $CORE, manifest = $MANIFEST, origin = $ORIGIN;
  var script = document.currentScript;
  if (!script || !allowed()) return;
  var root = (script.getAttribute("src") || "").replace(/search\/entry\.js([?#].*)?$/, "");
  var waiting = new Map(), loaded = new Map(), held = [], resting = 0, opened = null, policy = null;

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
        function fail(why) { loaded.delete(name); reject(new Error(why + name)); }
        function bring() {
          var part = document.createElement("script");
          part.onerror = part.onload = function () {
            // Whatever was there to take has been taken.
            if (waiting.delete(part)) fail("a part of search is not there: ");
            part.remove();
          };
          waiting.set(part, function (value) { waiting.delete(part); resolve(value); });
          part.src = trusted(name);
          document.head.append(part);
        }
        if (resting && /^(words|lists|texts)/.test(name)) held.push({ bring: bring, fail: fail }); else bring();
      }));
    }
    return loaded.get(name);
  }

  // Somebody types: what is here already answers at once, and what is not is asked for when no letter has come for `pause`
  // milliseconds. What waited for that is given up where the question is now `another` one, which may want other parts. From
  // a folder everything is here already.
  function typing(pause, another) {
    clearTimeout(resting);
    if (another) held.splice(0).forEach(function (one) { one.fail("something else was typed, and nobody wants "); });
    resting = pause > 0 && location.protocol !== "file:" ? setTimeout(rested, pause) : 0;
    if (!resting) rested();
  }

  function rested() {
    resting = 0;
    held.splice(0).forEach(function (one) { one.bring(); });
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
    typing: typing,
    ready: function () { return opening().then(function (search) { return search.ready(); }); },
    search: function (text, options) { return opening().then(function (search) { return search.search(text, options); }); },
  };
})();
