// Nothing was found: what may help. Fewer words, fewer filters, the lists, a person.

function unfound() {
  return drawing({ "class": "turns", viewBox: "0 0 420 60", "aria-hidden": "true" },
    ["path", { "class": "edge", d: "M10 44H120C170 44 165 20 215 20H236" }], ["path", { "class": "loose", d: "M250 20H380" }],
    ["circle", { "class": "you", cx: "10", cy: "44", r: "8" }], ["circle", { "class": "ring", cx: "398", cy: "20", r: "11" }]);
}

function textButton(text, work) {
  var button = make("button", { type: "button", "class": "text-button" }, text);
  button.addEventListener("click", work);
  return button;
}

// `retry(text, filters)` asks again.
function emptyState(answer, text, filters, retry) {
  var help = [];
  function item(nodes) { help.push(make("li", {}, nodes)); }
  var narrowed = isFiltered(filters) || withoutFilters(text) !== text;
  if (answer.corrected) item(tell("search.meant", { corrected: textButton(answer.corrected, function () { retry(answer.corrected, {}); }) }));
  if (narrowed) item([textButton(say("search.look_everywhere"), function () { retry(withoutFilters(text), {}); })]);
  if (answer.phrases) item([textButton(say("search.apart"), function () { retry(unquoted(text), filters); })]);
  var words = answer.words.filter(function (word, at, all) {
    return all.findIndex(function (other) { return other.typed === word.typed; }) === at && word.how !== "none";
  });
  if (answer.words.length > 1 && words.length) {
    var links = [];
    words.slice(0, 5).forEach(function (word, at) {
      if (at) links.push(", ");
      links.push(textButton(word.typed, function () { retry(word.typed, filters); }));
    });
    item(tell("search.fewer_words").concat(" ", links));
  }
  item([make("a", { href: root + facts.search }, say("search.browse"))]);
  if (facts.ask) {
    var whom = facts.ask.address ? make("a", { href: root + facts.ask.address }, facts.ask.text) : facts.ask.text;
    item(tell("search.ask", { whom: whom }));
  }
  var known = answer.words.every(function (word) { return word.how === "exact"; });
  var why = narrowed ? "search.nothing_here" : answer.phrases && known ? "search.nothing_together" : "search.nothing_why";
  var shown = unquoted(text) || text;
  if (shown.length > 80) shown = shown.slice(0, 79) + "…";
  return make("div", { "class": "search-empty" }, unfound(), make("h2", {}, tell("search.nothing", { query: shown })),
    make("p", {}, say(why)), make("ul", { "class": "plain-list" }, help));
}

// The search itself has not arrived: the network is gone, or the handbook was published anew since this page was opened. Then
// its parts have other names, which only a page that is read anew knows: the search page, with the same question.
function failedState(again, text, filters) {
  return make("div", { "class": "search-empty" }, unfound(), make("h2", {}, say("search.failed")), make("p", {}, say("search.failed_why")),
    make("ul", { "class": "plain-list" }, [textButton(say("search.again"), again), make("a", { href: searchPage(text, filters) }, say("search.afresh")),
      make("a", { href: root + facts.search }, say("search.browse"))].map(function (way) { return make("li", {}, way); })));
}
