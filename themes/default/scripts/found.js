// Whoever comes from the search finds the words marked. The search leaves a note in this browser (see search/landing.js), not
// in the address, so that addresses stay fit to be shared. The note is read once, by the page it is meant for.
(function () {
  "use strict";
  var KEY = "throughline:found", FRESH = 120000, MOST = 400;
  var SKIP = "script, style, svg, select, textarea, button, nav, mark, .crumbs, .vh, [hidden], [data-search-box]";
  var bar = null;

  function take() {
    var notes = [], mine = null;
    try {
      notes = JSON.parse(localStorage.getItem(KEY) || "[]");
      if (!Array.isArray(notes)) notes = [];
      notes = notes.filter(function (note) {
        var fresh = note && Array.isArray(note.words) && Date.now() - note.at < FRESH;
        if (fresh && note.to === location.pathname) { mine = note; return false; }
        return fresh;
      });
      if (notes.length) localStorage.setItem(KEY, JSON.stringify(notes)); else localStorage.removeItem(KEY);
    } catch (error) { /* a private window, or a note that is not ours */ }
    return mine;
  }

  // As the search folds words: no marks, no case, one spelling, and no sign inside.
  var SPELT = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ" };
  function fold(word) {
    return word.replace(/['’,.\u202f]/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøđðłþıς]/g, function (letter) { return SPELT[letter]; });
  }

  // Scripts without spaces between words are searched for as they stand.
  function isUnspaced(word) { return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}]/u.test(word); }

  // And as it parts them: 1,000 and don't are one word each, guest's is a guest, l'hotel is two.
  var RUN = /\d{1,3}(?:[,.'’\u202f]\d{3})+(?![\p{L}\p{N}\p{M}])|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

  function places(text, words, unspaced) {
    var found = [];
    text.replace(RUN, function (run, at) {
      var parted = run.replace(/^([^'’]{1,2})['’](?=[^'’\d][^'’]{2})/, "$1 ").replace(/['’]s(?=$|['’])/gi, "  ");
      parted.replace(/[^ ]+/g, function (word, inside) {
        if (words.has(fold(word))) found.push([at + inside, at + inside + word.length]);
      });
    });
    unspaced.forEach(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length]);
    });
    found.sort(function (a, b) { return a[0] - b[0]; });
    return found.reduce(function (apart, place) {
      var last = apart[apart.length - 1];
      if (last && place[0] <= last[1]) last[1] = Math.max(last[1], place[1]); else apart.push(place);
      return apart;
    }, []);
  }

  function mark(note) {
    var main = document.querySelector("main");
    var said = note.words.filter(function (word) { return typeof word === "string" && word; });
    var words = new Set(said.map(fold)), unspaced = said.filter(isUnspaced);
    if (!main || !said.length) return 0;
    var texts = [], walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest(SKIP)) texts.push(walker.currentNode);
    var count = 0;
    texts.forEach(function (node) {
      if (count >= MOST) return;
      var found = places(node.data, words, unspaced), pieces = document.createDocumentFragment(), from = 0;
      if (!found.length) return;
      found.forEach(function (place) {
        var element = document.createElement("mark");
        element.className = "found";
        element.textContent = node.data.slice(place[0], place[1]);
        pieces.append(node.data.slice(from, place[0]), element);
        from = place[1];
        count += 1;
      });
      pieces.append(node.data.slice(from));
      node.replaceWith(pieces);
    });
    return count;
  }

  function putAway() {
    Array.prototype.forEach.call(document.querySelectorAll("mark.found"), function (element) {
      var parent = element.parentNode;
      element.replaceWith(element.textContent);
      parent.normalize();
    });
    if (bar) bar.remove();
    bar = null;
  }

  function show(note) {
    var main = document.querySelector("main");
    putAway();
    if (!mark(note)) return;
    bar = document.createElement("div");
    bar.className = "found-bar";
    var text = document.createElement("p"), sought = document.createElement("b"), button = document.createElement("button");
    sought.textContent = String(note.text || "");
    text.append(String(note.label || "") + " ", sought);
    button.type = "button";
    button.textContent = String(note.away || "");
    button.addEventListener("click", function () { putAway(); main.tabIndex = -1; main.focus({ preventScroll: true }); });
    bar.append(text, button);
    main.prepend(bar);
  }

  function arrive() {
    var note = take();
    if (note) show(note);
  }

  document.addEventListener("DOMContentLoaded", arrive);
  document.addEventListener("throughline:found", arrive);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && bar && !document.querySelector("dialog[open], .menu[open]")) putAway();
  });
})();
