// On this page: the line in the contents runs as far as has been read.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var links = Array.prototype.slice.call(document.querySelectorAll(".toc a"));
    if (!links.length || !("IntersectionObserver" in window)) return;
    var headings = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    function mark() {
      var here = -1;
      headings.forEach(function (heading, place) { if (heading && heading.getBoundingClientRect().top < innerHeight * 0.3) here = place; });
      links.forEach(function (link, place) {
        link.classList.toggle("read", place < here);
        if (place === here) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      });
    }
    var observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] });
    headings.forEach(function (heading) { if (heading) observer.observe(heading); });
    mark();
  });
})();
