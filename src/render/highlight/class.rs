//! A grammar's scopes → the class of a word.
//!
//! A scope is a dotted name such as `keyword.control.flow.python`; a word stands in a stack of them. The innermost
//! scope that has a meaning here decides. The names follow Sublime Text's scope naming guide.

use std::sync::LazyLock;

use syntect::parsing::Scope;

/// What a word in code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// `if`, `fn`, `select`.
    Keyword,
    /// Text in quotes.
    Text,
    /// What is said to people.
    Comment,
    /// Numbers, `true`, colours, escapes in text: values that stand for themselves.
    Number,
    /// What is called.
    Function,
    /// What things are made of: types, classes, modules.
    Type,
    /// Parameters, `self`, `$HOME`.
    Variable,
    /// Operators, brackets and what separates.
    Punctuation,
    /// The name of a tag.
    Tag,
    /// Keys, attributes, properties.
    Attribute,
    /// A heading or the name of a section.
    Heading,
    /// A line that a change puts in.
    Inserted,
    /// A line that a change takes out.
    Deleted,
}

impl Class {
    /// All classes, for themes and tests.
    pub const ALL: [Self; 13] = [
        Self::Keyword,
        Self::Text,
        Self::Comment,
        Self::Number,
        Self::Function,
        Self::Type,
        Self::Variable,
        Self::Punctuation,
        Self::Tag,
        Self::Attribute,
        Self::Heading,
        Self::Inserted,
        Self::Deleted,
    ];

    /// The class attribute's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keyword => "c-k",
            Self::Text => "c-s",
            Self::Comment => "c-c",
            Self::Number => "c-n",
            Self::Function => "c-f",
            Self::Type => "c-t",
            Self::Variable => "c-v",
            Self::Punctuation => "c-p",
            Self::Tag => "c-x",
            Self::Attribute => "c-a",
            Self::Heading => "c-h",
            Self::Inserted => "c-i",
            Self::Deleted => "c-d",
        }
    }

    /// The class of `text`, seen as it is written: grammars call `&&` and `and`, `=>` and `fn` the same.
    pub(super) fn of(self, text: &str) -> Self {
        match self {
            Self::Keyword if !text.contains(|c: char| c.is_alphanumeric()) => Self::Punctuation,
            other => other,
        }
    }
}

/// What a scope means for the words in it.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// They are of this class.
    Is(Class),
    /// They are plain, whatever is around: code inside text.
    Plain,
    /// As around, and text in quotes is a key.
    Key,
    /// As around.
    Around,
}

use Class::*;
use Meaning::{Around, Is, Key, Plain};

/// The scopes that mean something. Of two that fit, the longer one counts.
const MEANINGS: [(&str, Meaning); 82] = [
    ("comment", Is(Comment)),
    ("string", Is(Text)),
    // Values without quotes: colouring every word of a YAML file would colour none.
    ("string.unquoted.plain", Plain),
    ("string.name.value", Plain),
    ("constant", Is(Number)),
    ("keyword", Is(Keyword)),
    ("keyword.other.unit", Is(Number)),
    ("keyword.name", Is(Attribute)),
    ("keyword.control.property", Is(Variable)),
    ("storage", Is(Keyword)),
    ("storage.type.string", Is(Text)),
    ("storage.type.annotation", Is(Attribute)),
    ("support.function", Is(Function)),
    ("support.macro", Is(Function)),
    ("support.type", Is(Type)),
    ("support.type.property-name", Is(Attribute)),
    ("support.type.vendor-prefix", Is(Attribute)),
    ("support.class", Is(Type)),
    ("support.module", Is(Type)),
    ("support.constant", Is(Number)),
    ("support.variable", Is(Variable)),
    ("support.other.variable", Is(Variable)),
    ("entity.name", Is(Type)),
    ("entity.name.function", Is(Function)),
    ("entity.name.macro", Is(Function)),
    ("entity.name.constructor", Is(Function)),
    ("entity.name.constant", Is(Number)),
    ("entity.name.label", Is(Variable)),
    ("entity.name.other", Is(Variable)),
    ("entity.name.tag", Is(Tag)),
    ("entity.name.tag.yaml", Is(Attribute)),
    ("entity.name.tag.toml", Is(Attribute)),
    ("entity.name.section", Is(Heading)),
    ("entity.name.table", Is(Heading)),
    ("entity.section", Is(Heading)),
    ("entity.other.attribute-name", Is(Attribute)),
    ("entity.other.inherited-class", Is(Type)),
    ("variable.function", Is(Function)),
    ("variable.annotation", Is(Attribute)),
    ("variable.parameter", Is(Variable)),
    ("variable.language", Is(Variable)),
    ("variable.language.star", Is(Punctuation)),
    ("variable.css", Is(Variable)),
    ("variable.other.readwrite.shell", Is(Variable)),
    ("variable.other.php", Is(Variable)),
    ("variable.other.powershell", Is(Variable)),
    ("variable.other.readwrite.powershell", Is(Variable)),
    ("variable.other.readwrite.instance", Is(Variable)),
    ("variable.other.jinja2", Is(Variable)),
    ("variable.stage-name", Is(Variable)),
    ("markup.heading", Is(Heading)),
    ("markup.raw", Is(Text)),
    ("markup.quote", Is(Comment)),
    ("markup.underline.link", Is(Text)),
    ("markup.inserted", Is(Inserted)),
    ("markup.deleted", Is(Deleted)),
    ("meta.diff.header", Is(Heading)),
    ("meta.diff.range", Is(Heading)),
    ("meta.toc-list", Is(Heading)),
    ("meta.object-literal.key", Is(Attribute)),
    ("meta.mapping.key", Key),
    ("meta.structure.dictionary.key", Key),
    ("meta.interpolation", Plain),
    ("meta.template.expression", Plain),
    ("meta.embedded", Plain),
    ("source", Plain),
    ("punctuation", Is(Punctuation)),
    // Marks that belong to what they open.
    ("punctuation.definition.comment", Around),
    ("punctuation.definition.string", Around),
    ("punctuation.definition.heading", Around),
    ("punctuation.definition.raw", Around),
    ("punctuation.definition.inserted", Around),
    ("punctuation.definition.deleted", Around),
    ("punctuation.definition.from-file", Around),
    ("punctuation.definition.to-file", Around),
    ("punctuation.definition.range", Around),
    ("punctuation.definition.keyword", Around),
    ("punctuation.definition.constant", Around),
    ("punctuation.definition.entity", Around),
    ("punctuation.definition.character", Around),
    ("punctuation.definition.variable", Is(Variable)),
    ("punctuation.definition.annotation", Is(Attribute)),
];

/// [`MEANINGS`] as scopes, the longest first.
static SCOPES: LazyLock<Vec<(Scope, Meaning)>> = LazyLock::new(|| {
    let mut meanings: Vec<_> =
        MEANINGS.iter().filter_map(|&(name, meaning)| Some((Scope::new(name).ok()?, meaning))).collect();
    // A stable sort, though no two of one length fit the same scope.
    meanings.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    meanings
});

fn meaning(scope: Scope) -> Meaning {
    SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(Around, |&(_, meaning)| meaning)
}

/// One level of the stack a word stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    class: Option<Class>,
    /// Whether text in quotes is a key here.
    key: bool,
}

/// The levels around a word, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Nesting(Vec<Level>);

impl Nesting {
    pub(super) fn push(&mut self, scope: Scope) {
        let around = self.0.last().copied().unwrap_or_default();
        self.0.push(match meaning(scope) {
            // The point in 4.5 is part of the number.
            Is(Punctuation) if matches!(around.class, Some(Number | Comment)) => around,
            Is(Text) if around.key => Level { class: Some(Attribute), key: true },
            Is(class) => Level { class: Some(class), key: false },
            Plain => Level::default(),
            Key => Level { key: true, ..around },
            Around => around,
        });
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    /// The class of a word that stands here.
    pub(super) fn class(&self) -> Option<Class> {
        self.0.last().and_then(|level| level.class)
    }
}
