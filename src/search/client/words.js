// Text to words as people type them. `fold.rs` does the same to what is written, step by step.

var DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3134f}";
var LETTER = "(?:(?![" + DENSE + "])[\\p{Alphabetic}\\p{N}\\p{M}])";
// A run of letters that are written without spaces, a number with thousands signs, or a run of other letters, parted by
// apostrophes at most.
var RUN = new RegExp("[" + DENSE + "]+|(\\d{1,3}(?:[,.'\\u2019\\u202f]\\d{3})+)(?!" + LETTER + ")|" + LETTER + "+(?:['\\u2019]" + LETTER + "+)*", "gu");
var FIRST_DENSE = new RegExp("^[" + DENSE + "]", "u");
var STRIPPED = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
var ODD = /[\u00df\u00e6\u0153\u00f8\u0111\u00f0\u0142\u00fe\u0131\u03c2]/g;
var PLAIN = { "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u0142": "l", "\u00fe": "th", "\u0131": "i", "\u03c2": "\u03c3" };
// The longest word that is kept whole.
var LONGEST = 40;

function fold(word) {
  if (!/[^\x00-\x7f]/.test(word)) return word.toLowerCase();
  return word.normalize("NFKD").toLowerCase().replace(STRIPPED, "").replace(ODD, function (c) { return PLAIN[c]; }).normalize("NFC");
}

// Each word of `text`, folded, with where it stands: `{word, from, to}`.
function tokens(text) {
  var found = [], run;
  function tell(word, from, to) {
    if (word === "") return;
    if (word.length > LONGEST) word = Array.from(word).slice(0, LONGEST).join("");
    found.push({ word: word, from: from, to: to });
  }
  RUN.lastIndex = 0;
  while ((run = RUN.exec(text))) {
    var from = run.index, whole = run[0];
    if (FIRST_DENSE.test(whole)) { pairs(whole, from, tell); continue; }
    if (run[1]) { tell(whole.replace(/\D/g, ""), from, from + whole.length); continue; }
    if (whole.indexOf("'") < 0 && whole.indexOf("\u2019") < 0) { tell(fold(whole), from, from + whole.length); continue; }
    // guest's is a guest, don't is one word, l'hotel is two.
    var word = "", begin = from, at = from, pieces = whole.split(/['\u2019]/);
    for (var number = 0; number < pieces.length; number++) {
      var piece = fold(pieces[number]), end = at + pieces[number].length;
      if (number > 0 && piece === "s") {
        tell(word, begin, at - 1);
        word = "";
        begin = end + 1;
      } else if (number > 0 && Array.from(word).length <= 2 && Array.from(piece).length >= 3) {
        tell(word, begin, at - 1);
        word = piece;
        begin = at;
      } else {
        word += piece;
      }
      at = end + 1;
    }
    tell(word, begin, from + whole.length);
  }
  return found;
}

// Each two letters side by side; one that stands alone.
function pairs(run, from, tell) {
  var letters = Array.from(run), at = from;
  if (letters.length === 1) return tell(fold(run), from, from + run.length);
  for (var number = 0; number + 1 < letters.length; number++) {
    tell(fold(letters[number]) + fold(letters[number + 1]), at, at + letters[number].length + letters[number + 1].length);
    at += letters[number].length;
  }
}
