// The search page: the question in the address, all that was found below it. Typing replaces the address, a facet makes a new
// one, so that the back button takes back choices and not letters.

var ON_PAGE = 10;

function beginPage(place) {
  var input = place.querySelector("input"), form = place.querySelector("form");
  var note = make("p", { "class": "search-note" }), chips = make("div", { "class": "search-facets by-facet" });
  var list = make("ol", { "class": "results", "aria-label": say("search.results") }), rest = make("div", { "class": "search-rest" });
  var more = make("p", { "class": "search-more" }), count = make("p", { "class": "search-count" });
  var live = make("p", { "class": "vh", role: "status" }), announce = announcer(live);
  var directory = document.querySelector("[data-directory]");
  var state = { filters: copied({}), opened: {}, wanted: ON_PAGE, answer: null, scroll: null };
  place.append(count, note, chips, list, rest, more, live);

  function text() { return input.value.trim(); }
  function isAsking() { return !!text() || isFiltered(state.filters); }

  function write(how) {
    var address = location.pathname + asQuery(text(), state.filters);
    try { history[how]({ wanted: state.wanted }, "", address); } catch (error) { /* a folder that forbids it still answers */ }
  }

  var ask = asker(show, function () {
    clear();
    announce(say("search.failed"));
    rest.append(failedState(function () { rest.replaceChildren(); input.focus(); put(); }, text(), state.filters));
  });

  function clear() {
    [note, chips, list, rest, more, count].forEach(function (part) { part.replaceChildren(); });
  }

  // Asks what the field and the filters say. Without a question the lists of all pages are what there is to see.
  function put(typed) {
    var asking = isAsking();
    if (directory) directory.hidden = asking;
    if (asking) document.documentElement.dataset.asks = ""; else delete document.documentElement.dataset.asks;
    if (!asking) { ask.forget(); announce(""); return clear(); }
    ask(text(), { filters: copied(state.filters), limit: state.wanted, offset: 0, prefix: true }, typed);
  }

  function read() {
    var asked = fromQuery(location.search), kept = history.state || {};
    input.value = asked.text;
    state.filters = asked.filters;
    state.wanted = kept.wanted > 0 && kept.wanted <= 1000 ? kept.wanted : ON_PAGE;
    state.scroll = typeof kept.scroll === "number" ? kept.scroll : null;
    put();
  }

  function choose(facet, value, chosen) {
    var next = toggled(text(), state.filters, facet, value, chosen);
    if (next.text !== text()) input.value = next.text;
    state.filters = next.filters;
    state.wanted = ON_PAGE;
    write("pushState");
    put();
  }

  function retry(words, filters) {
    input.value = words;
    state.filters = copied(filters);
    state.wanted = ON_PAGE;
    write("pushState");
    put();
    input.focus();
  }

  function reopen(facet) {
    state.opened[facet] = true;
    refill(chips, chipGroups(state.answer, state.opened, choose, reopen));
    var all = chips.querySelectorAll("[aria-labelledby='facet-" + facet + "'] [data-chip]");
    if (all[MOST]) all[MOST].focus();
  }

  function link(result, address, children, name) {
    var made = make("a", { "class": name, href: address }, children);
    made.addEventListener("click", function () { keepRecent(text()); handOver(made.href, state.answer, result); });
    return made;
  }

  function item(result) {
    var places = placesOf(result, 3);
    var row = make("li", {}, make("p", { "class": "where" }, whereOf(result)), make("h2", {}, link(result, places.to, [titleOf(result, places.heading)], "")));
    if (places.shown) row.append(make("p", { "class": "excerpt" }, excerptOf(places.shown)));
    if (places.more.length) {
      row.append(make("ul", { "class": "inner" }, places.more.map(function (section) {
        return make("li", {}, link(result, addressOf(result, section), [section.heading], ""), " ", make("span", { "class": "excerpt" }, excerptOf(section)));
      })));
    }
    return row;
  }

  function show(answer) {
    var before = list.children.length;
    var focusNew = state.grow && answer.results.length > before;
    state.answer = answer;
    rest.replaceChildren();
    more.replaceChildren();
    note.replaceChildren.apply(note, notesOf(answer));
    refill(chips, chipGroups(answer, state.opened, choose, reopen));
    list.replaceChildren.apply(list, answer.results.map(item));
    count.textContent = answer.total ? say("search.found", { n: answer.total }) : "";
    if (!answer.total) rest.append(emptyState(answer, text(), state.filters, retry));
    announce(told(answer, text(), note));
    if (answer.results.length < answer.total) {
      more.append(textButton(say("search.more"), function () {
        state.wanted += ON_PAGE;
        state.grow = true;
        write("replaceState");
        put();
      }), " ", make("span", { "class": "quiet" }, say("search.shown", { shown: number(answer.results.length), n: answer.total })));
    }
    if (focusNew) list.children[before].querySelector("a").focus();
    state.grow = false;
    if (state.scroll !== null) { scrollTo({ top: state.scroll, behavior: "instant" }); state.scroll = null; }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    keepRecent(text());
    write("replaceState");
    put();
  });
  input.addEventListener("input", function () {
    state.wanted = ON_PAGE;
    write("replaceState");
    put(true);
  });
  window.addEventListener("popstate", read);
  // Whoever comes back from a page finds the list where it was left.
  window.addEventListener("pagehide", function () {
    if (!isAsking()) return;
    try { history.replaceState({ wanted: state.wanted, scroll: Math.round(scrollY) }, ""); } catch (error) { /* then it begins at the top */ }
  });
  read();
  if (!isAsking() && matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
}
