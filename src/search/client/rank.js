// How pages are ranked, the only place where that is written. It knows words, pages and numbers, and no text.

// Chosen on one half of the questions in tests/relevance, and measured on the other; see examples/relevance.
var WEIGHTS = {
  // BM25's two: how soon saying a word more often stops to matter, and how much long texts count for less.
  k1: 1.2, b: 0.6,
  // What one mention is worth beside one in the text.
  title: 4, keyword: 6, heading: 2,
  // What finding the words in one part of the page is worth beside finding them on it.
  part: 0.4,
  // What a title that says the words and little else is worth.
  called: 1,
  // How much is lost with each word that a page lacks: the share of what is asked, to this power.
  whole: 1,
  // What a hit is worth that is not the word itself.
  form: 0.85, derived: 0.5, prefix: 0.5, corrected: 0.6, synonym: 0.7,
};

// The middles of the eight steps of `wire.rs`.
var STEPS = [0, 1, 2, 3, 4.4, 6.8, 10.5, 18];
var GROUPS = 6;
// Where fewer pages than these have all of the words, those that have most of them follow.
var ENOUGH = 10, MOST = 0.5;

// Adds what each page is worth for one word that may be spelt in several ways; `titled` is how much the page is called so, where the
// word itself and its forms are whole, beginnings and guesses less.
function unit(index, spellings, weights) {
  var scores = new Float32Array(index.pages), groups = new Uint8Array(index.pages), titled = new Float32Array(index.pages);
  var touched = [], mean = index.manifest.mean;
  spellings.forEach(function (spelling) {
    var pages = spelling.list.pages, codes = spelling.list.codes, inGroups = spelling.list.groups;
    for (var at = 0; at < pages.length; at++) {
      var page = pages[at], code = codes[at];
      var said = STEPS[code & 7] / (1 - weights.b + weights.b * index.length[page] / mean);
      if (code & 8) said += weights.heading;
      if (code & 16) said += weights.keyword;
      if (code & 32) said += weights.title;
      var score = spelling.weight * said * (weights.k1 + 1) / (said + weights.k1);
      if (scores[page] === 0) touched.push(page);
      if (score > scores[page]) scores[page] = score;
      groups[page] |= inGroups[at];
      if (code & 32 && spelling.called > titled[page]) titled[page] = spelling.called;
    }
  });
  return { scores: scores, groups: groups, titled: titled, touched: touched };
}

// A question's word, or words that go together: the best of its ways to be answered. Each way is units that must all be
// there, and `weight`.
function answerOf(index, ways) {
  if (ways.length === 1 && ways[0].units.length === 1 && ways[0].weight === 1) return ways[0].units[0];
  var whole = { scores: new Float32Array(index.pages), groups: new Uint8Array(index.pages), titled: new Float32Array(index.pages), touched: [] };
  ways.forEach(function (way) {
    var first = way.units[0];
    first.touched.forEach(function (page) {
      var score = 0, groups = 255, titled = 1;
      for (var at = 0; at < way.units.length; at++) {
        var one = way.units[at];
        if (one.scores[page] === 0) return;
        score += one.scores[page];
        groups &= one.groups[page];
        titled = Math.min(titled, one.titled[page]);
      }
      score = score / way.units.length * way.weight;
      if (whole.scores[page] === 0) whole.touched.push(page);
      if (score > whole.scores[page]) whole.scores[page] = score;
      whole.groups[page] |= groups;
      if (titled * way.weight > whole.titled[page]) whole.titled[page] = titled * way.weight;
    });
  });
  return whole;
}

// The pages that answer, `{page, score}` in no order, and whether none has all of the words. `spared`
// is how many little words were left out: a title may have as many more.
function rank(index, answers, spared, weights) {
  var total = new Float32Array(index.pages), met = new Uint8Array(index.pages);
  var parts = new Float32Array(index.pages * GROUPS), called = new Float32Array(index.pages), titles = new Uint8Array(index.pages), worths = new Float32Array(index.pages);
  var touched = [], whole = 0, needed = 0;
  answers.forEach(function (answer) {
    var count = answer.touched.length;
    var worth = Math.log(1 + (index.pages - count + 0.5) / (count + 0.5));
    needed++;
    whole += worth;
    answer.touched.forEach(function (page) {
      if (total[page] === 0) touched.push(page);
      var score = worth * answer.scores[page];
      total[page] += score;
      met[page]++;
      worths[page] += worth;
      for (var group = 0, bits = answer.groups[page]; bits; group++, bits >>= 1) {
        if (bits & 1) parts[page * GROUPS + group] += score;
      }
      if (answer.titled[page]) { called[page] += worth * answer.titled[page]; titles[page]++; }
    });
  });
  var complete = 0;
  touched.forEach(function (page) { if (met[page] === needed) complete++; });
  var found = [];
  touched.forEach(function (page) {
    // What is not worth asking for is not missed.
    var had = whole > 0 ? Math.min(1, worths[page] / whole) : 1;
    if (met[page] < needed && (complete >= ENOUGH || had < MOST)) return;
    var best = 0;
    for (var group = 0; group < GROUPS; group++) best = Math.max(best, parts[page * GROUPS + group]);
    var score = total[page];
    if (answers.length > 1) score += weights.part * best;
    if (titles[page]) score += weights.called * called[page] * titles[page] / Math.max(index.title[page] - spared, titles[page]);
    found.push({ page: page, score: score * Math.pow(had, weights.whole) });
  });
  return { found: found, partial: complete === 0 && needed > 0 };
}

// `found` with its best `most` pages first and in order, the others behind them: nobody looks at all of 10,000. Of two pages
// that answer equally well, the one that was looked over last comes first.
function foremost(index, found, most) {
  var best = found, rest = [];
  if (found.length > most) {
    var least = Float64Array.from(found, function (one) { return one.score; }).sort()[found.length - most];
    best = found.filter(function (one) { return one.score >= least; });
    rest = found.filter(function (one) { return one.score < least; });
  }
  best.sort(function (a, b) { return b.score - a.score || index.day[b.page] - index.day[a.page] || a.page - b.page; });
  return best.concat(rest);
}
