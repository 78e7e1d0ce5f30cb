//! Code blocks: each class where it belongs, nothing but spans and escaped text in the HTML, and bounded work.

use proptest::prelude::*;
use rayon::prelude::*;
use throughline::render::highlight::{Class, Highlighter, MAX_BYTES, MAX_GROWTH, MAX_LINES, language_class};

static HIGHLIGHTER: Highlighter = Highlighter::new();

fn html(language: &str, code: &str) -> String {
    HIGHLIGHTER.highlight(language, code).unwrap_or_else(|| panic!("{language} is not coloured"))
}

/// Reads HTML as strictly as it is promised: spans of one known class, never nested, and escaped text. Returns the
/// text, and each word with its class.
fn read(html: &str) -> (String, Vec<(Option<&'static str>, String)>) {
    let mut text = String::new();
    let mut words: Vec<(Option<&'static str>, String)> = vec![(None, String::new())];
    let mut rest = html;
    let mut open = None;
    while let Some(character) = rest.chars().next() {
        let mut put = |piece: &str| {
            text.push_str(piece);
            if let Some((_, word)) = words.last_mut() {
                word.push_str(piece);
            }
        };
        if let Some(after) = rest.strip_prefix("<span class=\"") {
            assert!(open.is_none(), "nested: {rest}");
            let class =
                Class::ALL.into_iter().find(|class| after.starts_with(&format!("{}\">", class.as_str())));
            let class = class.unwrap_or_else(|| panic!("no class of ours: {rest}")).as_str();
            open = Some(class);
            words.push((open, String::new()));
            rest = &after[class.len() + 2..];
        } else if let Some(after) = rest.strip_prefix("</span>") {
            assert!(open.take().is_some(), "closed twice: {rest}");
            words.push((None, String::new()));
            rest = after;
        } else if character == '&' {
            let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
            let (entity, piece) =
                entities.into_iter().find(|(entity, _)| rest.starts_with(entity)).expect("an entity of ours");
            put(piece);
            rest = &rest[entity.len()..];
        } else {
            assert!(!matches!(character, '<' | '>' | '"' | '\''), "not escaped: {rest}");
            put(&rest[..character.len_utf8()]);
            rest = &rest[character.len_utf8()..];
        }
    }
    assert!(open.is_none(), "never closed: {html}");
    (text, words)
}

/// The class of the first word that is exactly `word`.
fn class_of(language: &str, code: &str, word: &str) -> Option<&'static str> {
    let html = html(language, code);
    let (text, words) = read(&html);
    assert_eq!(text, code);
    let found = words.into_iter().find(|(_, found)| found == word);
    found.unwrap_or_else(|| panic!("{word:?} does not stand alone in {html}")).0
}

#[test]
fn each_class_stands_where_it_belongs() {
    let rust = "// why\npub fn late(rounds: &[Round]) -> Vec<String> { let n = 0x1f; say(\"on time\") }\n";
    for (language, code, word, class) in [
        ("rust", rust, "// why", Class::Comment),
        ("rust", rust, "pub fn", Class::Keyword),
        ("rust", rust, "late", Class::Function),
        ("rust", rust, "rounds", Class::Variable),
        ("rust", rust, "Vec", Class::Type),
        ("rust", rust, "0x1f", Class::Number),
        ("rust", rust, "\"on time\"", Class::Text),
        ("rust", rust, ") ->", Class::Punctuation),
        ("html", "<p title=\"x\">a</p>\n", "p", Class::Tag),
        ("html", "<p title=\"x\">a</p>\n", "title", Class::Attribute),
        ("yaml", "standard: 4.5 # of 5\n", "standard", Class::Attribute),
        ("yaml", "standard: 4.5 # of 5\n", "4.5", Class::Number),
        ("json", "{\"late\": \"no\"}\n", "\"late\"", Class::Attribute),
        ("json", "{\"late\": \"no\"}\n", "\"no\"", Class::Text),
        ("toml", "[van]\nwheels = 4\n", "van", Class::Heading),
        ("diff", "-late\n+on time\n", "-late", Class::Deleted),
        ("diff", "-late\n+on time\n", "+on time", Class::Inserted),
        ("md", "# Promise\n", "# Promise", Class::Heading),
        ("python", "a and b\n", "and", Class::Keyword),
        ("python", "f(f\"{late:>3} min\")\n", " min\"", Class::Text),
        ("sh", "echo \"$HOME\"\n", "$HOME", Class::Variable),
        ("sql", "select count(*) from van where a = 'x'\n", "select", Class::Keyword),
        ("css", ".van { color: #fff; }\n", "color", Class::Attribute),
        ("ts", "const f = (a: string) => a;\n", ") =>", Class::Punctuation),
    ] {
        assert_eq!(class_of(language, code, word), Some(class.as_str()), "{word} in {language}");
    }
    let all: String = [
        html("rust", rust),
        html("html", "<p title=\"x\">a</p>\n"),
        html("diff", "-late\n+on time\n"),
        html("toml", "[van]\nwheels = 4\n"),
    ]
    .concat();
    for class in Class::ALL {
        assert!(all.contains(class.as_str()), "{class:?} never appears");
    }
}

#[test]
fn plain_words_stay_plain() {
    assert_eq!(
        html("yaml", "to: the dispatcher\n"),
        "<span class=\"c-a\">to</span><span class=\"c-p\">:</span> the dispatcher\n"
    );
    assert_eq!(html("yaml", "a"), "a");
    assert_eq!(html("rust", ""), "");
}

#[test]
fn languages_go_by_many_names() {
    for language in "rust rs Rust RUST js javascript jsx ts typescript tsx py python python3 rb ruby c h c++ cpp c# cs csharp \
                     f# fsharp go golang java kotlin kt swift scala php perl r lua sh bash shell zsh console powershell ps1 \
                     bat docker dockerfile Dockerfile make makefile yaml yml json jsonc json5 toml ini env html htm xml svg \
                     css scss sass less md markdown diff patch sql postgresql graphql hcl terraform nginx vue svelte jinja2 \
                     tera haskell hs elixir erlang clojure dart groovy nix zig tex latex vim awk cmake http csv rst \
                     objective-c objc protobuf typst julia"
        .split_whitespace()
    {
        assert!(HIGHLIGHTER.knows(language), "{language} is not known");
    }
    for info in [
        "rust,ignore",
        "rust title=\"x\"",
        "  rust  ",
        "{.rust}",
        "{.rust .numberLines}",
        "rust{1,3}",
        "rust:src/lib.rs",
    ] {
        assert_eq!(
            HIGHLIGHTER.highlight(info, "fn a() {}\n"),
            HIGHLIGHTER.highlight("rust", "fn a() {}\n"),
            "{info}"
        );
    }
    for info in ["", " ", "text", "txt", "plain", "plaintext", "mermaid", "nobody-knows", "\"><script>", "💥"]
    {
        assert_eq!(HIGHLIGHTER.highlight(info, "a\n"), None, "{info}");
    }
}

#[test]
fn the_class_of_a_language_is_safe_in_any_attribute() {
    for (info, class) in [
        ("rust,ignore", "language-rust"),
        ("C++", "language-cpp"),
        ("c#", "language-csharp"),
        ("Objective-C", "language-objective-c"),
        ("\" onmouseover=alert(1) x=\"", ""),
        ("x\"onload=alert(1)", "language-xonloadalert1"),
        ("js</code><script>alert(1)</script>", "language-jscodescriptalert1script"),
        ("", ""),
        ("ümlaut", "language-mlaut"),
    ] {
        assert_eq!(language_class(info), class, "{info}");
    }
    assert!(language_class(&"a".repeat(10_000)).len() < 50);
}

#[test]
fn code_never_becomes_markup() {
    for language in ["html", "js", "md", "yaml", "php", "xml", "jinja2", "vue", "sh"] {
        for code in [
            "</code></pre><script>alert(1)</script>\n",
            "<img src=x onerror=\"alert('1')\">\n",
            "\"><svg/onload=alert(1)>\n",
            "<!--><script>alert(1)//-->\n",
            "&lt;script&gt; &amp;amp; &#x3c;\n",
            "<span class=\"c-k\">not ours</span>\n",
            "{{ '<b>' }} <?php echo '<'; ?> <% %> ]]> --> </style>\n",
        ] {
            let (text, _) = read(&html(language, code));
            assert_eq!(text, code, "{language}");
        }
    }
}

#[test]
fn a_block_without_a_last_line_end_keeps_it_so() {
    let (text, _) = read(&html("python", "# a\nprint('ä')"));
    assert_eq!(text, "# a\nprint('ä')");
    let (text, _) = read(&html("rust", "fn a() {}\r\nfn b() {}\r\n"));
    assert_eq!(text, "fn a() {}\r\nfn b() {}\r\n");
}

#[test]
fn what_would_take_too_long_or_grow_too_much_stays_plain() {
    let long = format!("{}\n", "a".repeat(100_000));
    let spaces = format!("{}\n", " ".repeat(4_000));
    let ticks = format!("{}\n", "`".repeat(1_001));
    let big = "let a = 1;\n".repeat(MAX_BYTES / 11 + 1);
    let tall = "a\n".repeat(MAX_LINES + 1);
    let wide = format!("{}\n", "x ".repeat(300)).repeat(5);
    for (name, language, code) in [
        ("long", "js", &long),
        ("spaces", "ini", &spaces),
        ("ticks", "md", &ticks),
        ("big", "rust", &big),
        ("tall", "rust", &tall),
        ("wide", "js", &wide),
    ] {
        assert_eq!(HIGHLIGHTER.highlight(language, code), None, "{name}");
    }
    // Just inside the limits.
    let tall = "let a = 1;\n".repeat(MAX_LINES);
    assert!(HIGHLIGHTER.highlight("rust", &tall).is_some());
    // Every character another word: 26 bytes of HTML for one of text.
    let dense = format!("[{}1]\n", "1,".repeat(400));
    assert_eq!(HIGHLIGHTER.highlight("json", &dense), None);
    let airy = format!("[{}1]\n", "12345, ".repeat(100));
    assert!(html("json", &airy).len() <= airy.len() * MAX_GROWTH);
}

#[test]
fn threads_make_no_difference() {
    let blocks: Vec<(&str, String)> = ["rust", "yaml", "json", "python", "html", "sh"]
        .into_iter()
        .cycle()
        .take(60)
        .enumerate()
        .map(|(n, language)| (language, format!("# a{n}: \"{n}\"\nlet x = [{n}, 'b'];\n<p a={n}>\n")))
        .collect();
    let alone: Vec<_> =
        blocks.iter().map(|(language, code)| Highlighter::new().highlight(language, code)).collect();
    let together = Highlighter::new();
    let parallel: Vec<_> =
        blocks.par_iter().map(|(language, code)| together.highlight(language, code)).collect();
    assert_eq!(alone, parallel);
    assert!(alone.iter().all(Option::is_some));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any text in any language: no panic, the text comes back, and only spans are added.
    #[test]
    fn any_text_survives(
        language in prop::sample::select(vec!["rust", "yaml", "json", "python", "html", "md", "sh", "js", "php", "sql", "css", "diff", "toml", "xml", "rb"]),
        code in prop_oneof!["(?s).{0,200}", "[a-z<>&\"'`$(){}\\[\\]#*:=/\\\\\n -]{0,200}"],
    ) {
        if let Some(html) = HIGHLIGHTER.highlight(language, &code) {
            prop_assert_eq!(read(&html).0, code);
        }
    }

    /// Any info string: a class of safe characters or none, and no panic.
    #[test]
    fn any_info_string_is_safe(info in "(?s).{0,60}") {
        let class = language_class(&info);
        prop_assert!(class.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        HIGHLIGHTER.highlight(&info, "a = 1\n");
    }
}

/// The values of `--name` in `css` that are plain colours: light first, then dark.
fn colours(css: &str, name: &str) -> Vec<String> {
    let start = format!("--{name}: #");
    css.split(&start).skip(1).map(|rest| format!("#{}", &rest[..6])).collect()
}

/// How well one colour can be read on another (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_colour_of_code_can_be_read_on_its_box() {
    let tokens = include_str!("../themes/default/styles/tokens.css");
    let code = include_str!("../themes/default/styles/components/code.css");
    let own =
        ["number", "function", "type", "variable", "inserted", "deleted"].map(|role| format!("code-{role}"));
    let shared = ["brand", "accent", "quiet", "ink"].map(String::from);
    let washes = colours(tokens, "wash");
    for (css, name) in own.iter().map(|name| (code, name)).chain(shared.iter().map(|name| (tokens, name))) {
        let both = colours(css, name);
        assert_eq!(both.len(), 3, "{name}: light, dark by the system, dark by choice");
        for (colour, wash) in both.iter().zip(&washes) {
            let ratio = contrast(colour, wash);
            assert!(ratio >= 4.5, "{name} {colour} on {wash}: {ratio:.2}");
        }
    }
    for class in Class::ALL {
        assert!(code.contains(&format!(".{}", class.as_str())), "{class:?} has no style");
    }
}
