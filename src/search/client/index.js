// The index as it is needed: parts are loaded once, kept, and read when they are asked for.

function Index(load, file) {
  var manifest, words = [], lists = [], pages = {}, self = {};
  var wordFirsts, kept = new Map(), keptSize = 0;

  function name(sort, names, at) { return sort + "." + names.slice(at * 12, at * 12 + 12) + ".js"; }

  // The place of the last one that is not above `wanted`.
  function last(sorted, wanted) {
    var low = 0, high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  // What `make` answers, asked for once; a part that did not come may be asked for again.
  function once(cache, key, make) {
    if (!cache[key]) {
      cache[key] = make();
      cache[key].catch(function () { delete cache[key]; });
    }
    return cache[key];
  }

  self.open = function () {
    return load(file).then(function (loaded) {
      manifest = self.manifest = loaded;
      wordFirsts = unfront(manifest.words.firsts);
      self.files = wordFirsts.length;
      self.initials = Array.from(new Set("abcdefghijklmnopqrstuvwxyz".split("").concat(wordFirsts.map(function (word) { return word.charAt(0); }))));
      var chunks = [];
      for (var at = 0; at * 12 < manifest.places.length; at++) chunks.push(load(name("pages", manifest.places, at)));
      return Promise.all(chunks);
    }).then(function (chunks) {
      var count = self.pages = manifest.pages;
      self.length = new Float32Array(count);
      self.title = new Uint8Array(count);
      self.day = new Uint16Array(count);
      self.profile = new Uint32Array(count);
      self.set = new Uint32Array(count);
      self.textFirsts = [];
      self.textNames = "";
      var profile = widthOf(manifest.profiles.length), set = widthOf(manifest.sets.length), page = 0;
      chunks.forEach(function (chunk) {
        var sizes = [], begin = page;
        numbers(chunk.texts, chunk.texts.length, sizes);
        sizes.forEach(function (size) { self.textFirsts.push(begin); begin += size; });
        self.textNames += chunk.names;
        for (var at = 0; at < chunk.length.length; at++, page++) {
          self.length[page] = Math.pow(2, letter(chunk.length, at) / 6) - 1;
          self.title[page] = letter(chunk.title, at);
          self.day[page] = fixed(chunk.day, at * 2, 2);
          self.profile[page] = fixed(chunk.profile, at * profile, profile);
          self.set[page] = fixed(chunk.set, at * set, set);
        }
      });
    });
  };

  // The file of words in which `word` is, if it is anywhere.
  self.fileOf = function (word) { return Math.max(0, last(wordFirsts, word)); };

  // A file of words: `{words, counts, slots}`.
  self.words = function (at) {
    return once(words, at, function () {
      return load(name("words", manifest.words.names, at)).then(function (part) {
        var file = { words: unfront(part[0]), counts: [], slots: [] };
        numbers(part[1], part[1].length, file.counts);
        var slot = manifest.words.slots[at];
        file.counts.forEach(function (count) {
          file.slots.push(slot);
          slot += Math.ceil(count / manifest.longest);
        });
        return file;
      });
    });
  };

  // The word itself as `{word, count, slot}`, or nothing.
  self.find = function (word) {
    if (!self.files) return Promise.resolve(null);
    return self.words(self.fileOf(word)).then(function (file) {
      var at = last(file.words, word);
      return at >= 0 && file.words[at] === word ? { word: word, count: file.counts[at], slot: file.slots[at] } : null;
    });
  };

  // Words that begin with `start`, from `most` files at most; several beginnings may share these, as a set of `taken` ones.
  self.beginning = function (start, most, taken) {
    if (!self.files) return Promise.resolve([]);
    taken = taken || new Set();
    var files = [], from = self.fileOf(start), to = self.fileOf(start + "\uffff");
    for (var at = from; at <= to; at++) {
      if (taken.size >= most && !taken.has(at)) continue;
      taken.add(at);
      files.push(self.words(at));
    }
    return Promise.all(files).then(function (files) {
      var found = [];
      files.forEach(function (file) {
        for (var at = Math.max(0, last(file.words, start)); at < file.words.length; at++) {
          var word = file.words[at];
          if (word.slice(0, start.length) === start) found.push({ word: word, count: file.counts[at], slot: file.slots[at] });
          else if (word > start) break;
        }
      });
      return found;
    });
  };

  // Which file holds a list; words whose lists lie together cost one.
  self.listFile = function (slot) { return last(manifest.lists.slots, slot); };

  // The pages of a word.
  self.list = function (term) {
    if (kept.has(term.slot)) return Promise.resolve(kept.get(term.slot));
    var parts = [];
    for (var at = 0; at * manifest.longest < term.count; at++) {
      parts.push(part(term.slot + at, Math.min(manifest.longest, term.count - at * manifest.longest)));
    }
    return Promise.all(parts).then(function (parts) {
      var list = parts.length === 1 ? parts[0] : joined(parts, term.count);
      // Lists that were read stay read, within reason.
      keptSize += term.count;
      if (keptSize > 2000000) { kept.clear(); keptSize = term.count; }
      kept.set(term.slot, list);
      return list;
    });
  };

  function part(slot, count) {
    var at = self.listFile(slot);
    return once(lists, at, function () {
      return load(name("lists", manifest.lists.names, at)).then(function (text) { return text.split(" "); });
    }).then(function (texts) { return unlist(texts[slot - manifest.lists.slots[at]], count); });
  }

  function joined(parts, count) {
    var all = { pages: new Uint32Array(count), codes: new Uint8Array(count), groups: new Uint8Array(count) }, at = 0;
    parts.forEach(function (part) {
      all.pages.set(part.pages, at);
      all.codes.set(part.codes, at);
      all.groups.set(part.groups, at);
      at += part.pages.length;
    });
    return all;
  }

  // A page with its texts: `{title, address, reviewed, parts: [{anchor, head, text}]}`.
  self.page = function (number) {
    var at = last(self.textFirsts, number);
    return once(pages, at, function () {
      return load(name("texts", self.textNames, at)).then(function (records) {
        return records.map(function (record) {
          return {
            title: record[0], address: record[1], reviewed: record[2],
            parts: record[3].map(function (part) { return { anchor: part[0], head: part[1], text: part[2], tokens: null, headTokens: null }; }),
          };
        });
      });
    }).then(function (records) { return records[number - self.textFirsts[at]]; });
  };

  return self;
}
