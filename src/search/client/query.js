// What was typed: words, phrases between quotation marks, and what to narrow to.

var FACETS = ["kind", "department", "role", "tag"];
var NARROWING = new RegExp("(^|\\s)(" + FACETS.join("|") + "):(\"[^\"]*\"?|\\S*)", "giu");

// What quotation marks of any language stand around. They open where a word begins: 12" and 14" are inches.
var PHRASE = /(?:^|[\s([])["\u201c-\u201e\u00ab\u00bb]([^"\u201c-\u201e\u00ab\u00bb]+)["\u201c-\u201e\u00ab\u00bb]/g;

// Words that hold sentences together: they are looked for only where nothing else is asked.
var LITTLE = {
  en: "a about am an and any are as at be been but by can could did do does for from get had has have he her him his how i if in into is it its me my no not of on or our ours she should so than that the their them there these they this those to us was we were what when where which who whom whose why will with would you your",
  de: "ab aber als am an auch auf aus bei bin bis da damit das dass dein dem den der des die dies diese du durch ein eine einem einen einer eines er es fur hat habe haben ich ihr im in ist ja kann kein keine man mein mir mit muss nach nicht noch nun nur ob oder sein sich sie sind so soll uber um und uns unser vom von vor wann war warum was wer wenn werden wie wird wir wo zu zum zur",
};

function littleWords(language) {
  var list = LITTLE[language.split("-")[0].toLowerCase()] || "";
  return new Set(list.split(" "));
}

// `{filters, words: [{word, last}], phrases: [[word]], text}`; `text` is what is left without the narrowing.
function parse(typed, index) {
  var filters = { kind: [], department: [], role: [], tag: [] };
  var text = typed.replace(NARROWING, function (whole, before, facet, value) {
    var at = valueOf(index, facet.toLowerCase(), value.replace(/"/g, ""));
    if (at < 0) return whole;
    filters[facet.toLowerCase()].push(at);
    return before;
  });
  var phrases = [];
  text.replace(PHRASE, function (whole, inside) {
    var words = tokens(inside).map(function (token) { return token.word; });
    if (words.length > 1) phrases.push(words);
    return whole;
  });
  var found = tokens(text);
  var words = found.map(function (token) { return { word: token.word, from: token.from, to: token.to, last: false }; });
  // A word is still being typed as long as nothing comes after it.
  var end = words[words.length - 1];
  if (end && end.to === text.length) end.last = true;
  return { filters: filters, words: words, phrases: phrases, text: text };
}

// How values are compared: `Late bread` is `late-bread`.
function key(text) { return tokens(text).map(function (token) { return token.word; }).join(" "); }

function valuesOf(index, facet) { return index.manifest[facet + "s"]; }

// The place of the value that is `wanted`, or else of the first whose id or name is called so; -1 if there is none.
function valueOf(index, facet, wanted) {
  var values = valuesOf(index, facet), called = key(wanted);
  function first(fits) { for (var at = 0; at < values.length; at++) if (fits(values[at])) return at; return -1; }
  var at = first(function (value) { return value[0] === wanted; });
  return at >= 0 || called === "" ? at : first(function (value) { return value.some(function (name) { return key(name) === called; }); });
}

// The words of one language that are one word in another form, as far as endings tell.
function forms(word, language) {
  var found = [];
  function add(other) { if (other.length > 2 && other !== word && found.indexOf(other) < 0) found.push(other); }
  if (word.length < 3 || /\d/.test(word)) return found;
  if (language.slice(0, 2) === "en") {
    var stem = word;
    if (/ies$/.test(word)) { stem = word.slice(0, -3) + "y"; }
    else if (/(s|x|z|ch|sh)es$/.test(word)) stem = word.slice(0, -2);
    else if (/[^su]s$/.test(word)) stem = word.slice(0, -1);
    else if (/ied$/.test(word)) stem = word.slice(0, -3) + "y";
    else if (/(.)\1(ing|ed)$/.test(word)) stem = word.replace(/.(ing|ed)$/, "");
    else if (/ing$/.test(word) && word.length > 5) stem = word.slice(0, -3);
    else if (/ed$/.test(word) && word.length > 4) stem = word.slice(0, -2);
    [stem, stem + "e"].forEach(function (base) {
      if (base === stem + "e" && (stem === word || /[aeiou]$/.test(stem))) return;
      add(base);
      add(base + "s");
      if (/e$/.test(base)) { add(base.slice(0, -1) + "ing"); add(base + "d"); }
      else if (/[^aeiou]y$/.test(base)) { add(base.slice(0, -1) + "ies"); add(base.slice(0, -1) + "ied"); add(base + "ing"); }
      else {
        if (/(s|x|z|ch|sh)$/.test(base)) add(base + "es");
        add(base + "ing");
        add(base + "ed");
        if (/[aeiou][bdglmnprt]$/.test(base)) { var end = base.slice(-1); add(base + end + "ing"); add(base + end + "ed"); }
      }
    });
  } else if (language.slice(0, 2) === "de") {
    var root = word.length > 5 ? word.replace(/(en|er|es|em|e|n|s)$/, "") : word;
    ["", "e", "en", "er", "es", "n", "s"].forEach(function (end) { add(root + end); });
  }
  return found;
}

// Words of the same stem that are another sort of word: to compensate, a compensation.
function derived(word, language) {
  if (language.slice(0, 2) !== "en" || word.length < 5 || /\d/.test(word)) return [];
  var stem = word.replace(/(ations|ation|ions|ion|ings|ing|ments|ment|ers|er|ors|or|ies|es|ed|ly|e|y|s)$/, "");
  if (stem.length < 4) return [];
  return ["", "e", "s", "es", "ed", "ing", "er", "ers", "or", "ion", "ions", "ation", "ations", "ment", "ments", "y", "ies", "ly"]
    .map(function (end) { return stem + end; })
    .filter(function (other) { return other !== word; });
}

// How many slips of the finger a word forgives: none below four letters, one below eight, then two; none in numbers, since
// each of them means something else.
function forgiven(word) { return word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2; }

// The distance of two words after Damerau and Levenshtein (optimal string alignment), or `most` + 1 if it is more.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  var before, row = [], next = [], at, to;
  for (to = 0; to <= b.length; to++) row[to] = to;
  for (at = 1; at <= a.length; at++) {
    var least = next[0] = at;
    for (to = 1; to <= b.length; to++) {
      var same = a.charCodeAt(at - 1) === b.charCodeAt(to - 1);
      var value = Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (same ? 0 : 1));
      if (at > 1 && to > 1 && a.charCodeAt(at - 1) === b.charCodeAt(to - 2) && a.charCodeAt(at - 2) === b.charCodeAt(to - 1)) {
        value = Math.min(value, before[to - 2] + 1);
      }
      next[to] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
    next = [];
  }
  return Math.min(row[b.length], most + 1);
}
