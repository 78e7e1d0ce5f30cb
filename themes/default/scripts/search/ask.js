// Asking: each question once, and never an older answer in the place of a newer one.

function asker(show, fail) {
  var asked = 0, shown = 0, last = null;
  function ask(text, options) {
    var question = JSON.stringify([text, options]);
    if (question === last) return;
    last = question;
    var mine = asked += 1;
    window.throughlineSearch.ready().then(function () { return window.throughlineSearch.search(text, options); }).then(function (answer) {
      if (mine < shown) return;
      shown = mine;
      show(answer, mine === asked);
    }).catch(function (error) {
      if (mine !== asked) return;
      last = null;
      fail(error);
    });
  }
  // What is still under way is of no interest any more.
  ask.forget = function () { last = null; shown = asked += 1; };
  // Whether the newest question has no answer yet.
  ask.isWaiting = function () { return last !== null && shown < asked; };
  return ask;
}
