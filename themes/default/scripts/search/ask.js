// Asking: each question once, and never an older answer in the place of a newer one.

// How long a question waits for the answer to the one before, in milliseconds. Whoever types faster than answers come is
// asked for in fewer steps; whoever waits for a slow network is not held up by what was typed before.
var PATIENCE = 300;

function asker(show, fail) {
  var asked = 0, shown = 0, last = null, underWay = 0, held = null, timer = 0;
  function ask(text, options) {
    var question = JSON.stringify([text, options]);
    if (question === last) return;
    last = question;
    held = { text: text, options: options, number: asked += 1 };
    clearTimeout(timer);
    if (!underWay) send();
    else timer = setTimeout(send, PATIENCE);
  }
  function send() {
    var mine = held;
    if (!mine) return;
    held = null;
    underWay += 1;
    window.throughlineSearch.ready().then(function () { return window.throughlineSearch.search(mine.text, mine.options); }).then(function (answer) {
      arrived();
      if (mine.number < shown) return;
      shown = mine.number;
      show(answer, mine.number === asked);
    }, function (error) {
      arrived();
      if (mine.number !== asked) return;
      last = null;
      fail(error);
    });
  }
  function arrived() {
    underWay -= 1;
    clearTimeout(timer);
    send();
  }
  // What is still under way is of no interest any more.
  ask.forget = function () { last = held = null; shown = asked += 1; };
  // Whether the newest question has no answer yet.
  ask.isWaiting = function () { return last !== null && shown < asked; };
  return ask;
}
