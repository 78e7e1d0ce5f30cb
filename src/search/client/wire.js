// How numbers are spelt in the files of search. `wire.rs` writes what is read here.

// The value of a letter: printable ASCII without the space, `!`, the quotation mark and the backslash.
function letter(text, at) {
  var code = text.charCodeAt(at);
  return code > 92 ? code - 36 : code - 35;
}

// All numbers of a text: 45 values a letter, the lowest first; a value from 45 on says that more follow.
function numbers(text, end, out) {
  var count = 0, at = 0;
  while (at < end) {
    var value = letter(text, at++), number = value, place = 45;
    while (value >= 45) {
      value = letter(text, at++);
      number += value * place;
      place *= 45;
    }
    out[count++] = number;
  }
  return count;
}

// The number in `width` letters, the highest first.
function fixed(text, at, width) {
  var number = 0;
  for (var end = at + width; at < end; at++) number = number * 91 + letter(text, at);
  return number;
}

function widthOf(end) { return end <= 91 ? 1 : end <= 8281 ? 2 : 3; }

// Words in order, each written as what it shares with the one before and what is new.
function unfront(text) {
  if (text === "") return [];
  var words = text.split(" "), last = "";
  for (var at = 0; at < words.length; at++) {
    last = last.slice(0, letter(words[at], 0)) + words[at].slice(1);
    words[at] = last;
  }
  return words;
}

// The pages of a word: gaps, then a letter for where each says it, then one for its parts.
function unlist(text, count) {
  var end = text.length - 2 * count;
  var list = { pages: new Uint32Array(count), codes: new Uint8Array(count), groups: new Uint8Array(count) };
  numbers(text, end, list.pages);
  var next = 0;
  for (var at = 0; at < count; at++) {
    list.pages[at] += next;
    next = list.pages[at] + 1;
    list.codes[at] = letter(text, end + at);
    list.groups[at] = letter(text, end + count + at);
  }
  return list;
}
