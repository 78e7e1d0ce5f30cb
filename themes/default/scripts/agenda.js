// Visits: what has been, what is still to come and which month it is are told here, so that pages keep their bytes from
// day to day. Without this the agenda is one list by date, and all months stand below each other. It runs before
// filters.js, which counts what is still to come.
(function () {
  "use strict";
  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // What has been goes behind a line to open, the newest first, month by month where the agenda is parted so.
  function part(section, now) {
    var been = make("details", "been");
    var count = 0;
    var left = 0;
    all(section, "ol.agenda").reverse().forEach(function (list) {
      var items = all(list, "li[data-ends]");
      var over = items.filter(function (item) { return new Date(item.dataset.ends) < now; });
      count += over.length;
      left += items.length - over.length;
      if (!over.length) return;
      var month = list.closest(".agenda-month");
      var past = list.cloneNode(false);
      over.reverse().forEach(function (item) { end(item); past.append(item); });
      if (!month) { been.append(past); return list.children.length ? null : list.remove(); }
      var group = month.cloneNode(false);
      group.append(month.querySelector("h3").cloneNode(true), past);
      been.append(group);
      if (!list.children.length) month.remove();
    });
    if (section.dataset.only === "coming") { section.hidden = !left; return; }
    section.querySelector("h2").textContent = section.dataset.coming;
    var place = section.querySelector("[data-filtered]") || section;
    if (!left) place.append(make("p", "quiet nothing", section.dataset.nothing));
    if (!count) return;
    var line = make("summary", "", section.dataset.been + " ");
    line.append(make("b", "", String(count)));
    been.prepend(line);
    var last = place.querySelector(".into-calendar");
    if (last) last.before(been); else place.append(been);
  }

  // A place that nobody took is none any more; nobody can ask for it, nor put it into a calendar.
  function end(item) {
    item.classList.add("past");
    all(item, ".ask, .add, .room").forEach(function (link) { link.remove(); });
    all(item, "[data-been]").forEach(function (status) {
      status.textContent = status.dataset.been;
      status.className = "status declined";
    });
  }

  // The anchor of a visit may stand in what is closed or left out: it is opened, and everything is shown again.
  function reveal() {
    var item = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!item || !item.closest(".agenda")) return;
    if (item.closest("[hidden]")) {
      all(document, "[data-filters] button[value='']").forEach(function (button) { button.click(); });
      all(document, "[data-filters] select").forEach(function (select) {
        select.value = "";
        select.dispatchEvent(new Event("change"));
      });
    }
    var closed = item.closest("details");
    if (closed) closed.open = true;
    item.scrollIntoView();
  }

  // One month at a time: this one, or the next that has a visit.
  function months(root, now) {
    var figures = all(root, ".month-figure");
    var bar = root.querySelector(".month-turn");
    if (!figures.length || !bar) return;
    var buttons = all(bar, "button");
    var said = bar.querySelector("[role=status]");
    var today = now.getFullYear() + "-" + String(now.getMonth() + 1).padStart(2, "0");
    var at = figures.findIndex(function (figure) { return figure.dataset.month >= today; });
    var name = function (index) { return figures[index] ? figures[index].querySelector("h3").textContent : ""; };
    function show(index) {
      at = index;
      figures.forEach(function (figure, number) { figure.hidden = number !== at; });
      var focused = document.activeElement;
      buttons.forEach(function (button) {
        button.textContent = name(at + Number(button.value));
        button.hidden = !button.textContent;
      });
      // At either end the button that was pressed is gone: its neighbour takes over.
      if (buttons.indexOf(focused) >= 0 && focused.hidden) buttons.forEach(function (other) { if (!other.hidden) other.focus(); });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () { show(at + Number(button.value)); said.textContent = name(at); });
    });
    figures.filter(function (figure) { return figure.dataset.month === today; }).forEach(function (figure) {
      all(figure, ".n").forEach(function (number) {
        if (Number(number.textContent) !== now.getDate()) return;
        number.closest("td").classList.add("today");
        number.append(" " + root.dataset.today);
      });
    });
    show(at < 0 ? figures.length - 1 : at);
    bar.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var now = new Date();
    all(document, "[data-visits]").forEach(function (section) { part(section, now); });
    all(document, "[data-months]").forEach(function (root) { months(root, now); });
    // What can only be told after a visit does not wait before it.
    all(document, "[data-after]").forEach(function (item) { item.hidden = new Date(item.dataset.after) > now; });
    all(document, "[data-waiting]").forEach(function (section) {
      section.hidden = !all(section, "[data-after]").some(function (item) { return !item.hidden; });
    });
    // After the lists have been narrowed for the first time.
    setTimeout(reveal, 0);
    window.addEventListener("hashchange", reveal);
  });
})();
