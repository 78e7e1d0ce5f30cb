// Cards of links close on Escape, open again on the next visit, and turn to where there is room.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    Array.prototype.forEach.call(document.querySelectorAll(".has-card"), function (holder) {
      function open() {
        delete holder.dataset.closed;
        delete holder.dataset.end;
        var card = holder.querySelector(".hover-card");
        if (!card) return;
        var box = card.getBoundingClientRect();
        if (box.right > document.documentElement.clientWidth || box.left < 0) holder.dataset.end = "";
      }
      holder.addEventListener("mouseenter", open);
      holder.addEventListener("focusin", open);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      Array.prototype.forEach.call(document.querySelectorAll(".has-card"), function (holder) { holder.dataset.closed = ""; });
    });
  });
})();
