// A question and its filters as an address, and back: what stands in the address is what is shown, so that it can be shared.

var FACETS = ["kind", "department", "role", "tag"];
var root = "";

function copied(filters) {
  var copy = {};
  FACETS.forEach(function (facet) { copy[facet] = ((filters || {})[facet] || []).slice(); });
  return copy;
}

function isFiltered(filters) { return FACETS.some(function (facet) { return filters[facet].length > 0; }); }

// The question without what it says to narrow to, of one facet or of all: `kind:role late` is `late`.
function withoutFilters(text, facet) {
  var narrowing = new RegExp("(^|\\s)(" + (facet || FACETS.join("|")) + "):(\"[^\"]*\"?|\\S*)", "giu");
  return text.replace(narrowing, "").trim();
}

// The question without quotation marks, but for those of what it says to narrow to.
function unquoted(text) { return text.replace(/(:"[^"]*"?)|["\u201c-\u201e\u00ab\u00bb]/g, "$1").trim(); }

function asQuery(text, filters) {
  var query = new URLSearchParams();
  if (text) query.set("q", text);
  FACETS.forEach(function (facet) { filters[facet].forEach(function (value) { query.append(facet, value); }); });
  var written = query.toString();
  return written ? "?" + written : "";
}

function fromQuery(written) {
  var query = new URLSearchParams(written), filters = copied({});
  FACETS.forEach(function (facet) { filters[facet] = query.getAll(facet); });
  return { text: query.get("q") || "", filters: filters };
}

function searchPage(text, filters) { return root + facts.search + asQuery(text, filters); }

// Where a section of a page is.
function addressOf(result, section) {
  var anchor = section && section.anchor ? "#" + encodeURIComponent(section.anchor) : "";
  return root + (result.address || (anchor ? "" : "./")) + anchor;
}
