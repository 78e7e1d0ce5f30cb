// Everything that is shown is made here, of elements and text: a question, a title, an excerpt is never anything but text.

// `children` are texts, elements, and lists of them.
function make(name, attributes, children) {
  var element = document.createElement(name);
  Object.keys(attributes).forEach(function (key) {
    if (attributes[key] !== null && attributes[key] !== undefined) element.setAttribute(key, attributes[key]);
  });
  element.append.apply(element, Array.prototype.slice.call(arguments, 2).flat());
  return element;
}

function drawing(attributes) {
  var space = "http://www.w3.org/2000/svg", picture = document.createElementNS(space, "svg");
  Object.keys(attributes).forEach(function (key) { picture.setAttribute(key, attributes[key]); });
  Array.prototype.slice.call(arguments, 1).forEach(function (piece) {
    var element = document.createElementNS(space, piece[0]);
    Object.keys(piece[1]).forEach(function (key) { element.setAttribute(key, piece[1][key]); });
    picture.append(element);
  });
  return picture;
}

function number(n) {
  try { return n.toLocaleString(facts.language); } catch (error) { return String(n); }
}

// A word of the theme with its places filled by texts or elements: the nodes, to be spread into `make`.
function tell(key, values) {
  var form = values && values.n !== undefined ? key + (values.n === 1 ? ".one" : ".other") : key;
  var text = words[form] || words[key] || key;
  return text.split(/(\{\w+\})/).map(function (part) {
    var name = /^\{(\w+)\}$/.exec(part);
    if (!name || !values || values[name[1]] === undefined) return part;
    var value = values[name[1]];
    return typeof value === "number" ? number(value) : value;
  });
}

function say(key, values) { return tell(key, values).join(""); }

// Says a text in the status `live`, which is only heard: a moment later, so that no screen reader begins a sentence for every letter.
function announcer(live) {
  var telling = 0;
  return function (text) {
    clearTimeout(telling);
    telling = setTimeout(function () { if (live.textContent !== text) live.textContent = text; }, 400);
  };
}
