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
    function carries(item, name, value) {
      return !value || (item.dataset[name] || "").split(" ").indexOf(value) >= 0;
    }
    function fits(item) {
      return Object.keys(wanted).every(function (name) { return carries(item, name, wanted[name]); });
    }
    // What has been can be narrowed like everything else, and is not counted.
    var counted = items.filter(function (item) { return !item.classList.contains("past"); });
    function narrow() {
      items.forEach(function (item) { item.hidden = !fits(item); });
      var shown = counted.filter(function (item) { return !item.hidden; }).length;
      groups.forEach(function (group) {
        group.hidden = !all(group, "[data-filter-item]").some(function (item) { return !item.hidden; });
      });
      var narrowed = Object.keys(wanted).some(function (name) { return wanted[name]; });
      var text = shown ? bar.dataset.shown.replace("{n}", shown).replace("{all}", counted.length) : bar.dataset.none;
      result.textContent = narrowed ? text : "";
    }
    all(bar, "button[data-filter]").forEach(function (button) {
      var mates = all(bar, "button[data-filter='" + button.dataset.filter + "']");
      var count = button.querySelector("b");
      if (count && counted.length < items.length) {
        count.textContent = counted.filter(function (item) { return carries(item, button.dataset.filter, button.value); }).length;
      }
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
