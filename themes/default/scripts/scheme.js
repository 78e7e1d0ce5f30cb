// Dark or light. Loaded in the head, so that the page is never drawn in the wrong scheme first.
(function () {
  "use strict";
  var root = document.documentElement;
  var asked = /[?&]scheme=(light|dark)\b/.exec(location.search);
  var kept = null;
  try { kept = localStorage.getItem("throughline:scheme"); } catch (error) { /* a private window remembers nothing */ }
  if (asked) root.dataset.scheme = asked[1];
  else if (kept === "light" || kept === "dark") root.dataset.scheme = kept;

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.scheme = dark ? "light" : "dark";
      try { localStorage.setItem("throughline:scheme", root.dataset.scheme); } catch (error) { /* forgotten with the page */ }
    });
  });
})();
