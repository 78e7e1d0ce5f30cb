// Facets as chips with counts. Choosing one narrows; choosing it again widens.

function chip(facet, row, chosen, choose) {
  var button = make("button", { type: "button", "class": "choice", "aria-pressed": String(chosen), "data-chip": facet + ":" + row.value },
    row.label + " ", make("b", {}, number(row.count)));
  button.addEventListener("click", function () { choose(facet, row.value, chosen); });
  return button;
}

// The rows worth showing: those with pages, and those that are chosen even if nothing is left of them.
function rowsOf(answer, facet) {
  return (answer.facets[facet] || []).filter(function (row) { return row.count > 0 || row.chosen; });
}

// Replaces what `place` holds, and keeps the focus on the chip that had it.
function refill(place, nodes) {
  var focused = document.activeElement;
  var key = focused && place.contains(focused) ? focused.dataset.chip : null;
  place.replaceChildren.apply(place, nodes);
  if (!key) return;
  var again = Array.prototype.filter.call(place.querySelectorAll("[data-chip]"), function (button) { return button.dataset.chip === key; })[0];
  if (again) again.focus({ preventScroll: true });
}

// In the dialog: everything, the kinds and departments with most pages, and whatever is chosen, since there is room for two
// rows; the page has all of them.
var KINDS = 6, DEPARTMENTS = 4;

function foremost(rows, most) {
  var byCount = rows.slice().sort(function (a, b) { return b.count - a.count; }).slice(0, most);
  return rows.filter(function (row) { return row.chosen || byCount.indexOf(row) >= 0; });
}

function chipRow(answer, filters, choose) {
  var kinds = rowsOf(answer, "kind"), departments = rowsOf(answer, "department");
  var narrowed = isFiltered(filters) || FACETS.some(function (facet) { return rowsOf(answer, facet).some(function (row) { return row.chosen; }); });
  if (kinds.length + departments.length < 2 && !narrowed) return [];
  var everything = chip("", { value: "", label: say("search.everything"), count: answer.everywhere }, !narrowed, choose);
  var group = make("div", { "class": "choices", role: "group", "aria-label": say("search.narrow") }, everything);
  // Filters of other facets come from an address or from the text; they are shown so that they can be taken off.
  var others = ["role", "tag"].reduce(function (rows, facet) {
    return rows.concat(rowsOf(answer, facet).filter(function (row) { return row.chosen; }).map(function (row) { return [facet, row]; }));
  }, []);
  foremost(kinds, KINDS).map(function (row) { return ["kind", row]; })
    .concat(foremost(departments, DEPARTMENTS).map(function (row) { return ["department", row]; }), others)
    .forEach(function (pair) { group.append(chip(pair[0], pair[1], pair[1].chosen, choose)); });
  return [group];
}

// On the page: each facet by itself, cut after a few until more are wanted.
var MOST = 6;

function chipGroups(answer, opened, choose, reopen) {
  return FACETS.map(function (facet) {
    var rows = rowsOf(answer, facet), most = MOST;
    if (rows.length < 2 && !rows.some(function (row) { return row.chosen; })) return null;
    var shown = opened[facet] || rows.length <= most + 1 ? rows : rows.filter(function (row, at) { return at < most || row.chosen; });
    var name = "facet-" + facet, group = make("div", { "class": "choices", role: "group", "aria-labelledby": name });
    shown.forEach(function (row) { group.append(chip(facet, row, row.chosen, choose)); });
    if (shown.length < rows.length) {
      var more = make("button", { type: "button", "class": "text-button", "data-chip": facet + ":*" }, say("search.more_choices", { n: rows.length - shown.length }));
      more.addEventListener("click", function () { reopen(facet); });
      group.append(more);
    }
    return make("div", { "class": "facet" }, make("p", { id: name }, say("search.facets." + facet)), group);
  }).filter(Boolean);
}

// The question and the filters after `value` of `facet` was chosen, or taken off where it is `chosen` already: as a filter, or
// in the words that were typed. An empty facet takes all off.
function toggled(text, filters, facet, value, chosen) {
  var next = copied(facet ? filters : {});
  if (!facet) return { text: withoutFilters(text), filters: next };
  var at = next[facet].indexOf(value);
  if (at >= 0) next[facet].splice(at, 1);
  else if (chosen) return { text: withoutFilters(text, facet), filters: next };
  else next[facet].push(value);
  return { text: text, filters: next };
}
