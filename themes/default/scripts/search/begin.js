// Begins with the boxes that are there, and with those that are opened later.

function begin() {
  root = window.throughlineSearch.root || "";
  function start(box) {
    if (box.dataset.begun !== undefined) return;
    box.dataset.begun = "";
    if (box.dataset.searchBox === "page") beginPage(box); else beginDialog(box);
  }
  document.addEventListener("throughline:search", function (event) { start(event.detail); });
  Array.prototype.forEach.call(document.querySelectorAll("[data-search-box]"), start);
}
