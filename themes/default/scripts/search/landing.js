// A note for the page that was chosen: which words to mark there. See ../found.js, which reads it.

var NOTES = 8;

// The words as the page writes them, from what was marked, and as the index knows them.
function foundWords(answer, result) {
  var found = {};
  answer.words.forEach(function (word) { word.used.forEach(function (used) { found[used] = true; }); });
  result.sections.forEach(function (section) {
    section.excerpt.forEach(function (part) {
      if (part.mark) found[part.text] = true;
    });
  });
  return Object.keys(found).slice(0, 60);
}

function handOver(href, answer, result) {
  var note = {
    at: Date.now(), to: new URL(href, location.href).pathname, words: foundWords(answer, result),
    text: answer.corrected || answer.query, label: say("search.marked"), away: say("search.put_away")
  };
  if (!note.words.length) return;
  try {
    var notes = JSON.parse(localStorage.getItem("throughline:found") || "[]");
    notes = (Array.isArray(notes) ? notes : []).filter(function (other) { return other && other.to !== note.to; });
    localStorage.setItem("throughline:found", JSON.stringify(notes.concat(note).slice(-NOTES)));
  } catch (error) { /* nothing is marked, and the page is there all the same */ }
}

// Whether a click on `link` only moves within the page that is open.
function staysHere(link) { return link.pathname === location.pathname && link.host === location.host; }
