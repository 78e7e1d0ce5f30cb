// Edit marks: a quiet pencil beside each block of the text, which opens the line it was written on.
(function (live) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function pencil() {
    var icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("class", "icon");
    icon.setAttribute("viewBox", "0 0 20 20");
    icon.setAttribute("aria-hidden", "true");
    var path = document.createElementNS(SVG, "path");
    path.setAttribute("d", "m4 16 .8-3.4L13.6 3.8l2.6 2.6-8.8 8.8z");
    icon.append(path);
    return icon;
  }

  // A link that opens `file` at a line. Addresses of editors take the path without the slash that stands before it.
  function address(state, file, line, column) {
    var path = (state.root.replace(/^\//, "") + "/" + file).split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":");
    var template = state.editor;
    if (template.indexOf("{path}") > 0 && template.charAt(template.indexOf("{path}") - 1) !== "/") path = "/" + path;
    return template.replace("{path}", path).replace("{line}", line).replace("{column}", column || 1);
  }

  // Blocks inside blocks have a mark only where the outer one has none of its own: a list, not each paragraph in it.
  function isInside(block) {
    var outer = block.parentElement && block.parentElement.closest("[data-line]");
    return !!outer && !/^(BLOCKQUOTE|DIV|SECTION|LI|UL|OL|DL)$/.test(outer.nodeName);
  }

  function mark(block, link, label) {
    link.className = "tl-mark";
    link.setAttribute("aria-label", label);
    link.title = label;
    if (!link.firstChild) link.append(pencil());
    block.classList.add("tl-editable");
    if (link.parentNode !== block) block.prepend(link);
  }

  // What scrolls would cut a mark off, so that one stands beside it; a list has its mark in its first line.
  function holder(block) {
    if (/^(UL|OL|DL)$/.test(block.nodeName)) return block.firstElementChild || block;
    return block.matches("div.table, pre, figure, hr") ? null : block;
  }

  live.pencil = pencil;
  live.open = address;
  live.marks = function (state, file) {
    if (!file || !state) return;
    Array.prototype.forEach.call(document.querySelectorAll("main [data-line]"), function (block) {
      if (isInside(block)) return;
      var line = block.dataset.line;
      var inside = holder(block);
      var link = inside ? block.querySelector(":scope > .tl-mark") : null;
      if (!inside) {
        var beside = block.previousElementSibling;
        link = beside && beside.classList.contains("tl-beside") ? beside.firstChild : null;
      }
      link = link || document.createElement("a");
      link.href = address(state, file, line, 1);
      if (inside) return mark(inside, link, "Edit line " + line);
      var row = link.parentNode || document.createElement("div");
      row.className = "tl-beside";
      row.setAttribute("lang", "en");
      mark(row, link, "Edit line " + line);
      if (row.nextElementSibling !== block) block.before(row);
    });
    var title = document.querySelector("main h1");
    if (title) {
      var own = title.querySelector(":scope > .tl-mark") || document.createElement("a");
      own.href = address(state, file, 1, 1);
      mark(title, own, "Edit this page: " + file);
    }
  };
})(window.__preview = window.__preview || {});
