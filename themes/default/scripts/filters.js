// Narrows a list: buttons and selects carry what to look for, the entries carry what they are. Without this, the list
// is whole and the controls are not there.
(function () {
  "use strict";
  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function begin(bar) {
    var list = document.querySelector("[data-filtered='" + bar.dataset.filters + "']");
    if (!list) return;
    var items = all(list, "[data-filter-item]");
    var groups = all(list, "[data-filter-group]");
    var result = bar.querySelector("[data-filter-result]");
    var wanted = {};
    function fits(item) {
      return Object.keys(wanted).every(function (name) {
        if (!wanted[name]) return true;
        return (item.dataset[name] || "").split(" ").indexOf(wanted[name]) >= 0;
      });
    }
    function narrow() {
      var shown = 0;
      items.forEach(function (item) { item.hidden = !fits(item); if (!item.hidden) shown += 1; });
      groups.forEach(function (group) {
        group.hidden = !all(group, "[data-filter-item]").some(function (item) { return !item.hidden; });
      });
      var narrowed = Object.keys(wanted).some(function (name) { return wanted[name]; });
      var text = shown ? bar.dataset.shown.replace("{n}", shown).replace("{all}", items.length) : bar.dataset.none;
      result.textContent = narrowed ? text : "";
    }
    all(bar, "button[data-filter]").forEach(function (button) {
      var mates = all(bar, "button[data-filter='" + button.dataset.filter + "']");
      button.addEventListener("click", function () {
        // A button that stands alone is switched off again; of many, one is always pressed.
        var off = mates.length === 1 && button.getAttribute("aria-pressed") === "true";
        mates.forEach(function (mate) { mate.setAttribute("aria-pressed", mate === button && !off ? "true" : "false"); });
        wanted[button.dataset.filter] = off ? "" : button.value;
        narrow();
      });
    });
    all(bar, "select[data-filter]").forEach(function (select) {
      // A browser that keeps a form's values over a reload keeps the list as narrow.
      wanted[select.dataset.filter] = select.value;
      select.addEventListener("change", function () { wanted[select.dataset.filter] = select.value; narrow(); });
    });
    bar.hidden = false;
    narrow();
  }

  document.addEventListener("DOMContentLoaded", function () { all(document, "[data-filters]").forEach(begin); });
})();
