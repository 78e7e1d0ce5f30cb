// What is over, how long ago it was and what is overdue is said here and not when the handbook was built, so that
// pages keep their bytes from day to day. Dates stand in the page; the words do, too, as attributes of their elements.
(function () {
  "use strict";
  var DAY = 86400000;
  function each(selector, work) { Array.prototype.forEach.call(document.querySelectorAll(selector), work); }
  // A day alone is over at its end; written with a time, at that time. Both are the reader's own.
  function end(written) { return new Date(written.length === 10 ? written + "T23:59:59" : written); }
  function day(written) { return new Date(written.slice(0, 10) + "T12:00:00"); }

  // 12 days ago, in 3 weeks: in the page's language, by the browser's own words.
  function ago(days, language) {
    var format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    var size = Math.abs(days);
    if (size < 21) return format.format(days, "day");
    if (size < 70) return format.format(Math.trunc(days / 7), "week");
    if (size < 730) return format.format(Math.trunc(days / 30.44), "month");
    return format.format(Math.trunc(days / 365.25), "year");
  }

  function say(after, text, name) {
    var said = document.createElement("span");
    said.className = name;
    said.textContent = text;
    after.append(" ", said);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var now = new Date();
    var noon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
    var language = document.documentElement.lang || "en";
    each("[data-ends]", function (item) { if (end(item.dataset.ends) < now) item.classList.add("past"); });
    each("[data-due]", function (item) {
      if (end(item.dataset.due) >= now) return;
      item.classList.add("overdue");
      say(item, item.dataset.overdue, "status open");
    });
    each("time[data-ago]", function (time) {
      var days = Math.round((day(time.dateTime) - noon) / DAY);
      if (isNaN(days) || !("Intl" in window) || !Intl.RelativeTimeFormat) return;
      try { say(time, "(" + ago(days, language) + ")", "ago"); } catch (error) { /* a language this browser does not know */ }
    });
    // An agenda holds everything, the newest first: what is still to come gets a list of its own, the soonest first.
    each("[data-split]", function (section) {
      var list = section.querySelector("ol");
      var heading = section.querySelector("h2");
      if (!list || !heading) return;
      var coming = Array.prototype.filter.call(list.children, function (item) { return !item.classList.contains("past"); });
      var head = heading.cloneNode(false);
      head.removeAttribute("id");
      head.textContent = section.dataset.coming;
      heading.textContent = section.dataset.been;
      var before = [head];
      if (coming.length) {
        var next = list.cloneNode(false);
        coming.reverse().forEach(function (item) { next.append(item); });
        before.push(next);
      } else {
        var nothing = document.createElement("p");
        nothing.className = "quiet";
        nothing.textContent = section.dataset.nothing;
        before.push(nothing);
      }
      heading.before.apply(heading, before);
      if (!list.children.length) { list.remove(); heading.remove(); }
    });
  });
})();
