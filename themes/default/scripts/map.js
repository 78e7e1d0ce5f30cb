// The map: what leads on from the one that is followed, or pointed at; from a customer, what leads there.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var map = document.querySelector("svg.map");
    var bar = document.querySelector("[data-follow]");
    if (!map || !bar) return;
    function list(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
    var edges = list(".edge", map), nodes = list(".node", map), answers = list("[data-follow-answer]");
    var select = bar.querySelector("select");
    var leaving = {}, arriving = {};
    function add(index, key, edge) { (index[key] = index[key] || []).push(edge); }
    edges.forEach(function (edge) {
      add(leaving, edge.dataset.from, edge);
      add(arriving, edge.dataset.to, edge);
    });

    function walk(starts, edgesOf, end, on) {
      var queue = starts.slice(), seen = {};
      while (queue.length) {
        var key = queue.shift();
        if (seen[key]) continue;
        seen[key] = on[key] = true;
        (edgesOf[key] || []).forEach(function (edge) {
          edge.classList.add("on");
          queue.push(edge.dataset[end]);
        });
      }
    }
    function focus(keys, back) {
      var on = {};
      edges.forEach(function (edge) { edge.classList.remove("on"); });
      if (keys.length) map.dataset.focus = ""; else delete map.dataset.focus;
      walk(keys, leaving, "to", on);
      if (back) walk(keys, arriving, "from", on);
      nodes.forEach(function (node) {
        node.classList.toggle("on", !!on[node.id]);
        node.classList.toggle("here", keys.indexOf(node.id) >= 0);
      });
    }
    function follow(key) {
      var node = key && document.getElementById(key);
      if (node) return focus([key], node.classList.contains("customer"));
      focus(nodes.filter(function (one) { return key && one.dataset.department === key; }).map(function (one) { return one.id; }));
    }
    function chosen() {
      answers.forEach(function (answer) { answer.hidden = answer.dataset.followAnswer !== select.value; });
      follow(select.value);
    }
    function known(key) { return Array.prototype.some.call(select.options, function (option) { return option.value === key; }); }
    function asked() {
      var key = "";
      try { key = decodeURIComponent(location.hash.slice(1)); } catch (error) { /* not one of ours */ }
      if (key && known(key)) { select.value = key; chosen(); }
    }

    bar.hidden = false;
    nodes.forEach(function (node) {
      function look() { follow(node.id); }
      node.addEventListener("mouseenter", look);
      node.addEventListener("focusin", look);
      node.addEventListener("mouseleave", chosen);
      node.addEventListener("focusout", chosen);
    });
    select.addEventListener("change", chosen);
    window.addEventListener("hashchange", asked);
    chosen();
    asked();
  });
})();
