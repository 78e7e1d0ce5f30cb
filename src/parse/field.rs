//! The table of fields: what a field may hold, from which reading, validation, the JSON Schema and `new` follow.
//!
//! A kind is declared once, by `record!`, as a type whose fields know their
//! [`Shape`]. Reading goes field by field and never stops: what does not fit is told, left out, and the rest stays.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::kind::Kind;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};

pub use super::reading::Reading;
use super::reading::clip;

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text; a number is taken as it is spelt.
    Text,
    /// `true` or `false`.
    Truth,
    /// A whole number from 0.
    Count,
    /// A number.
    Number,
    /// A day: `2026-09-01`.
    Day,
    /// A day and a time: `2026-09-14T05:00`, with an offset if the zone is another one.
    Moment,
    /// A length of time: `6 months`, `P7D`.
    Duration,
    /// A year, a quarter, a month, or `{from, to}`.
    Period,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of an entry of one of these kinds.
    Reference(&'static [Kind]),
    /// Free text, or the name of an entry of one of these kinds if there is one.
    Contact(&'static [Kind]),
    /// A file, relative to the page.
    File,
    /// Several of them; a single one needs no brackets.
    List(&'static Shape),
    /// Fields of its own.
    Group(&'static [Field]),
    /// Names chosen by the writer, each with a value.
    Map(&'static Shape),
    /// Whatever a later version makes of it.
    Anything,
}

impl Shape {
    /// What a writer is told should stand there.
    pub fn described(&self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Truth => "`true` or `false`".into(),
            Self::Count => "a whole number".into(),
            Self::Number => "a number".into(),
            Self::Day => "a day, such as 2026-09-01".into(),
            Self::Moment => "a day and a time, such as 2026-09-14T05:00".into(),
            Self::Duration => "a length of time, such as `6 months` or `P7D`".into(),
            Self::Period => "a period: a year, `2026-Q2`, `2026-04` or `{from: …, to: …}`".into(),
            Self::Choice(words) => format!("one of {}", suggest::list(words.iter().copied())),
            Self::Reference(kinds) => match kinds {
                [] => "the name of a page".into(),
                kinds => format!("the name of a {}", alternatives(kinds)),
            },
            Self::Contact(_) => "text, or the name of a person or role".into(),
            Self::File => "the name of a file".into(),
            Self::List(item) => format!("a list, each item {}", item.described()),
            Self::Group(fields) => {
                format!("a group of fields ({})", suggest::list(fields.iter().map(Field::name)))
            }
            Self::Map(value) => format!("names with values, each value {}", value.described()),
            Self::Anything => "any value".into(),
        }
    }
}

/// `role, person or department`.
pub fn alternatives(kinds: &[Kind]) -> String {
    let words: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// `missing-field` speaks where it is not there.
    Required,
    /// It must be there, and a check of its own speaks where it is not.
    Checked,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    identifier: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it means, for `schema`, `new` and the documentation.
    pub doc: &'static str,
}

impl Field {
    /// A row; `identifier` may be a raw one (`r#for`).
    pub const fn row(identifier: &'static str, shape: Shape, need: Need, doc: &'static str) -> Self {
        Self { identifier, shape, need, doc }
    }

    /// The name as writers write it.
    pub fn name(&self) -> &'static str {
        self.identifier.strip_prefix("r#").unwrap_or(self.identifier)
    }
}

/// A value of one field, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Span,
}

impl<T> Deref for Spot<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Text with its place.
pub type Text = Spot<Arc<str>>;

/// A value that one scalar of YAML holds.
pub trait Scalar: Sized + Clone {
    /// What may stand there.
    const SHAPE: Shape;
    /// The value, if that is what stands there.
    fn scalar(node: &Node) -> Option<Self>;
}

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// What may stand there.
    const SHAPE: Shape;
    /// The value, or `None` after telling why not.
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self>;
}

impl<T: Scalar> Decode for Spot<T> {
    const SHAPE: Shape = T::SHAPE;
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        let value = T::scalar(node);
        if value.is_none() {
            reading.wrong(node, &T::SHAPE);
        }
        value.map(|value| Self { value, span: node.span })
    }
}

/// A group of fields, as `record!` declares it.
pub trait Record: Default {
    /// The table.
    const FIELDS: &'static [Field];
    /// Reads one field; `false` if there is none of that name.
    fn read(&mut self, name: &str, node: &Node, reading: &mut Reading<'_>) -> bool;
}

/// A record inside another one.
impl<T: Record> Decode for T {
    const SHAPE: Shape = Shape::Group(T::FIELDS);
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reading.wrong(node, &Self::SHAPE);
            return None;
        };
        let outer = reading.field.clone();
        let mut record = T::default();
        for (key, value) in entries {
            if !read_field(&mut record, key, value, reading) {
                unknown(key, T::FIELDS.iter().map(Field::name), &format!(" in `{outer}`"), reading);
            }
        }
        for field in T::FIELDS.iter().filter(|field| field.need == Need::Required) {
            if node.get(field.name()).is_none() {
                let span = entries
                    .first()
                    .map_or(node.span, |(key, _)| Span { start: node.span.start, end: key.span.end });
                reading.tell(
                    Name::MissingField,
                    span,
                    format!("`{}` is missing in this entry of `{outer}`", field.name()),
                    Some(format!("add `{}: …`, {}", field.name(), field.shape.described())),
                );
            }
        }
        reading.field = outer;
        Some(record)
    }
}

/// Reads the field `key` into `record`; tells where a required one is left empty.
pub fn read_field<T: Record>(record: &mut T, key: &Key, node: &Node, reading: &mut Reading<'_>) -> bool {
    let Some(field) = T::FIELDS.iter().find(|field| field.name() == &*key.text) else { return false };
    let outer = std::mem::replace(&mut reading.field, key.text.clone());
    if matches!(node.value, Value::Blank) {
        let name = if field.need == Need::Required { Name::MissingField } else { Name::WrongType };
        reading.tell(
            name,
            key.span,
            format!("`{}` is left empty", key.text),
            Some(match field.need {
                Need::Optional => "write a value, or take the line out".into(),
                Need::Required | Need::Checked => format!("it should be {}", field.shape.described()),
            }),
        );
    } else {
        record.read(&key.text, node, reading);
    }
    reading.field = outer;
    true
}

/// Tells an unknown field, with the nearest known name.
pub fn unknown<'n>(key: &Key, known: impl Iterator<Item = &'n str>, within: &str, reading: &mut Reading<'_>) {
    let names: Vec<&str> = known.collect();
    let near = suggest::nearest(&key.text, names.iter().copied());
    let mut finding = Diagnostic::new(
        Name::UnknownField,
        Place::new(reading.file, key.span),
        format!("there is no field `{}`{within}", clip(&key.text)),
    );
    finding = match near {
        Some(near) => finding.mend(format!("did you mean `{near}`?")),
        None => finding.note(format!("the fields here are {}", suggest::list(names))),
    };
    reading.findings.push(finding);
}

/// A field of a record: one value that may be absent, or a list.
pub trait Slot: Default {
    /// What may stand there.
    const SHAPE: Shape;
    /// Reads `node` into this field.
    fn fill(&mut self, node: &Node, reading: &mut Reading<'_>);
}

impl<T: Decode> Slot for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    fn fill(&mut self, node: &Node, reading: &mut Reading<'_>) {
        *self = T::decode(node, reading);
    }
}

impl<T: Decode> Slot for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    fn fill(&mut self, node: &Node, reading: &mut Reading<'_>) {
        match &node.value {
            Value::List(items) => self.extend(items.iter().filter_map(|item| T::decode(item, reading))),
            _ => self.extend(T::decode(node, reading)),
        }
    }
}

/// Names chosen by the writer, each with a value, in the order of writing.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<V>(pub Vec<(Text, V)>);

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Map<V> {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(key, _)| &*key.value == name).map(|(_, value)| value)
    }
}

impl<V: Decode> Slot for Map<V> {
    const SHAPE: Shape = Shape::Map(&V::SHAPE);
    fn fill(&mut self, node: &Node, reading: &mut Reading<'_>) {
        let Value::Map(entries) = &node.value else {
            reading.wrong(node, &Self::SHAPE);
            return;
        };
        let outer = reading.field.clone();
        for (key, value) in entries {
            reading.field = format!("{outer}.{}", key.text).into();
            if let Some(value) = V::decode(value, reading) {
                self.0.push((Text { value: key.text.clone(), span: key.span }, value));
            }
        }
        reading.field = outer;
    }
}

/// A list of lists, as in `synonyms`.
impl Decode for Vec<Text> {
    const SHAPE: Shape = Shape::List(&Shape::Text);
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        let mut words = Self::new();
        words.fill(node, reading);
        Some(words)
    }
}

/// Which kinds a reference may name; without any, all of them.
pub trait Target: Clone + 'static {
    /// The kinds. A bare id is looked for in them in this order.
    const KINDS: &'static [Kind];
}

/// The name of another entry. `R` is how it is known: as written while one file is read, as an entry of
/// the handbook once all are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref<R, T> {
    /// Whom it names.
    pub to: R,
    /// Its bytes in the file.
    pub span: Span,
    target: PhantomData<fn() -> T>,
}

/// A reference as written: `role/driver`, or `driver` where the kind is plain.
pub type Written = Arc<str>;

impl<R, T> Ref<R, T> {
    /// A reference to `to` that stands at `span`.
    pub fn new(to: R, span: Span) -> Self {
        Self { to, span, target: PhantomData }
    }
}

impl<T: Target> Decode for Ref<Written, T> {
    const SHAPE: Shape = Shape::Reference(T::KINDS);
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        match node.text() {
            Some(text) if !text.trim().is_empty() => Some(Self::new(text.trim().into(), node.span)),
            _ => {
                reading.wrong(node, &Self::SHAPE);
                None
            }
        }
    }
}

/// Free text that names an entry if there is one of that name: `ask: Omar, in the yard` or `ask: person/omar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact<R, T> {
    /// The words as written.
    pub text: Text,
    /// The entry, once it is known.
    pub to: Option<R>,
    target: PhantomData<fn() -> T>,
}

impl<T: Target> Decode for Contact<Written, T> {
    const SHAPE: Shape = Shape::Contact(T::KINDS);
    fn decode(node: &Node, reading: &mut Reading<'_>) -> Option<Self> {
        let text = Text::decode(node, reading)?;
        Some(Self { to: Some(text.value.clone()), text, target: PhantomData })
    }
}

/// Whether `text` is written as the name of an entry: `person/omar` is, `Omar, in the yard` is not.
pub fn is_full_name(text: &str) -> bool {
    text.trim().split_once('/').is_some_and(|(kind, id)| {
        Kind::find(kind).is_some() && !id.is_empty() && !id.contains(char::is_whitespace)
    })
}

/// From names as written to entries of the handbook. What names nobody falls out; whoever resolves tells it.
pub trait Resolve {
    /// The same with entries instead of names.
    type Resolved;
    /// Asks `follow` for each name.
    fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Self::Resolved>;
}

/// Looks entries up.
pub trait Follow {
    /// How an entry is known afterwards.
    type Entry;
    /// The entry that `written` names, among `kinds`; tells if there is none.
    fn follow(&mut self, written: &str, span: Span, kinds: &'static [Kind]) -> Option<super::EntryId>;
    /// The same for free text, which need not name anybody.
    fn look(&mut self, written: &str, span: Span, kinds: &'static [Kind]) -> Option<super::EntryId>;
}

impl<T: Target> Resolve for Ref<Written, T> {
    type Resolved = Ref<super::EntryId, T>;
    fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Self::Resolved> {
        follow.follow(&self.to, self.span, T::KINDS).map(|to| Ref::new(to, self.span))
    }
}

impl<T: Target> Resolve for Contact<Written, T> {
    type Resolved = Contact<super::EntryId, T>;
    fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Self::Resolved> {
        let to = follow.look(&self.text, self.text.span, T::KINDS);
        // A full name that names nobody here must not be shown: it may be that of a page which this edition hides.
        (to.is_some() || !is_full_name(&self.text)).then(|| Contact {
            text: self.text.clone(),
            to,
            target: PhantomData,
        })
    }
}

impl<T: Clone> Resolve for Spot<T> {
    type Resolved = Self;
    fn resolve<F: Follow>(&self, _: &mut F) -> Option<Self> {
        Some(self.clone())
    }
}

impl<V: Clone> Resolve for Map<V> {
    type Resolved = Self;
    fn resolve<F: Follow>(&self, _: &mut F) -> Option<Self> {
        Some(self.clone())
    }
}

impl<T: Resolve> Resolve for Option<T> {
    type Resolved = Option<T::Resolved>;
    fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Self::Resolved> {
        Some(self.as_ref().and_then(|value| value.resolve(follow)))
    }
}

impl<T: Resolve> Resolve for Vec<T> {
    type Resolved = Vec<T::Resolved>;
    fn resolve<F: Follow>(&self, follow: &mut F) -> Option<Self::Resolved> {
        Some(self.iter().filter_map(|item| item.resolve(follow)).collect())
    }
}

/// Declares a record: a type, its table of fields, how it is read, and how its names become entries.
macro_rules! record {
    ($(#[doc = $about:literal])* $name:ident<R> { $($(#[doc = $doc:literal])+ $need:ident $field:ident: $type:ty,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name<R> { $($(#[doc = $doc])+ pub $field: $type,)* }

        impl<R> Default for $name<R> {
            fn default() -> Self { Self { $($field: Default::default(),)* } }
        }
        $crate::parse::field::record!(@read $name<$crate::parse::field::Written>, $crate::parse::field::Written,
            $name { $($(#[doc = $doc])+ $need $field: $type,)* });

        impl $crate::parse::field::Resolve for $name<$crate::parse::field::Written> {
            type Resolved = $name<$crate::parse::EntryId>;
            fn resolve<F: $crate::parse::field::Follow>(&self, follow: &mut F) -> Option<Self::Resolved> {
                Some($name { $($field: self.$field.resolve(follow)?,)* })
            }
        }
    };
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])+ $need:ident $field:ident: $type:ty,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name { $($(#[doc = $doc])+ pub $field: $type,)* }
        $crate::parse::field::record!(@read $name, $crate::parse::field::Written,
            $name { $($(#[doc = $doc])+ $need $field: $type,)* });

        impl $crate::parse::field::Resolve for $name {
            type Resolved = Self;
            fn resolve<F: $crate::parse::field::Follow>(&self, _: &mut F) -> Option<Self> { Some(self.clone()) }
        }
    };
    (@read $whole:ty, $r:ty, $name:ident { $($(#[doc = $doc:literal])+ $need:ident $field:ident: $type:ty,)* }) => {
        const _: () = {
            #[allow(dead_code, reason = "records without references do not name it")]
            type R = $r;
            impl $crate::parse::field::Record for $whole {
                const FIELDS: &'static [$crate::parse::field::Field] = &[$(
                    $crate::parse::field::Field::row(
                        stringify!($field),
                        <$type as $crate::parse::field::Slot>::SHAPE,
                        $crate::parse::field::record!(@need $need),
                        concat!($($doc,)+),
                    ),
                )*];
                fn read(
                    &mut self, name: &str, node: &$crate::parse::yaml::Node,
                    reading: &mut $crate::parse::field::Reading<'_>,
                ) -> bool {
                    $(if name == stringify!($field).trim_start_matches("r#") {
                        $crate::parse::field::Slot::fill(&mut self.$field, node, reading);
                        return true;
                    })*
                    false
                }
            }
        };
    };
    (@need optional) => { $crate::parse::field::Need::Optional };
    (@need required) => { $crate::parse::field::Need::Required };
    (@need checked) => { $crate::parse::field::Need::Checked };
}
pub(crate) use record;
