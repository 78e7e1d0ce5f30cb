// What is over is decided here and not when the handbook was built, so that pages keep their bytes from day to day.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var now = new Date();
    Array.prototype.forEach.call(document.querySelectorAll("[data-ends]"), function (item) {
      var written = item.dataset.ends;
      var ends = new Date(written.length === 10 ? written + "T23:59:59" : written);
      if (ends < now) item.classList.add("past");
    });
  });
})();
