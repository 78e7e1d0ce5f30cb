// A question and its answer. `load(name)` promises what the part of that name hands over; nothing else is asked of the world.

// How many spellings of the beginning of a word are looked at, in how many files of words and of lists.
var SPELLINGS = 16, WORD_FILES = 4, LIST_FILES = 5;
// In how many files of words a misspelt word is guessed at, and how many may be read whole for it.
var GUESS_FILES = 40, ALL_FILES = 24;
// After how many pages that were read for a phrase there is a look whether enough of them say it: most that have its words side
// by side come first, and each page read costs some kilobytes. The last is how many are read at most.
var READ = [20, 60, 200];

function open(load, file, weights) {
  weights = Object.assign({}, WEIGHTS, weights);
  var index = Index(load, file), opened, little, synonyms;

  function ready() {
    if (!opened) {
      opened = index.open().then(function () {
        little = littleWords(index.manifest.language);
        synonyms = index.manifest.synonyms.map(function (group) {
          return group.map(function (text) { return serious(tokens(text)).map(function (token) { return token.word; }); })
            .filter(function (words) { return words.length > 0; });
        });
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  // Words without the little ones, where any other is among them.
  function serious(words) {
    var kept = words.filter(function (one) { return !little.has(one.word); });
    return kept.length > 0 ? kept : words;
  }

  // The ways in which the handbook spells `word`: `{how, terms: [{word, count, slot, weight}]}`.
  function spell(word, isLast) {
    var own = forms(word, index.manifest.language);
    var far = derived(word, index.manifest.language).filter(function (other) { return own.indexOf(other) < 0; });
    return Promise.all([word].concat(own, far).map(index.find)).then(function (found) {
      var terms = [];
      found.forEach(function (term, at) {
        if (term) terms.push(Object.assign({ weight: at === 0 ? 1 : at <= own.length ? weights.form : weights.derived, called: 1 }, term));
      });
      var exact = terms.length > 0;
      // One letter begins too many words, where it is not half a word itself.
      if (word.length < 2 ? !FIRST_DENSE.test(word) : exact && !isLast) return { how: exact ? "exact" : "none", terms: terms };
      return index.beginning(word, WORD_FILES).then(function (begun) {
        begun = begun.filter(function (term) { return !terms.some(function (known) { return known.word === term.word; }); });
        begun.sort(function (a, b) { return b.count - a.count || a.word.length - b.word.length || (a.word < b.word ? -1 : 1); });
        var files = new Set(terms.map(function (term) { return index.listFile(term.slot); }));
        begun.slice(0, SPELLINGS).forEach(function (term) {
          var file = index.listFile(term.slot);
          if (files.size >= LIST_FILES && !files.has(file)) return;
          files.add(file);
          // The fewer letters are missing, the likelier it is meant; less so where what is typed is a word already.
          terms.push(Object.assign({ weight: weights.prefix * (0.5 + 0.5 * word.length / term.word.length) * (exact ? 0.5 : 1) }, term));
        });
        if (terms.length > 0) return { how: exact ? "exact" : "prefix", terms: terms };
        return correct(word, isLast).then(function (terms) { return { how: terms.length > 0 ? "corrected" : "none", terms: terms }; });
      });
    });
  }

  // Words of the handbook that `word` may have been meant to be, the likeliest first.
  function correct(word, isLast) {
    var most = forgiven(word);
    if (most === 0) return Promise.resolve([]);
    // The first letter is seldom wrong; where nothing is found that begins with it, it may stand second or be one too many;
    // then it may be any other, or be missing.
    var ways = [[word.charAt(0)], [word.charAt(1)]], initials = index.initials;
    if (index.files <= ALL_FILES) ways.push([""]);
    else [1, 0].forEach(function (second) { ways.push(initials.map(function (first) { return first + word.charAt(second); })); });
    return ways.reduce(function (before, starts) {
      return before.then(function (found) { return found.length > 0 ? found : near(starts); });
    }, Promise.resolve([]));
    function near(starts) {
      var files = new Set();
      return Promise.all(starts.map(function (start) { return index.beginning(start, GUESS_FILES, files); })).then(function (terms) {
        var found = [];
        [].concat.apply([], terms).forEach(function (term) {
          if (term.word.length < 3) return;
          var far = distance(word, term.word, most);
          if (far > most && isLast && term.word.length > word.length + 1 && word.length > 3) {
            // What is typed so far may hold the slip already.
            far = distance(word, term.word.slice(0, word.length), 1) + 0.5;
          }
          if (far <= most) found.push({ term: term, far: far });
        });
        found.sort(function (a, b) { return a.far - b.far || b.term.count - a.term.count || (a.term.word < b.term.word ? -1 : 1); });
        return found.filter(function (one) { return one.far <= found[0].far; }).slice(0, 3).map(function (one, at) {
          return Object.assign({ weight: weights.corrected / (1 + at * 0.5), far: one.far }, one.term);
        });
      });
    }
  }

  // The two words of the handbook that `word` is, where it was written as one: the pair whose rarer word is most frequent.
  function parted(word) {
    var cuts = [];
    // A number is one, however long.
    for (var at = 2; at <= word.length - 2; at++) if (word.length >= 6 && !/\d\d/.test(word.slice(at - 1, at + 1))) cuts.push(at);
    return Promise.all(cuts.map(function (at) {
      return index.find(word.slice(0, at)).then(function (first) {
        return first && index.find(word.slice(at)).then(function (second) { return second && [first, second]; });
      });
    })).then(function (pairs) {
      function rarer(pair) { return Math.min(pair[0].count, pair[1].count); }
      return pairs.filter(Boolean).sort(function (a, b) { return rarer(b) - rarer(a); })[0] || null;
    });
  }

  // The lists of a word's spellings.
  function listed(spelt) {
    return Promise.all(spelt.terms.map(function (term) {
      return index.list(term).then(function (list) { return { word: term.word, weight: term.weight, called: term.called || term.weight, list: list }; });
    })).then(function (spellings) { return unit(index, spellings, weights); });
  }

  // Synonyms that the words of a question stand in: `{from, to, others: [[word]]}`, places in the list of its words.
  function meant(words) {
    var found = [];
    synonyms.forEach(function (group) {
      group.forEach(function (phrase) {
        for (var at = 0; at + phrase.length <= words.length; at++) {
          var same = phrase.every(function (word, by) {
            var typed = words[at + by].word;
            return typed === word || forms(word, index.manifest.language).indexOf(typed) >= 0;
          });
          if (same) found.push({ from: at, to: at + phrase.length, others: group.filter(function (other) { return other !== phrase; }) });
        }
      });
    });
    // The longest first: `time off` is not two words of their own.
    found.sort(function (a, b) { return (b.to - b.from) - (a.to - a.from) || a.from - b.from; });
    return found;
  }

  // The question's words with all pages that answer each: `{typed, how, used, answer}`.
  function understood(words) {
    var asked = serious(words);
    var groups = meant(asked), taken = [];
    return Promise.all(asked.map(function (one) { return spell(one.word, one.last); })).then(function (spelt) {
      var questions = asked.map(function (one, at) {
        return { typed: one.word, from: one.from, to: one.to, how: spelt[at].how, terms: spelt[at].terms, ways: [], also: [] };
      });
      var jobs = questions.map(function (question, at) {
        var guessed = question.how === "none" || question.how === "corrected" && question.terms[0].far > 1;
        return (guessed ? parted(question.typed) : Promise.resolve(null)).then(function (pair) {
          if (!pair) return listed(spelt[at]).then(function (one) { question.ways.push({ units: [one], weight: 1 }); });
          question.how = "corrected";
          question.terms = pair;
          question.meant = pair[0].word + " " + pair[1].word;
          return Promise.all(pair.map(function (term) { return listed({ terms: [Object.assign({ weight: 1 }, term)] }); }))
            .then(function (units) { question.ways.push({ units: units, weight: 1 }); });
        });
      });
      groups.forEach(function (group) {
        for (var at = group.from; at < group.to; at++) if (taken[at]) return;
        for (at = group.from; at < group.to; at++) taken[at] = true;
        group.others.forEach(function (other) {
          jobs.push(Promise.all(other.map(function (word) { return spell(word, false); })).then(function (spelt) {
            if (!spelt.every(function (one) { return one.how === "exact"; })) return;
            return Promise.all(spelt.map(listed)).then(function (units) {
              for (var at = group.from; at < group.to; at++) {
                questions[at].ways.push({ units: units, weight: weights.synonym });
                spelt.forEach(function (one) { questions[at].also = questions[at].also.concat(one.terms); });
              }
            });
          }));
        });
      });
      // Two words that the handbook writes as one: a book keeper.
      asked.slice(1).forEach(function (one, at) {
        var together = asked[at].word + one.word;
        jobs.push(index.find(together).then(function (term) {
          if (!term) return;
          var joint = { how: "exact", terms: [Object.assign({ weight: 1 }, term)] };
          return listed(joint).then(function (unit) {
            [at, at + 1].forEach(function (number) {
              questions[number].ways.push({ units: [unit], weight: 1 });
              questions[number].also.push(joint.terms[0]);
            });
          });
        }));
      });
      return Promise.all(jobs).then(function () {
        questions.forEach(function (question) {
          if (question.how === "none" && question.also.length > 0) question.how = "synonym";
          question.answer = answerOf(index, question.ways);
        });
        return questions;
      });
    });
  }

  // Whether a page may answer, given what is asked of each facet; `but` is a facet that does not count. Nothing where all may.
  function narrowed(filters, but) {
    var facets = FACETS.filter(function (facet) { return facet !== but && filters[facet].length > 0; });
    if (facets.length === 0) return null;
    return function (page) {
      return facets.every(function (facet) {
        var values = valuesOn(page, facet);
        return filters[facet].some(function (wanted) { return values.indexOf(wanted) >= 0; });
      });
    };
  }

  function valuesOn(page, facet) {
    var profile = index.manifest.profiles[index.profile[page]];
    if (facet === "kind") return [profile[0]];
    if (facet === "department") return profile[1];
    if (facet === "role") return profile[2];
    return index.manifest.sets[index.set[page]];
  }

  // What the answers can be narrowed to, the most frequent first. Many pages share one profile and one set of tags, so these
  // are counted, and not the pages' values one by one.
  function facets(pages, filters) {
    var all = {}, manifest = index.manifest;
    FACETS.forEach(function (facet, at) {
      var of = facet === "tag" ? index.set : index.profile, lists = facet === "tag" ? manifest.sets : manifest.profiles;
      var may = narrowed(filters, facet), times = new Uint32Array(lists.length), counts = {};
      filters[facet].forEach(function (value) { if (value >= 0) counts[value] = 0; });
      pages.forEach(function (one) { if (!may || may(one.page)) times[of[one.page]]++; });
      lists.forEach(function (list, number) {
        if (times[number] === 0) return;
        (facet === "tag" ? list : [].concat(list[at])).forEach(function (value) { counts[value] = (counts[value] || 0) + times[number]; });
      });
      all[facet] = Object.keys(counts).map(function (at) {
        var value = valuesOf(index, facet)[at];
        return { value: value[0], label: value[1], count: counts[at], chosen: filters[facet].indexOf(+at) >= 0 };
      });
      all[facet].sort(function (a, b) { return b.count - a.count || (a.label < b.label ? -1 : 1); });
    });
    return all;
  }

  // Pages that have all words of every phrase in one part or in the title, which the lists of these words tell.
  function together(found, phrases) {
    return phrases.reduce(function (before, phrase) {
      return before.then(function (found) {
        return Promise.all(phrase.filter(function (word) { return !little.has(word); }).map(function (word) {
          return index.find(word).then(function (term) { return term && index.list(term); });
        })).then(function (lists) {
          if (!lists.every(Boolean)) return [];
          var groups = new Uint8Array(index.pages).fill(255);
          lists.forEach(function (list) {
            var own = new Uint8Array(index.pages);
            list.pages.forEach(function (page, at) { own[page] = list.groups[at] | (list.codes[at] & 32 ? 1 << GROUPS : 0); });
            own.forEach(function (bits, page) { groups[page] &= bits; });
          });
          return found.filter(function (one) { return groups[one.page] > 0; });
        });
      });
    }, Promise.resolve(found));
  }

  // Pages that say every phrase word for word: `{found, read}`. That takes reading them, those that `may` answer first, until more
  // than `wanted` of these are found; where any of them was left unread, `read` is how many were read.
  function saying(found, phrases, may, wanted) {
    if (phrases.length === 0) return Promise.resolve({ found: found, read: 0 });
    return together(found, phrases).then(function (found) {
      var mine = may ? found.filter(function (one) { return may(one.page); }) : found;
      var others = may ? found.filter(function (one) { return !may(one.page); }) : [];
      var order = foremost(index, mine, READ[2]).concat(foremost(index, others, READ[0])), said = [], enough = 0;
      function round(number, from) {
        var to = READ[number];
        if (from > 0 && (!to || from >= mine.length || enough > wanted)) return { found: said, read: from < mine.length ? from : 0 };
        return Promise.all(order.slice(from, to).map(function (one) { return index.page(one.page); })).then(function (pages) {
          pages.forEach(function (page, at) {
            var texts = [tokens(page.title)];
            page.parts.forEach(function (part) { texts.push(headTokens(part), textTokens(part)); });
            if (!phrases.every(function (phrase) { return texts.some(function (words) { return says(words, phrase); }); })) return;
            said.push(order[from + at]);
            if (from + at < mine.length) enough++;
          });
          return round(number + 1, to);
        });
      }
      return round(0, 0);
    });
  }

  function says(words, phrase) {
    return words.some(function (word, from) {
      return word.word === phrase[0] && phrase.every(function (wanted, by) { return words[from + by] && words[from + by].word === wanted; });
    });
  }

  function search(text, options) {
    options = options || {};
    text = String(text == null ? "" : text).slice(0, 400);
    return ready().then(function () {
      var query = parse(text, index), given = options.filters || {};
      FACETS.forEach(function (facet) {
        [].concat(given[facet] || []).forEach(function (value) {
          var at = valueOf(index, facet, String(value));
          // What nobody has heard of narrows to nothing.
          if (query.filters[facet].indexOf(at) < 0) query.filters[facet].push(at);
        });
      });
      if (options.prefix === false) query.words.forEach(function (one) { one.last = false; });
      return understood(query.words.slice(0, 24)).then(function (questions) { return answer(text, query, questions, options); });
    });
  }

  function answer(text, query, questions, options) {
    var asked = questions.filter(function (question) { return question.answer.touched.length > 0; });
    var may = narrowed(query.filters), ranked = { found: [], partial: false };
    if (questions.length > 0) ranked = rank(index, asked.map(function (question) { return question.answer; }), query.words.length - questions.length, weights);
    // Signs that are no words ask for nothing.
    else if (may || query.text.trim() === "") ranked = every();
    var limit = options.limit == null ? 10 : options.limit, offset = options.offset || 0;
    return saying(ranked.found, query.phrases, may, offset + limit).then(function (said) {
      var found = said.found, kept = may ? found.filter(function (one) { return may(one.page); }) : found;
      var shown = foremost(index, kept, offset + limit).slice(offset, offset + limit);
      var hit = hits(questions), worth = questions.map(function (question) { return Math.log(1 + index.pages / (1 + question.answer.touched.length)); });
      return Promise.all(shown.map(function (one) {
        return index.page(one.page).then(function (page) { return result(one, page, hit, worth); });
      })).then(function (results) {
        return {
          query: text,
          words: questions.map(function (question) {
            var used = question.terms.concat(question.also).map(function (term) { return term.word; });
            return { typed: question.typed, how: question.how, used: Array.from(new Set(used)) };
          }),
          corrected: corrected(query.text, questions),
          partial: ranked.partial || asked.length < questions.length,
          phrases: query.phrases.length,
          read: said.read,
          total: kept.length,
          everywhere: found.length,
          results: results,
          facets: facets(found, query.filters),
        };
      });
    });
  }

  // All pages, where nothing is asked but what to narrow to.
  function every() {
    var found = [];
    for (var page = 0; page < index.pages; page++) found.push({ page: page, score: 0 });
    return { found: found, partial: false };
  }

  // Which word of the question a word of a text answers.
  function hits(questions) {
    var known = new Map();
    questions.forEach(function (question, number) {
      question.terms.concat(question.also).forEach(function (term) { if (!known.has(term.word)) known.set(term.word, number); });
    });
    return function (word) {
      if (known.has(word)) return known.get(word);
      for (var number = 0; number < questions.length; number++) {
        var question = questions[number];
        if (question.how === "prefix" && word.slice(0, question.typed.length) === question.typed) return number;
      }
      return -1;
    };
  }

  // What was typed with the words that were meant, or nothing.
  function corrected(text, questions) {
    var out = "", at = 0, any = false;
    questions.forEach(function (question) {
      if (question.how !== "corrected") return;
      any = true;
      out += text.slice(at, question.from) + (question.meant || question.terms[0].word);
      at = question.to;
    });
    return any ? (out + text.slice(at)).trim() : null;
  }

  function result(one, page, hit, worth) {
    var manifest = index.manifest, profile = manifest.profiles[index.profile[one.page]], kind = manifest.kinds[profile[0]];
    return {
      id: one.page,
      title: page.title,
      titleMarks: marks(page.title, hit),
      kind: kind[0],
      kindName: kind[2],
      address: page.address + (manifest.portable ? "index.html" : ""),
      reviewed: page.reviewed,
      department: profile[1].length > 0 ? manifest.departments[profile[1][0]][1] : null,
      tags: manifest.sets[index.set[one.page]].map(function (tag) { return manifest.tags[tag][1]; }),
      score: round(one.score),
      sections: sections(page, hit, worth),
    };
  }

  return { ready: ready, search: search };
}
