// Which parts of a page answer best, and the few words of each that show it.

// Lines that no full stop ends are items of a list or fields, and stay apart.
var LINES = /([.!?:;,\u2026\u201d\u3002\uff01\uff1f])?\s*\n\s*/g;
// How many parts of a page are shown, and how long their words are.
var BEST = 3, LONG = 190, LEAD = 60;

// The words of a text and of its heading, taken apart once.
function textTokens(part) { return part.tokens || (part.tokens = tokens(part.text)); }
function headTokens(part) { return part.headTokens || (part.headTokens = tokens(part.head)); }

// `hit(word)` is the number of the word of the question that `word` answers, or -1; `worth` what each is worth.
function sections(page, hit, worth) {
  var scored = page.parts.map(function (part, at) {
    var counts = {}, score = 0;
    function count(list, by) {
      list.forEach(function (token) {
        var number = hit(token.word);
        if (number >= 0) counts[number] = (counts[number] || 0) + by;
      });
    }
    count(textTokens(part), 1);
    count(headTokens(part), 3);
    Object.keys(counts).forEach(function (number) { score += worth[number] * counts[number] / (counts[number] + 1.2); });
    return { part: part, at: at, score: score };
  });
  var best = scored.filter(function (one) { return one.score > 0; });
  best.sort(function (a, b) { return b.score - a.score || a.at - b.at; });
  best = best.slice(0, BEST);
  // The title alone answers: the page's first words say what it is about.
  if (best.length === 0) best = scored.filter(function (one) { return one.part.text !== ""; }).slice(0, 1);
  return best.map(function (one) {
    return { anchor: one.part.anchor, heading: one.part.head, excerpt: excerpt(one.part, hit, worth), score: round(one.score) };
  });
}

// About two lines around the place where most words of the question stand close together.
function excerpt(part, hit, worth) {
  var text = part.text, hits = [];
  textTokens(part).forEach(function (token) {
    var number = hit(token.word);
    if (number >= 0) hits.push({ from: token.from, to: token.to, number: number });
  });
  var best = 0, most = -1;
  hits.forEach(function (first, at) {
    var seen = {}, sum = 0;
    for (var next = at; next < hits.length && hits[next].to - first.from <= LONG - LEAD; next++) {
      if (!seen[hits[next].number]) { seen[hits[next].number] = true; sum += worth[hits[next].number]; }
    }
    if (sum > most) { most = sum; best = at; }
  });
  var from = 0;
  if (hits.length > 0 && hits[best].from > LEAD) {
    from = hits[best].from - LEAD;
    // A sentence or a line that begins here is a good beginning; else a word is.
    var before = text.slice(from, hits[best].from), begin = before.search(/[.!?:\n\u3002\uff01\uff1f]\s+\S|\n/);
    if (begin >= 0) from += begin + before.slice(begin).match(/^[.!?:\n\u3002\uff01\uff1f]?\s*/)[0].length;
    else if (/\s/.test(before)) from += before.search(/\s/) + 1;
    else from = hits[best].from;
  }
  var to = Math.min(text.length, from + LONG);
  if (to < text.length) {
    var cut = text.slice(from, to).search(/\s\S*$/);
    if (cut > LONG / 2) to = from + cut;
    // Half a letter is none.
    else if (/[\ud800-\udbff]/.test(text.charAt(to - 1))) to--;
  }
  var pieces = [], at = from;
  function add(end, mark) {
    var words = text.slice(at, end).replace(LINES, function (whole, ended) { return ended ? ended + " " : " \u00b7 "; }).replace(/\s+/g, " ");
    if (words !== "") pieces.push({ text: words, mark: mark });
    at = end;
  }
  if (from > 0) pieces.push({ text: "\u2026 ", mark: false });
  apart(hits.filter(function (one) { return one.from >= from && one.to <= to; })).forEach(function (span) {
    add(span[0], false);
    add(span[1], true);
  });
  add(to, false);
  if (to < text.length) pieces.push({ text: " \u2026", mark: false });
  return pieces;
}

function marks(text, hit) {
  return apart(tokens(text).filter(function (token) { return hit(token.word) >= 0; }));
}

// The spans `[from, to]` of words, in which those that overlap are one: letters side by side, two by two.
function apart(found) {
  var spans = [];
  found.forEach(function (one) {
    var last = spans[spans.length - 1];
    if (last && one.from < last[1]) last[1] = one.to; else spans.push([one.from, one.to]);
  });
  return spans;
}

function round(score) { return Math.round(score * 1000) / 1000; }
