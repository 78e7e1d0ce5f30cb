// The page that is open stays the page that is saved. The server tells when something is new; this asks for its own page
// and carries over what differs. A tab that slept, or lost the server for a while, compares version numbers and catches up.
(function (live) {
  "use strict";
  var script = document.currentScript;
  var token = script.dataset.token;
  var seen = script.dataset.seen;
  var file = script.dataset.file || "";
  var state = null;
  var version = 0;
  var stream = null;
  var asking = false;
  var again = false;
  var lost = false;
  var shown = 200;

  function clock() { return new Date().toTimeString().slice(0, 8); }

  // The page as it is now. Read as a document and not as text, since no script may write HTML here.
  function ask(done, failed) {
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.responseType = "document";
    request.onload = function () {
      var tag = (request.getResponseHeader("ETag") || "").replace(/^W\//, "").replace(/"/g, "");
      done(request.status, tag, request.response);
    };
    request.onerror = failed;
    request.send();
  }

  function ready() { document.documentElement.dataset.tlVersion = version; }

  function say() {
    if (state) live.panel.show(state, file, version <= 1 || version === begun);
  }

  // Search keeps the names of its parts, which are others after a save. Its first file tells them again; a template names
  // it, so that nothing here makes an address for the browser to run.
  function search() {
    var template = document.querySelector("template[data-tl-search]");
    if (!window.throughlineSearch || !template) return;
    var again = document.importNode(template.content, true).firstChild;
    again.onload = again.onerror = function () { again.remove(); };
    document.head.append(again);
  }

  // One question at a time, and one more if something happened meanwhile.
  function sync(saved) {
    if (asking) { again = true; return; }
    asking = true;
    var asked = state ? state.version : 0;
    function over() {
      asking = false;
      version = asked;
      say();
      live.marks(state, file);
      ready();
      if (again) { again = false; sync(true); }
    }
    ask(function (status, tag, page) {
      if (saved) search();
      var own = page && page.querySelector("script[data-token]");
      if (!page || !page.body || (tag && tag === seen)) {
        // A file may have another name and make the same page.
        if (own) file = own.dataset.file || "";
        if (state && (saved || status !== 200)) words(status);
        return over();
      }
      // What a template cannot make of the page now is no reason to take away what is read.
      if (status === 500 && shown === 200) {
        live.panel.says("The theme cannot show this page as it is now. This is how it was before.");
        return over();
      }
      // What is offered instead of a page that has gone stands at the top, wherever she had been reading.
      if (status === 404 && shown !== 404) scrollTo({ top: 0, behavior: "instant" });
      shown = status;
      if (live.morph.isOther(page)) { location.reload(); return; }
      live.morph.show(page).then(function (changed) {
        seen = tag;
        if (own) { token = own.dataset.token; file = own.dataset.file || ""; }
        words(status);
        // Lists that scripts narrow and dates that they count begin again: the page is loaded anew, where it was.
        if (live.morph.isScripted(changed)) { remember(); location.reload(); return; }
        over();
      });
    }, function () {
      asking = false;
      away();
    });
  }

  function words(status) {
    if (state && state.trouble) return live.panel.says(state.trouble);
    var held = state && state.held.filter(function (one) { return one.file === file; })[0];
    if (status === 404) return live.panel.says(document.querySelector(".tl-gone") ? "This page was removed or renamed." : "There is no such page.");
    if (held) return live.panel.says("Saved " + clock() + ". To be mended; the page below is how it was before.");
    if (state && state.saved.length) live.panel.says("Saved " + clock() + (state.summary.errors + state.summary.warnings ? "." : ". All well."));
    else live.panel.says("");
  }

  // What was said before a page was loaded anew is said again on it.
  function remember() {
    try { sessionStorage.setItem("tl-said", live.panel.said()); } catch (error) { /* Then it is not said again. */ }
  }
  function remembered() {
    try {
      var words = sessionStorage.getItem("tl-said");
      sessionStorage.removeItem("tl-said");
      if (words) live.panel.says(words);
    } catch (error) { /* Nothing was kept. */ }
  }

  var begun = 0;
  function heard(event) {
    var news;
    try { news = JSON.parse(event.data); } catch (error) { return; }
    var first = !state;
    if (first) begun = news.version;
    var missed = lost || !state || news.version !== version;
    state = news;
    lost = false;
    delete document.documentElement.dataset.tlAway;
    if (!missed) return;
    sync(!first);
  }

  function away() {
    lost = true;
    document.documentElement.dataset.tlAway = "";
    live.panel.begin();
    live.panel.says("The preview has stopped. This page goes on as soon as it runs again.");
    close();
    // A preview that was started again has another key: the page itself holds it.
    setTimeout(function () {
      if (document.hidden) return;
      ask(function (status, tag, page) {
        var own = page && page.querySelector && page.querySelector("script[data-token]");
        if (!own) return away();
        token = own.dataset.token;
        listen();
      }, away);
    }, 700);
  }

  function close() {
    if (stream) stream.close();
    stream = null;
  }

  function listen() {
    close();
    stream = new EventSource("/.throughline/events/" + token);
    stream.addEventListener("news", heard);
    stream.onerror = function () {
      // The browser tries again by itself while it is connecting; a refusal or an end is for us.
      away();
    };
  }

  live.say = say;

  // Before any other script: the page as it was sent.
  document.addEventListener("readystatechange", function () {
    if (document.readyState === "interactive") live.morph.begin();
  });
  document.addEventListener("DOMContentLoaded", function () {
    live.panel.begin();
    remembered();
    if (!document.hidden) listen();
    // A hidden tab listens to nothing: a browser has six connections to one host, and each listener takes one.
    document.addEventListener("visibilitychange", function () {
      if (document.hidden) close(); else if (!stream) listen();
    });
    window.addEventListener("pagehide", close);
    window.addEventListener("pageshow", function (event) { if (event.persisted) listen(); });
  });
})(window.__preview = window.__preview || {});
