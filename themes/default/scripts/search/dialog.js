// The dialog: a combobox whose list are pages and the places in them (ARIA Authoring Practices, "combobox with list autocomplete
// and automatic selection"). The focus stays in the field; what is chosen is told by `aria-activedescendant`.

var IN_DIALOG = 10;

function beginDialog(dialog) {
  var input = dialog.querySelector("input");
  var note = make("p", { "class": "search-note" }), chips = make("div", { "class": "search-facets" });
  var list = make("div", { "class": "results", id: "search-results", role: "listbox", "aria-label": say("search.results") });
  var rest = make("div", { "class": "search-rest" }), live = make("p", { "class": "vh", role: "status" });
  var foot = make("div", { "class": "search-foot" });
  var state = { filters: copied({}), answer: null, options: [], active: -1, moved: false, enter: null };
  var announce = announcer(live);
  dialog.append(note, chips, list, rest, foot, live);

  function setOptions(nodes) {
    list.replaceChildren.apply(list, nodes);
    list.hidden = nodes.length === 0;
    state.options = Array.prototype.slice.call(list.querySelectorAll("[role='option']"));
    state.options.forEach(function (option, at) { option.id = "search-option-" + at; });
    input.setAttribute("aria-expanded", String(state.options.length > 0));
    list.scrollTop = 0;
  }

  function activate(at, byKey) {
    var before = state.options[state.active], now = state.options[at];
    if (before) before.setAttribute("aria-selected", "false");
    state.active = now ? at : -1;
    state.moved = !!byKey;
    if (!now) return input.removeAttribute("aria-activedescendant");
    now.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", now.id);
    if (byKey) now.scrollIntoView({ block: "nearest" });
  }

  function text() { return input.value.trim(); }

  var ask = asker(show, function () {
    busy();
    state.enter = null;
    note.replaceChildren();
    chips.replaceChildren();
    foot.replaceChildren();
    setOptions([]);
    activate(-1);
    rest.replaceChildren(failedState(function () { rest.replaceChildren(); input.focus(); change(); }, text(), state.filters));
    announce(say("search.failed"));
  });

  // Every letter asks, unless it changed nothing.
  function change(typed) {
    if (!text() && !isFiltered(state.filters)) { ask.forget(); return showRecent(); }
    ask(text(), { filters: copied(state.filters), limit: IN_DIALOG, offset: 0, prefix: true }, typed);
    busy();
  }

  function busy() { list.setAttribute("aria-busy", String(ask.isWaiting())); }

  function choose(facet, value, chosen) {
    var next = toggled(text(), state.filters, facet, value, chosen);
    if (next.text !== text()) input.value = next.text;
    state.filters = next.filters;
    state.enter = null;
    change();
    if (!chips.contains(document.activeElement)) input.focus();
  }

  function retry(words, filters) {
    input.value = words;
    state.filters = copied(filters);
    state.enter = null;
    change();
    input.focus();
  }

  function option(result, place, children, name) {
    var link = make("a", { "class": name, role: "option", "aria-selected": "false", tabindex: "-1", href: place }, children);
    link.addEventListener("click", function (event) { opened(event, link, result); });
    return link;
  }

  function opened(event, link, result) {
    keepRecent(text());
    handOver(link.href, state.answer, result);
    if (!staysHere(link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    dialog.close();
    document.dispatchEvent(new CustomEvent("throughline:found"));
  }

  function group(result) {
    var places = placesOf(result, 2);
    var whole = option(result, places.to, [titleOf(result, places.heading), make("span", { "class": "where" }, whereOf(result))], "place");
    if (places.shown) whole.append(make("span", { "class": "excerpt" }, excerptOf(places.shown)));
    if (!places.more.length) return whole;
    var more = places.more.map(function (section) {
      return option(result, addressOf(result, section), [make("span", { "class": "line" }, make("span", { "class": "heading" }, section.heading), " ", make("span", { "class": "excerpt" }, excerptOf(section)))], "inner");
    });
    return make("div", { role: "group", "aria-label": result.title }, [whole].concat(more));
  }

  function show(answer, newest) {
    state.answer = answer;
    busy();
    rest.replaceChildren();
    note.replaceChildren.apply(note, notesOf(answer));
    refill(chips, chipRow(answer, state.filters, choose));
    setOptions(answer.results.map(group));
    activate(answer.results.length ? 0 : -1);
    foot.replaceChildren();
    if (!answer.total) {
      rest.append(emptyState(answer, text(), state.filters, retry));
    } else {
      foot.append(keys("search.key_choose", "↑", "↓"), keys("search.key_open", "↵"), allLink(answer));
    }
    announce(told(answer, text(), note));
    var waiting = state.enter;
    if (newest && waiting) { state.enter = null; follow(waiting); }
  }

  function keys(word) {
    var caps = Array.prototype.slice.call(arguments, 1).map(function (cap) { return make("kbd", {}, cap); });
    return make("span", { "class": "keys", "aria-hidden": "true" }, caps.concat(" ", say(word)));
  }

  function allLink(answer) {
    var link = make("a", { href: searchPage(text(), state.filters) }, say("search.all", { n: answer.total }));
    link.addEventListener("click", function () { keepRecent(text()); });
    return link;
  }

  function showRecent() {
    var kept = recent();
    state.answer = null;
    busy();
    note.replaceChildren();
    chips.replaceChildren();
    foot.replaceChildren();
    rest.replaceChildren();
    setOptions(kept.map(function (words) {
      var row = make("div", { "class": "before", role: "option", "aria-selected": "false" }, words);
      row.addEventListener("click", function () { retry(words, {}); });
      return row;
    }));
    activate(-1);
    if (kept.length) {
      note.append(say("search.recent"));
      foot.append(textButton(say("search.forget"), function () { forgetRecent(); showRecent(); input.focus(); }));
    } else rest.append(make("p", { "class": "search-hint" }, say("search.hint")));
    foot.append(make("a", { href: root + facts.search }, say("search.browse")));
  }

  // Opens what is chosen, with the modifiers that were held: a new tab stays a new tab.
  function follow(held) {
    var chosen = state.options[state.active];
    if (chosen) chosen.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window, ctrlKey: held.ctrlKey, metaKey: held.metaKey, shiftKey: held.shiftKey }));
  }

  input.addEventListener("input", function () { state.moved = false; state.enter = null; change(true); });
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    var last = state.options.length - 1;
    if (event.key === "Enter") {
      event.preventDefault();
      var held = { ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey };
      if (state.options[state.active] && (state.moved || !ask.isWaiting())) follow(held);
      // Only what is under way is worth waiting for: an answer to a later question opens nothing by itself.
      else if (ask.isWaiting()) { state.enter = held; window.throughlineSearch.typing(0); }
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || last < 0) return;
    var to = null;
    if (event.key === "ArrowDown") to = state.active < last ? state.active + 1 : 0;
    else if (event.key === "ArrowUp") to = state.active > 0 ? state.active - 1 : last;
    else if (event.key === "PageDown") to = Math.min(last, state.active + 5);
    else if (event.key === "PageUp") to = Math.max(0, state.active - 5);
    // Home and End belong to the text, until the arrows have left it for the list.
    else if (event.key === "Home" && state.moved) to = 0;
    else if (event.key === "End" && state.moved) to = last;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") state.moved = false;
    if (to === null) return;
    event.preventDefault();
    activate(to, true);
  });

  window.throughlineSearch.ready().catch(function () { /* told when something is asked */ });
  change();
}
