// The way to the search box: `/`, Ctrl or Command and K, a tap on the header's link. Only the field is made here, at once, so
// that phones show their keyboard and no letter is lost; what finds and shows is a script that is asked for at that moment.
// Where the search is not to be had (see search/entry.js), the link leads to the search page and its lists, as without scripts.
(function () {
  "use strict";
  var dialog = null, loaded = false;

  // The page names the script itself, in a template: nothing here makes an address for the browser to run.
  function load() {
    var template = document.querySelector("template[data-search-script]");
    if (loaded || !template) return;
    loaded = true;
    var part = document.importNode(template.content, true), script = part.querySelector("script");
    script.addEventListener("error", function () { missed(script); });
    document.head.append(part);
  }

  // The network is gone, or the handbook was published anew since this page was opened and the script is called otherwise. The
  // lists need none; and a box that could never answer gives way to the search page, which is read anew and knows the name.
  function missed(script) {
    loaded = false;
    script.remove();
    delete document.documentElement.dataset.asks;
    if (!dialog || !dialog.open) return;
    var text = dialog.querySelector("input").value.trim();
    location.href = document.querySelector(".find").href + (text ? "?q=" + encodeURIComponent(text) : "");
  }

  function make(name, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function icon(link) {
    var drawn = link.querySelector("svg");
    return drawn ? drawn.cloneNode(true) : "";
  }

  // The line to type on: a combobox in the dialog, a plain field on the search page.
  function field(link, attributes) {
    var input = make("input", {
      "class": "search-field", name: "q", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off",
      autocapitalize: "off", dir: "auto", spellcheck: "false", "aria-label": link.dataset.label
    });
    Object.keys(attributes).forEach(function (key) { input.setAttribute(key, attributes[key]); });
    return input;
  }

  function announce(box) { document.dispatchEvent(new CustomEvent("throughline:search", { detail: box })); }

  function makeDialog(link) {
    var made = make("dialog", { "class": "search", "aria-label": link.dataset.label, "data-search-box": "dialog" });
    var top = make("form", { "class": "search-top", method: "dialog" });
    var close = make("button", { type: "button", "class": "search-close" });
    var key = make("kbd", { "aria-hidden": "true" });
    var word = make("span", { "class": "touch" });
    key.textContent = "esc";
    word.textContent = link.dataset.close;
    close.append(key, word);
    close.addEventListener("click", function () { made.close(); });
    // Enter closes nothing: whoever types faster than the script comes is answered when it is there.
    top.addEventListener("submit", function (event) { event.preventDefault(); });
    top.append(icon(link), field(link, {
      role: "combobox", "aria-expanded": "false", "aria-controls": "search-results", "aria-autocomplete": "list", "aria-haspopup": "listbox"
    }), close);
    made.append(top);
    // A click beside the box closes it.
    made.addEventListener("click", function (event) { if (event.target === made) made.close(); });
    document.body.append(made);
    return made;
  }

  function focusField(input) {
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  function open(link) {
    var own = document.querySelector("[data-search-box='page'] input");
    load();
    if (own) return focusField(own);
    if (!dialog || !dialog.isConnected) {
      dialog = makeDialog(link);
      announce(dialog);
    }
    if (!dialog.open) dialog.showModal();
    focusField(dialog.querySelector("input"));
  }

  function isTyping(element) {
    return !!element && (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) || element.isContentEditable);
  }

  // The search page: the field stands above its lists.
  function beginPage(link, place) {
    var form = make("form", { "class": "search-top", role: "search", "aria-label": link.dataset.label });
    var clean = new URLSearchParams(location.search).get("q") || "";
    var input = field(link, {});
    input.value = clean;
    form.append(icon(link), input);
    place.append(form);
    place.dataset.searchBox = "page";
    load();
    announce(place);
  }

  // Not found: the words of the address that is missing are asked for, if whoever reads it agrees.
  function beginLost(form) {
    var script = document.querySelector("script[data-root]");
    var root = new URL(script ? script.dataset.root : "", location.href).pathname;
    var path = location.pathname.indexOf(root) === 0 ? location.pathname.slice(root.length) : location.pathname;
    try { path = decodeURIComponent(path); } catch (error) { /* not an address of ours */ }
    // The last part says most: `roles/van-driver/index.html` is about a van driver.
    var last = path.replace(/(^|\/)index\.html$/, "").split("/").filter(Boolean).pop() || "";
    var words = last.replace(/\.\w+$/, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    form.querySelector("input").value = words.slice(0, 6).join(" ");
    form.hidden = false;
  }

  // Before anything is drawn: with a question in the address, the search page's lists are not shown first.
  if (/[?&](q|kind|department|role|tag)=/.test(location.search)) document.documentElement.dataset.asks = "";

  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector(".find");
    if (!link || !window.throughlineSearch) {
      delete document.documentElement.dataset.asks;
      return;
    }
    var page = document.querySelector("[data-search-page]"), lost = document.querySelector("form[data-lost]");
    if (page) beginPage(link, page); else delete document.documentElement.dataset.asks;
    if (lost) beginLost(lost);
    link.setAttribute("aria-keyshortcuts", "/ Control+K");
    ["pointerenter", "focus"].forEach(function (way) { link.addEventListener(way, load, { once: true }); });
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      event.preventDefault();
      open(link);
    });
    document.addEventListener("keydown", function (event) {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      var isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      var isK = event.ctrlKey !== event.metaKey && !event.shiftKey && String(event.key).toLowerCase() === "k";
      var other = document.querySelector("dialog[open]");
      if (!(isSlash || isK) || (other && other !== dialog)) return;
      event.preventDefault();
      open(link);
    });
  });
})();
