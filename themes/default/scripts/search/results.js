// One found page: where it belongs, its title, the place in it that fits best, and further places.

// `text` in which the spans `marks` are marked.
function markedText(text, marks) {
  var nodes = [], from = 0;
  (marks || []).forEach(function (span) {
    nodes.push(text.slice(from, span[0]), make("mark", {}, text.slice(span[0], span[1])));
    from = span[1];
  });
  return nodes.concat(text.slice(from));
}

function excerptOf(section) {
  return section.excerpt.map(function (part) { return part.mark ? make("mark", {}, part.text) : part.text; });
}

function month(iso) {
  var parts = /^(\d{4})-(\d{2})/.exec(iso || "");
  if (!parts || !words["date.months.m" + Number(parts[2])]) return null;
  return say("date.month", { month: words["date.months.m" + Number(parts[2])], year: parts[1] });
}

// The kind, the department, and when somebody last looked the page over.
function whereOf(result) {
  var reviewed = month(result.reviewed), where = [result.kindName];
  if (result.department) where.push(result.department);
  var nodes = [make("span", {}, where.filter(Boolean).join(", "))];
  if (reviewed) nodes.push(" ", make("span", { "class": "reviewed" }, say("search.reviewed", { month: reviewed })));
  return nodes;
}

// What leads where. Whoever typed words of a title wants that page; whoever typed words from inside a page wants the place.
function placesOf(result, more) {
  var titled = result.titleMarks && result.titleMarks.length > 0;
  var inner = result.sections.filter(function (section) { return section.anchor && section.heading; });
  var lead = result.sections.filter(function (section) { return inner.indexOf(section) < 0; })[0] || null;
  var inside = !titled && inner.length && result.sections[0] === inner[0] ? inner[0] : null;
  return {
    to: addressOf(result, inside), heading: inside ? inside.heading : null, shown: inside || lead,
    more: inner.filter(function (section) { return section !== inside; }).slice(0, more)
  };
}

function titleOf(result, heading) {
  var title = make("span", { "class": "title" }, markedText(result.title, result.titleMarks));
  if (heading) title.append(" ", make("small", {}, heading));
  return title;
}
