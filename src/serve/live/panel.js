// What the preview says: a bar at the top, which also tells when another page was saved, and a panel with what is to be
// mended.
(function (live) {
  "use strict";
  var asideFor = "";
  var noteFor = 0;
  var parts = {};

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function clear(node) { while (node.firstChild) node.firstChild.remove(); }

  function counted(n, one, many) { return n === 1 ? "1 " + one : n + " " + many; }

  function clock(seconds) {
    var at = new Date(seconds * 1000);
    return ("0" + at.getHours()).slice(-2) + ":" + ("0" + at.getMinutes()).slice(-2);
  }

  // Words between backquotes are set as what somebody would type.
  function spoken(text, into) {
    text.split(/`([^`]+)`/).forEach(function (piece, place) {
      if (piece) into.append(place % 2 ? element("code", "", piece) : piece);
    });
    return into;
  }

  function sentence(text) {
    text = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.?!]$/.test(text) ? text : text + ".";
  }

  function excerpt(finding) {
    var pre = element("pre");
    pre.tabIndex = 0;
    var code = element("code");
    var indent = Math.min.apply(null, finding.excerpt.map(function (row) {
      var text = row.before + row.meant + row.after;
      return text.trim() ? /^ */.exec(text)[0].length : 99;
    }));
    finding.excerpt.forEach(function (row, place) {
      if (place) code.append("\n");
      code.append(element("span", "ln", String(row.line)), "  ", row.before.slice(indent));
      if (row.meant) code.append(element("span", finding.severity === "error" ? "wrong" : "doubtful", row.meant));
      code.append(row.after);
    });
    pre.append(code);
    return pre;
  }

  function opener(state, finding) {
    var link = element("a", "tl-button");
    link.href = live.open(state, finding.file, finding.line || 1, finding.column);
    link.append(live.pencil(), finding.line ? "Open at line " + finding.line : "Open the file");
    return link;
  }

  function where(finding) {
    var file = element("p", "file", finding.file);
    if (finding.line) file.append(" ", element("span", "", "line " + finding.line));
    return file;
  }

  function told(state, finding, remark) {
    var one = element("article", "tl-finding " + finding.severity);
    one.append(where(finding));
    // A heading is set in the book face, in which what was typed stands between quotation marks.
    var said = sentence(finding.message).replace(/\.$/, "").replace(/`([^`]+)`/g, "“$1”");
    one.append(element("h2", "", said));
    if (finding.excerpt.length) one.append(excerpt(finding));
    var mend = [finding.mend, finding.note].filter(Boolean).map(sentence).join(" ");
    if (mend) one.append(spoken(mend, element("p", "mend")));
    finding.related.forEach(function (place) {
      one.append(spoken(place.file + (place.line ? ", line " + place.line : "") + ": " + place.message, element("p", "mend quiet")));
    });
    var unnamed = finding.mentions - finding.related.length;
    if (unnamed > 0) one.append(element("p", "mend quiet", "And " + counted(unnamed, "more place that mentions it.", "more places that mention it.")));
    var acts = element("div", "acts");
    acts.append(opener(state, finding));
    if (remark) acts.append(element("span", "small quiet", remark));
    one.append(acts);
    return one;
  }

  function brief(state, finding) {
    var row = element("p");
    var link = element("a", "", finding.file + (finding.line ? ", line " + finding.line : ""));
    link.href = live.open(state, finding.file, finding.line || 1, finding.column);
    row.append(link, ": ");
    return spoken(sentence(finding.message), row);
  }

  function more(text, findings, state) {
    var details = element("details");
    details.append(element("summary", "", text));
    findings.forEach(function (finding) { details.append(brief(state, finding)); });
    return details;
  }

  // Which mistakes these are, so that a panel that was put aside comes back for another one.
  function name(findings) {
    return findings.map(function (one) { return one.file + "\n" + one.message; }).join("\n\n");
  }

  function panel(state, file) {
    var all = state.findings.filter(function (one) { return one.severity === "error"; });
    var own = all.filter(function (one) { return one.file === file; });
    var others = all.filter(function (one) { return one.file !== file; });
    var shown = own.concat(others);
    var key = name(shown);
    var isNew = parts.panel.dataset.key !== key;
    var aside = asideFor === key && key !== "";
    parts.bar.querySelector(".tl-errors").hidden = !aside;
    parts.bar.querySelector(".tl-errors").textContent = counted(state.summary.errors, "thing to mend", "things to mend");
    parts.panel.hidden = !shown.length || aside;
    document.documentElement.toggleAttribute("data-tl-panel", !parts.panel.hidden);
    if (!shown.length) asideFor = "";
    // The same findings at other places: nothing jumps, no button loses its focus.
    if (!isNew && parts.panel.dataset.news === JSON.stringify(shown)) return;
    var open = parts.panel.querySelector("details[open]");
    var focused = parts.panel.contains(document.activeElement) && document.activeElement.className;
    parts.panel.dataset.key = key;
    parts.panel.dataset.news = JSON.stringify(shown);
    clear(parts.panel);
    if (!shown.length) return;
    var close = element("button", "tl-aside", "Put aside");
    close.type = "button";
    close.addEventListener("click", function () { asideFor = key; panel(state, file); parts.bar.querySelector(".tl-errors").focus(); });
    parts.panel.append(close);
    var held = state.held.filter(function (one) { return one.file === shown[0].file; })[0];
    var remark = held
      ? "The page behind is as it was at " + clock(held.since) + ". This goes away when the line is mended."
      : "This goes away when it is mended.";
    parts.panel.append(told(state, shown[0], remark));
    // In a narrow window the marked words of a long line may lie beyond its edge.
    var marked = parts.panel.querySelector("pre .wrong");
    if (marked) marked.closest("pre").scrollLeft = Math.max(0, marked.offsetLeft + marked.offsetWidth - parts.panel.clientWidth + 120);
    var rest = shown.slice(1);
    var total = state.summary.errors - 1;
    if (rest.length) {
      var here = rest.filter(function (one) { return one.file === shown[0].file; }).length;
      var place = here === rest.length ? " in this file" : here ? "" : total === 1 ? ", in another file" : ", in other files";
      var details = more((total === 1 ? "One more thing" : total + " more things") + place, rest, state);
      if (open) details.open = true;
      parts.panel.append(details);
    }
    if (focused) {
      var again = parts.panel.querySelector("." + focused.split(" ")[0]);
      if (again) again.focus();
    }
  }

  function warnings(state) {
    var those = state.findings.filter(function (one) { return one.severity === "warning"; });
    var counter = parts.bar.querySelector(".tl-warnings");
    counter.hidden = !those.length;
    if (!those.length) return;
    var was = counter.open;
    clear(counter);
    counter.append(element("summary", "", counted(state.summary.warnings, "remark", "remarks")));
    var list = element("div", "tl-drop");
    those.forEach(function (finding) { list.append(brief(state, finding)); });
    if (state.summary.warnings > those.length) list.append(element("p", "quiet", "And " + (state.summary.warnings - those.length) + " more: throughline check tells all."));
    counter.append(list);
    counter.open = was;
  }

  function days(state) {
    var counter = parts.bar.querySelector(".tl-days");
    counter.hidden = !state.waiting.length;
    if (!state.waiting.length) return;
    var was = counter.open;
    clear(counter);
    counter.append(element("summary", "", counted(state.waiting.length, "page of another day", "pages of other days")));
    var list = element("div", "tl-drop");
    state.waiting.forEach(function (one) {
      var row = element("p");
      var link = element("a", "", one.file);
      link.href = live.open(state, one.file, 1, 1);
      row.append(link, " " + one.why + ".");
      list.append(row);
    });
    counter.append(list);
    counter.open = was;
  }

  // A quiet word about a page that was saved while another one is open.
  function note(state, file, first) {
    var other = state.saved.filter(function (one) { return one.page && !one.removed && one.file !== file; })[0];
    var here = state.saved.some(function (one) { return one.file === file; });
    if (first || noteFor === state.save) return;
    noteFor = state.save;
    parts.note.hidden = here || !other;
    clear(parts.note);
    if (parts.note.hidden) return;
    var link = element("a", "", other.page.title);
    link.href = "/" + encodeURI(other.page.address);
    var close = element("button", "tl-away", "Put away");
    close.type = "button";
    close.addEventListener("click", function () { parts.note.hidden = true; });
    parts.note.append("Another page: ", link, " ", close);
  }

  function says(text) {
    var line = parts.bar.querySelector(".tl-says");
    if (line.textContent !== text) line.textContent = text;
  }

  function begin() {
    if (parts.bar) return;
    var bar = element("div", "tl-bar");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Preview");
    bar.lang = "en";
    var inner = element("div");
    inner.append(element("span", "", "Preview, on your machine"));
    var line = element("span", "tl-says");
    line.setAttribute("role", "status");
    parts.note = element("span", "tl-note");
    parts.note.setAttribute("role", "status");
    parts.note.hidden = true;
    inner.append(line, parts.note);
    var errors = element("button", "tl-errors");
    errors.type = "button";
    errors.hidden = true;
    errors.addEventListener("click", function () { asideFor = ""; live.say(); });
    var remarks = element("details", "tl-warnings");
    remarks.hidden = true;
    var other = element("details", "tl-days");
    other.hidden = true;
    var right = element("span", "tl-right");
    right.append(errors, remarks, other);
    inner.append(right);
    bar.append(inner);
    parts.bar = bar;
    parts.panel = element("section", "tl-panel");
    parts.panel.setAttribute("aria-label", "To be mended");
    parts.panel.setAttribute("aria-live", "polite");
    parts.panel.lang = "en";
    parts.panel.hidden = true;
    // Escape and a click elsewhere close what drops down.
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      Array.prototype.forEach.call(bar.querySelectorAll("details[open]"), function (one) { one.open = false; });
    });
    document.addEventListener("click", function (event) {
      Array.prototype.forEach.call(bar.querySelectorAll("details[open]"), function (one) {
        if (!one.contains(event.target)) one.open = false;
      });
    });
    attach();
  }

  // The parts stand in the page, and no page that is shown in its place takes them away.
  function attach() {
    var skip = document.querySelector(".skip");
    if (parts.bar.parentNode !== document.body) {
      if (skip) skip.after(parts.bar); else document.body.prepend(parts.bar);
    }
    if (parts.panel.parentNode !== document.body) document.body.append(parts.panel);
  }

  live.panel = {
    begin: begin,
    says: says,
    said: function () { return parts.bar.querySelector(".tl-says").textContent; },
    show: function (state, file, first) {
      begin();
      attach();
      panel(state, file);
      warnings(state);
      days(state);
      note(state, file, first);
    },
  };
})(window.__preview = window.__preview || {});
