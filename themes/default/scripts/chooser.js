// "I am a …": every answer is in the page, the choice shows one and is remembered for the header's *me*.
(function () {
  "use strict";
  var script = document.currentScript;
  var siteRoot = (script && script.dataset.root) || "";
  function recall() { try { return JSON.parse(localStorage.getItem("throughline:me") || "null"); } catch (error) { return null; } }
  function remember(me) { try { localStorage.setItem("throughline:me", JSON.stringify(me)); } catch (error) { /* a private window */ } }
  function forget() { try { localStorage.removeItem("throughline:me"); } catch (error) { /* nothing was kept */ } }
  function each(selector, work) { Array.prototype.forEach.call(document.querySelectorAll(selector), work); }

  function showMe(me) {
    each("[data-me]", function (link) {
      // An address that was kept by another handbook on the same host may be anything: only plain paths are followed.
      var known = me && typeof me.name === "string" && typeof me.address === "string" && /^[^:\\]*$/.test(me.address) && me.address.charAt(0) !== "/";
      link.hidden = !known;
      if (!known) return;
      link.href = siteRoot + me.address;
      link.querySelector("[data-me-name]").textContent = me.name;
    });
  }

  // The next three places to shadow, out of all that are free: still to come, not in my own department, one a host.
  function choosePlaces(section) {
    var list = section.querySelector("ul");
    var hosts = [];
    each("[data-places] > li", function (place) {
      var own = section.dataset.department && place.dataset.department === section.dataset.department;
      if (own || hosts.length === 3 || hosts.indexOf(place.dataset.host) >= 0 || new Date(place.dataset.ends) < new Date()) return;
      if (!hosts.length) list.textContent = "";
      hosts.push(place.dataset.host);
      list.append(place.cloneNode(true));
    });
    section.hidden = !hosts.length;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var me = recall();
    showMe(me);
    var sentence = document.querySelector("[data-chooser]");
    if (!sentence) return;
    var select = sentence.querySelector("select");
    var options = Array.prototype.slice.call(select.options);
    var go = sentence.querySelector("[data-go]");
    function show() {
      each("[data-answer]", function (part) { part.hidden = part.dataset.answer !== select.value; });
      each("[data-answer]:not([hidden]) [data-next-places]", choosePlaces);
      if (!go) return;
      go.hidden = !me;
      go.textContent = "";
      if (!me) return;
      var link = document.createElement("a");
      link.href = siteRoot + me.address;
      link.textContent = me.name;
      var parts = go.dataset.go.split("{role}");
      go.append(parts[0], link, parts[1] || "");
    }
    function choose() {
      var chosen = options.filter(function (option) { return option.value === select.value && option.value; })[0];
      me = chosen ? { id: chosen.value, name: chosen.text, address: chosen.dataset.address } : null;
      if (me) remember(me); else forget();
      showMe(me);
      show();
    }
    // The list of roles stands in for the sentence where there is no script.
    each("[data-without-choice]", function (part) { part.hidden = true; });
    sentence.hidden = false;
    // Somebody whose role has moved or gone since is asked again.
    var known = me && options.filter(function (option) { return option.value && option.value === me.id; })[0];
    if (known) { select.value = known.value; choose(); }
    else { me = null; showMe(me); }
    select.addEventListener("change", choose);
    show();
  });
})();
