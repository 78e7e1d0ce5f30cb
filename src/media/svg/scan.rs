//! An SVG's elements and attributes → what is in it besides drawing.

use std::ops::Range;

use roxmltree::{Attribute, Document, Node};

use super::address::{self, Use};
use super::{Danger, Found, SVG, css};

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Illustrator's own copies of the drawing, hidden layers and all.
const ILLUSTRATOR: &str = "http://ns.adobe.com/";

/// What is in the drawing, element by element.
pub(super) fn scan(document: &Document<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for node in document.descendants() {
        if let Some(instruction) = node.pi()
            && instruction.target.eq_ignore_ascii_case("xml-stylesheet")
        {
            let text = instruction.target.to_owned();
            found.push(Found { danger: Danger::StyleSheet, at: node.range(), text });
        }
        if node.is_element() {
            element(node, &mut found);
            for attribute in node.attributes() {
                self::attribute(node, attribute, &mut found);
            }
        }
    }
    found
}

/// The element's name in lower case, where a browser gives it a meaning.
fn name(node: Node<'_, '_>) -> String {
    match node.tag_name().namespace() {
        None | Some(SVG | XHTML) => node.tag_name().name().to_ascii_lowercase(),
        Some(_) => String::new(),
    }
}

/// Where an element's start stands: `<` and its name.
fn start(node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let text = node.document().input_text().get(range.clone()).unwrap_or_default();
    let length = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    range.start..range.start + length
}

fn element(node: Node<'_, '_>, found: &mut Vec<Found>) {
    let mut add = |danger| {
        found.push(Found { danger, at: start(node), text: node.tag_name().name().to_owned() });
    };
    // A script of any namespace: none that a drawing has use for.
    if node.tag_name().name().eq_ignore_ascii_case("script") {
        return add(Danger::Script);
    }
    match name(node).as_str() {
        "handler" | "listener" => add(Danger::Script),
        "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "portal" | "fencedframe"
        | "form" | "base" | "meta" | "link" | "isindex" => add(Danger::Page),
        "foreignobject" => add(Danger::Html),
        "style" => {
            let text: String =
                node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
            for (danger, address) in css::judge(&text) {
                found.push(Found { danger, at: start(node), text: address::shown(&address) });
            }
        }
        _ => {}
    }
}

fn attribute(node: Node<'_, '_>, attribute: Attribute<'_, '_>, found: &mut Vec<Found>) {
    let name = attribute.name().to_ascii_lowercase();
    let element = self::name(node);
    let value = attribute.value();
    let mut add = |danger, text: &str| {
        found.push(Found { danger, at: attribute.range(), text: address::shown(text) });
    };
    if name.strip_prefix("on").is_some_and(|event| event.starts_with(|c: char| c.is_ascii_alphabetic())) {
        return add(Danger::Handler, attribute.name());
    }
    match name.as_str() {
        "href" | "src" | "data" | "poster" | "background" | "base" | "cite" | "longdesc" => {
            let used = match element.as_str() {
                "a" | "area" | "blockquote" | "q" | "del" | "ins" => Use::Link,
                "image" | "feimage" | "img" | "video" | "audio" | "source" | "input" | "font-face-uri" => {
                    Use::Picture
                }
                // Attributes of elements that mean nothing to a browser are never loaded.
                "" => return,
                _ => Use::Part,
            };
            if let Some(danger) = address::judge(value, used) {
                add(danger, value);
            }
        }
        "action" | "formaction" | "ping" | "srcdoc" => add(Danger::Page, attribute.name()),
        "srcset" | "imagesrcset" => {
            for candidate in value.split(',') {
                let address = candidate.split_whitespace().next().unwrap_or_default();
                if let Some(danger) = address::judge(address, Use::Picture).filter(|danger| danger.refuses())
                {
                    add(danger, address);
                }
            }
        }
        // What an animation changes, and into what.
        "attributename" => {
            let changed = value.trim().to_ascii_lowercase();
            let local = changed.rsplit(':').next().unwrap_or(&changed);
            if matches!(local, "href" | "src" | "style") || local.starts_with("on") {
                add(Danger::Retarget, value);
            }
        }
        "to" | "from" | "by" | "values" => {
            let folded = address::fold(value);
            if folded.contains("javascript:") || folded.contains("vbscript:") {
                add(Danger::ScriptAddress, value);
            }
        }
        _ => {}
    }
    for (danger, address) in css::judge(value) {
        add(danger, &address);
    }
}

/// What programs and people noted that shows nothing, in bytes of the text, in order.
pub(super) fn notes(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        if node.has_tag_name((SVG, "metadata")) || namespace.starts_with(ILLUSTRATOR) {
            cuts.push(node.range());
            continue;
        }
        // `sodipodi:docname`, `sodipodi:absref`, `inkscape:export-filename`: paths on somebody's machine.
        let paths = node.attributes().filter(|attribute| {
            attribute.namespace().is_some()
                && matches!(attribute.name(), "docname" | "docbase" | "absref" | "export-filename")
        });
        cuts.extend(paths.map(|attribute| attribute.range()));
    }
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    cuts
}
