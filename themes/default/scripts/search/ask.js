// Asking: each question once, never an older answer in the place of a newer one, and no file for a word that is half typed.

// How long a question waits for the answer to the one before, in milliseconds. Whoever types faster than answers come is
// asked for in fewer steps; whoever waits for a slow network is not held up by what was typed before.
var PATIENCE = 300;

// How long after a letter files are fetched for what is not here yet: somewhat longer than this reader takes from one letter
// to the next, between these bounds, in milliseconds. Who takes longer has stopped typing.
var QUICK = 180, UNKNOWN = 300, SLOW = 650;

function pacer() {
  var gaps = [], before = -Infinity;
  return function () {
    var now = performance.now(), gap = now - before;
    before = now;
    if (gap < SLOW) gaps = gaps.concat(gap).slice(-4);
    return gaps.length ? Math.min(SLOW, Math.max(QUICK, 1.5 * Math.max.apply(null, gaps))) : UNKNOWN;
  };
}

function asker(show, fail) {
  var asked = 0, shown = 0, last = null, underWay = 0, held = null, timer = 0, pace = pacer();
  // `typed`: the question is another because of a letter, so that more letters may follow.
  function ask(text, options, typed) {
    var question = JSON.stringify([text, options]);
    window.throughlineSearch.typing(typed ? pace() : 0, question !== last);
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
  ask.forget = function () {
    last = held = null;
    shown = asked += 1;
    window.throughlineSearch.typing(0, true);
  };
  // Whether the newest question has no answer yet.
  ask.isWaiting = function () { return last !== null && shown < asked; };
  return ask;
}
