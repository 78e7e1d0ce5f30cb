// What a reader should know of an answer: what was corrected, what else was looked for, what was left out.

function quotedList(list) {
  return list.map(function (word) { return say("search.quoted", { word: word }); }).join(", ");
}

function notesOf(answer) {
  var notes = [];
  function note(nodes) { if (notes.length) notes.push(" "); notes.push(make("span", {}, nodes)); }
  var nothing = answer.words.filter(function (word) { return word.how === "none"; }).map(function (word) { return word.typed; });
  var corrected = answer.words.filter(function (word) { return word.how === "corrected"; }).map(function (word) { return word.typed; });
  var others = [];
  answer.words.forEach(function (word) {
    if (word.how === "synonym") word.used.forEach(function (used) { if (others.indexOf(used) < 0) others.push(used); });
  });
  if (answer.read) note(tell("search.read", { read: answer.read }));
  // Where nothing is shown, what was meant is a way on of the empty state.
  if (answer.total && answer.corrected) {
    note(tell("search.corrected", { typed: quotedList(corrected.length ? corrected : [answer.query]), corrected: make("b", {}, answer.corrected) }));
  }
  if (answer.total && nothing.length) note(tell("search.left_out", { words: quotedList(nothing) }));
  else if (answer.total && answer.partial) note(tell("search.partial"));
  if (others.length) note(tell("search.synonyms", { words: quotedList(others) }));
  return notes;
}

// The same for those who do not see it: how many pages there are, or that there is none, and what stands in `note`.
function told(answer, text, note) {
  var found = answer.total ? say("search.found", { n: answer.total }) : say("search.nothing", { query: unquoted(text) || text });
  return note.textContent ? found + ". " + note.textContent : found;
}
