// The page that is open → the page as it is now. Of the two pages that the server sent, the one before and the one now,
// only the differences are carried over. What the writer did not change is not touched: what a reader typed, opened,
// marked or scrolled, and what the page's own scripts made of it, stays.
(function (live) {
  "use strict";
  // What each live node was when the server sent it, as a node of that page.
  var liveOf = new WeakMap();
  var before = null;

  // Every node of `sent` is shown by the node of `shown` at the same place.
  function pair(sent, shown) {
    liveOf.set(sent, shown);
    for (var a = sent.firstChild, b = shown.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  }

  // The words of a node for comparing: an edit mark's line moves with every line above it and says nothing.
  function words(node) {
    if (node.nodeType !== 1) return node.nodeType + ":" + node.data;
    return node.outerHTML.replace(/ data-line="\d+"/g, "");
  }

  // How much two nodes have in common: 3 the same, 2 the same place in another state, 1 the same sort.
  function alike(a, b) {
    if (a.node.nodeType !== b.node.nodeType) return 0;
    if (a.words === b.words) return 3;
    if (a.node.nodeType !== 1) return 1;
    if (a.node.nodeName !== b.node.nodeName) return 0;
    if (a.node.id && a.node.id === b.node.id) return 2;
    return a.node.className === b.node.className ? 1 : 0;
  }

  function listed(parent) {
    return Array.prototype.map.call(parent.childNodes, function (node) { return { node: node, words: words(node) }; });
  }

  // Pairs the children of two parents in order, so that as much as possible stays; `null` stands for none.
  function paired(from, to) {
    var start = 0, end = 0;
    while (start < from.length && start < to.length && from[start].words === to[start].words) start += 1;
    while (end < from.length - start && end < to.length - start && from[from.length - 1 - end].words === to[to.length - 1 - end].words) end += 1;
    var a = from.slice(start, from.length - end), b = to.slice(start, to.length - end);
    var pairs = [];
    for (var n = 0; n < start; n += 1) pairs.push([from[n], to[n]]);
    if (a.length * b.length > 250000) {
      // A list of hundreds that differs in many places: what stands at the same place is taken for the same.
      for (n = 0; n < Math.max(a.length, b.length); n += 1) pairs.push([a[n] || null, b[n] || null]);
    } else {
      aligned(a, b, pairs);
    }
    for (n = end; n > 0; n -= 1) pairs.push([from[from.length - n], to[to.length - n]]);
    return pairs;
  }

  // The best alignment of two short lists.
  function aligned(a, b, pairs) {
    var best = [], i, j;
    for (i = a.length; i >= 0; i -= 1) {
      best[i] = [];
      for (j = b.length; j >= 0; j -= 1) {
        if (i === a.length || j === b.length) { best[i][j] = 0; continue; }
        var score = alike(a[i], b[j]);
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], score ? score * score + best[i + 1][j + 1] : 0);
      }
    }
    i = j = 0;
    while (i < a.length || j < b.length) {
      var own = i < a.length && j < b.length ? alike(a[i], b[j]) : 0;
      if (own && best[i][j] === own * own + best[i + 1][j + 1]) pairs.push([a[i++], b[j++]]);
      else if (i < a.length && (j === b.length || best[i][j] === best[i + 1][j])) pairs.push([a[i++], null]);
      else pairs.push([null, b[j++]]);
    }
  }

  // A node as it was sent, made live.
  function made(sent) {
    var node = document.importNode(sent, true);
    pair(sent, node);
    return node;
  }

  function attributes(was, now, shown) {
    Array.prototype.forEach.call(now.attributes, function (one) {
      if (was.getAttribute(one.name) !== one.value) shown.setAttribute(one.name, one.value);
    });
    Array.prototype.forEach.call(was.attributes, function (one) {
      if (!now.hasAttribute(one.name)) shown.removeAttribute(one.name);
    });
    // What somebody typed or chose is theirs; what nobody touched follows the page.
    if (now.nodeName === "INPUT" && shown.value === was.getAttribute("value")) shown.value = now.getAttribute("value") || "";
  }

  // Whether scripts moved, took or added something among the children that were sent.
  function isOwn(was, shown) {
    var there = Array.prototype.filter.call(shown.childNodes, function (node) { return !/^tl-/.test(node.className || ""); });
    return was.childNodes.length === there.length && there.every(function (node, place) { return liveOf.get(was.childNodes[place]) === node; });
  }

  function children(was, now, shown, changed) {
    var pairs = paired(listed(was), listed(now));
    var moved = pairs.some(function (two) {
      var node = two[0] && liveOf.get(two[0].node);
      return two[0] && (!node || node.parentNode !== shown) && !(two[1] && two[0].words === two[1].words);
    });
    if (moved) {
      // A script made something else of these: it begins again with what was sent now.
      shown.textContent = "";
      Array.prototype.forEach.call(now.childNodes, function (node) { shown.appendChild(made(node)); });
      changed.push({ node: shown, whole: true });
      return;
    }
    var last = null;
    pairs.forEach(function (two) {
      var node = two[0] && liveOf.get(two[0].node);
      if (two[0] && two[1]) {
        patch(two[0].node, two[1].node, node, changed);
        if (node.parentNode === shown) last = node;
      } else if (two[0]) {
        node.remove();
        changed.push({ node: node, whole: true }, { node: shown });
      } else {
        node = made(two[1].node);
        shown.insertBefore(node, last ? last.nextSibling : shown.firstChild);
        last = node;
        changed.push({ node: node, whole: true });
      }
    });
  }

  function patch(was, now, shown, changed) {
    liveOf.set(now, shown);
    if (now.nodeType !== 1) {
      if (was.data !== now.data) { shown.data = now.data; changed.push({ node: shown }); }
      return;
    }
    if (was.isEqualNode(now)) return pairAll(was, now);
    attributes(was, now, shown);
    // Without scripts, which is how the new page was read, these hold elements instead of text.
    if (now.nodeName === "NOSCRIPT") return;
    // What a script wrote into an element goes when the writer changes that element.
    if (now.childElementCount === 0 && !isOwn(was, shown) && was.textContent !== now.textContent) {
      shown.textContent = "";
      Array.prototype.forEach.call(now.childNodes, function (node) { shown.appendChild(made(node)); });
      changed.push({ node: shown, whole: true });
      return;
    }
    children(was, now, shown, changed);
  }

  // The same subtree in both pages: what showed the one shows the other.
  function pairAll(was, now) {
    var node = liveOf.get(was);
    if (node) liveOf.set(now, node);
    for (var a = was.firstChild, b = now.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pairAll(a, b);
  }

  // Styles first: a new sheet is there before the old one goes, so that the page is never seen without any.
  function styles(now) {
    var links = function (page) {
      return Array.prototype.slice.call(page.head.querySelectorAll("link[rel=stylesheet]"));
    };
    var wanted = links(now).map(function (link) { return link.getAttribute("href"); });
    var there = links(document);
    var missing = wanted.filter(function (href) {
      return !there.some(function (link) { return link.getAttribute("href") === href; });
    });
    var old = there.filter(function (link) { return wanted.indexOf(link.getAttribute("href")) < 0; });
    return Promise.all(missing.map(function (href) {
      return new Promise(function (done) {
        var link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        link.onload = link.onerror = done;
        // In the place of the one it stands for: later sheets win over earlier ones.
        document.head.insertBefore(link, old[0] || null);
      });
    })).then(function () { old.forEach(function (link) { link.remove(); }); });
  }

  function scripts(page) {
    return Array.prototype.map.call(page.querySelectorAll("script[src]"), function (one) { return one.src; }).join(" ");
  }

  // The page's own scripts find their work by data attributes; the preview's marks and those for other engines are none.
  function isWork(element) {
    return Object.keys(element.dataset || {}).some(function (name) { return name !== "line" && !/^(tl|pagefind)/.test(name); });
  }

  live.morph = {
    // Remembers the page as it was sent. Called before any other script has touched it.
    begin: function () {
      before = document.cloneNode(true);
      pair(before.documentElement, document.documentElement);
    },
    // Whether the page needs to be loaded again: its scripts are others now.
    isOther: function (now) { return scripts(before) !== scripts(now); },
    // Whether the page's own scripts have to begin again after these changes.
    isScripted: function (changed) {
      return changed.some(function (one) {
        var element = one.node.nodeType === 1 ? one.node : one.node.parentElement;
        for (var outer = element; outer && outer !== document.body; outer = outer.parentElement) if (isWork(outer)) return true;
        return one.whole && element && Array.prototype.some.call(element.querySelectorAll("*"), isWork);
      });
    },
    // Shows `now`; answers with what changed: nodes, and whether all that is in them did.
    show: function (now) {
      return styles(now).then(function () {
        var changed = [];
        var was = before;
        before = now;
        document.title = now.title;
        attributes(was.documentElement, now.documentElement, document.documentElement);
        liveOf.set(now.documentElement, document.documentElement);
        patch(was.body, now.body, document.body, changed);
        liveOf.set(now.body, document.body);
        return changed;
      });
    },
  };
})(window.__preview = window.__preview || {});
